import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import house from './scripts/check/eslint-rules.mjs';

const ROOT = import.meta.dirname;
const TESTS = ['**/*.spec.ts', 'test/**/*.ts'];
const CONSOLE_PROJECT = 'apps/console/tsconfig.json';
const projects = ['tsconfig.check.json', CONSOLE_PROJECT].filter((file) => existsSync(join(ROOT, file)));

/** Sizes and names hold for every file, also for scripts and tests. */
const everywhere = {
  plugins: { house },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules: {
    'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
    'max-depth': ['error', 3],
    'house/max-function-lines': 'error',
    'house/max-params': 'error',
    'house/names': 'error',
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-constant-condition': 'error',
    'no-debugger': 'error',
    'no-else-return': 'error',
    'no-unreachable': 'error',
    'no-unsafe-finally': 'error',
    'no-var': 'error',
    'object-shorthand': 'error',
    'prefer-const': 'error',
  },
};

const typed = {
  files: ['**/*.{ts,tsx,mts}'],
  extends: [tseslint.configs.recommendedTypeChecked],
  languageOptions: { parserOptions: { project: projects, tsconfigRootDir: ROOT } },
  rules: {
    '@typescript-eslint/no-explicit-any': 'error',
    '@typescript-eslint/no-floating-promises': 'error',
    '@typescript-eslint/no-misused-promises': 'error',
    '@typescript-eslint/no-non-null-assertion': 'error',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    '@typescript-eslint/switch-exhaustiveness-check': 'error',
    // An `import type` on a constructor parameter erases the token that Nest injects by.
    '@typescript-eslint/consistent-type-imports': 'off',
    // A port's methods are async; a fake or an in-memory adapter has nothing to await.
    '@typescript-eslint/require-await': 'off',
    'house/no-process-env': 'error',
    'house/http-exception-in-http': 'error',
  },
};

export default defineConfig(
  { ignores: ['dist/**', 'data/**', 'coverage/**', '.cache/**', '**/generated/**', 'apps/console/dist/**'] },
  everywhere,
  typed,
  { files: ['libs/*/src/core/**/*.ts', 'libs/kernel/**/*.ts'], ignores: TESTS, rules: { 'house/pure-core': 'error' } },
  { files: ['libs/platform/src/config/**/*.ts'], rules: { 'house/no-process-env': 'off' } },
  { files: ['**/http/**/*.ts'], rules: { 'house/http-exception-in-http': 'off' } },
  {
    files: TESTS,
    rules: {
      'house/no-process-env': 'off',
      // Jest's matchers (`expect.any`) and parsed answers are `any`; a wrong one fails the test.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
