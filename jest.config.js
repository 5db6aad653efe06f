import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceAliases } from './scripts/check/aliases.mjs';

const ROOT = import.meta.dirname;
const escape = (text) => text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&');

/** Every package below `folder`, as paths relative to the outermost node_modules. */
function packagesIn(folder, prefix = '') {
  return readdirSync(join(folder, prefix)).flatMap((name) => {
    if (name.startsWith('.')) return [];
    const path = join(prefix, name);
    if (name.startsWith('@')) return packagesIn(folder, path);
    return existing(() => readdirSync(join(folder, path, 'node_modules')))
      ? [path, ...packagesIn(folder, join(path, 'node_modules'))]
      : [path];
  });
}

function existing(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** By its `type` alone: some name ESM under a `require` condition, and the CommonJS twin of others compiles to itself. */
function isEsm(path) {
  const manifest = existing(() => JSON.parse(readFileSync(join(ROOT, 'node_modules', path, 'package.json'), 'utf8')));
  return manifest?.type === 'module';
}

// Jest 30 on Node 20 cannot `require` ESM, so its packages in ESM (all of @nestjs, jose, …) are compiled as well.
const esm = packagesIn(join(ROOT, 'node_modules')).filter(isEsm).map(escape).join('|');

const compile = (parser) => [
  join(ROOT, 'scripts/check/jest-transform.mjs'),
  {
    swcrc: false,
    isModule: 'unknown',
    jsc: {
      target: 'es2023',
      parser,
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
];

// Only names of our libraries: packages have subpath imports (`#…`) of their own.
const libraries = `(${readdirSync(join(ROOT, 'libs')).join('|')})`;

/** `#realtime/core` → libs/realtime/src/core/index.ts, straight from the imports of package.json. */
const aliasMapper = Object.fromEntries(
  sourceAliases(ROOT).map(({ key, source }) => [
    `^${escape(key).replace('*', key.startsWith('#*') ? libraries : '(.+)')}$`,
    `<rootDir>/${source.replace('*', '$1')}`,
  ]),
);

const shared = {
  rootDir: ROOT,
  testEnvironment: '<rootDir>/scripts/check/jest-realm.mjs',
  runtime: '<rootDir>/scripts/check/jest-packages.mjs',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/', '<rootDir>/apps/console/'],
  moduleFileExtensions: ['js', 'ts', 'mjs', 'cjs', 'json', 'node'],
  // The `.js` file first: packages mean what they say; only our own sources have a `.ts` in its place.
  // Threads run our sources too, in a process that knows no Jest.
  moduleNameMapper: {
    ...aliasMapper,
    '/thread-entry[.]js$': '<rootDir>/test/integration/thread-entry.fixture.ts',
    '/onnx-process-entry[.]js$': '<rootDir>/test/integration/onnx-process-entry.fixture.ts',
    '/trend-entry[.]js$': '<rootDir>/test/integration/trend-entry.fixture.ts',
    '/grouping-entry[.]js$': '<rootDir>/test/integration/grouping-entry.fixture.ts',
    '^([.]{1,2}/.*)[.]js$': ['$1.js', '$1.ts'] },
  transform: {
    '[.]ts$': compile({ syntax: 'typescript', decorators: true }),
    '[.]m?js$': compile({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(?:.*/node_modules/)?(?:${esm})/)`],
  setupFiles: ['reflect-metadata'],
};

const project = (displayName, testMatch, testPathIgnorePatterns = []) => ({
  ...shared,
  displayName,
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  testPathIgnorePatterns: ['/node_modules/', ...testPathIgnorePatterns],
});

export default {
  projects: [
    project('unit', ['libs/**/*.spec.ts', 'apps/**/*.spec.ts'], ['[.]integration[.]spec[.]ts$']),
    project('integration', [
      'libs/**/*.integration.spec.ts',
      'test/integration/**/*.spec.ts',
      'test/contracts/**/*.spec.ts',
    ]),
    project('redis', ['test/redis/**/*.spec.ts']),
    project('e2e', ['test/e2e/**/*.e2e.spec.ts']),
  ],
  testSequencer: '<rootDir>/scripts/check/jest-order.mjs',
  globalSetup: '<rootDir>/test/integration/template-folder.mjs',
  globalTeardown: '<rootDir>/test/integration/template-folder-removal.mjs',
  // After a hundred suites a worker's heap takes longer to give back than it is waited for at the end.
  workerIdleMemoryLimit: '1GB',
  // On the command level: a project may not set these, and an open handle must show, not be cut off.
  testTimeout: 30_000,
  // One more than the smallest machine has cores: the tests that start whole services wait for much of their time.
  maxWorkers: 3,
  collectCoverageFrom: [
    'libs/**/src/**/*.ts',
    'apps/**/*.ts',
    '!**/*.spec.ts',
    '!**/main.ts',
    '!**/index.ts',
    '!**/migrations/**',
    '!**/generated/**',
    '!apps/console/**',
  ],
  coverageDirectory: 'coverage',
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'lcov', 'json-summary'],
};
