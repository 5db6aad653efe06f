import { relative, sep } from 'node:path';
import { ESLint } from 'eslint';
import house from './eslint-rules.mjs';
import { inProbeTree, judge } from './probe-tree.mjs';

const repeat = (count, line) => Array.from({ length: count }, (_, number) => line(number)).join('');
const functionOf = (lines) =>
  `export function long(): number {\n${repeat(lines - 3, (n) => `  Math.abs(${n});\n`)}  return 1;\n}\n`;
const parameters = (count) => Array.from({ length: count }, (_, n) => `p${n}: Part`).join(', ');
const kept = (count) => parameters(count).replaceAll('p', 'readonly p');
const injected = (count) =>
  `import { Injectable } from '@nestjs/common';\nclass Part {}\n@Injectable()\nexport class Wired {\n` +
  `  constructor(${kept(count)}) {}\n}\n`;
const nested = (depth) =>
  `export function deep(x: number): number {\n${'if (x > 1) {\n'.repeat(depth)}x += 1;\n${'}\n'.repeat(depth)}return x;\n}\n`;
const suite = (lines) => `describe('many', () => {\n  it('one', () => undefined);\n${'\n'.repeat(lines)}});\n`;

const CORE = 'libs/callers/src/core';
const INFRA = 'libs/callers/src/infra';

const IMPURE = [
  'Date.now()', "Date['now']()", 'new Date()', 'Date()', 'Math.random()', 'performance.now()', 'process.uptime()',
  'setTimeout(() => undefined, 1)', 'setInterval(() => undefined, 1)', 'setImmediate(() => undefined)',
  "fetch('http://x')", "console.log('x')", 'crypto.randomUUID()', 'globalThis.Date',
];

/** [rule, path, text]: exactly that rule must fire. */
const PLANTS = [
  ...IMPURE.map((expression, n) => ['house/pure-core', `${CORE}/impure-${n}.ts`, `export const x = () => ${expression};\n`]),
  ['house/pure-core', 'libs/kernel/src/impure.ts', 'export const now = () => Date.now();\n'],
  ['house/no-process-env', `${INFRA}/env.ts`, 'export const port = process.env.PORT;\n'],
  ['house/no-process-env', `${INFRA}/env-taken.ts`, 'const { env } = process;\nexport const port = env;\n'],
  ['house/no-process-env', 'apps/api/env.ts', "import { env } from 'node:process';\nexport const port = env;\n"],
  ['house/no-process-env', 'libs/platform/src/http/env.ts', "import process from 'node:process';\nexport const e = process.env;\n"],
  ...['app', 'infra', 'jobs', 'core'].map((layer) => [
    'house/http-exception-in-http',
    `libs/callers/src/${layer}/status.ts`,
    "import { NotFoundException } from '@nestjs/common';\nexport class Gone extends NotFoundException {}\n",
  ]),
  [
    'house/http-exception-in-http',
    'apps/api/status.ts',
    "import { HttpException as Wrong } from '@nestjs/common';\nexport const x = new Wrong('x', 400);\n",
  ],
  ...['date-helper', 'string-utils', 'job-manager', 'common', 'base.service', 'camelCase', 'Pascal'].map((name) => [
    'house/names',
    `${INFRA}/${name}.ts`,
    'export const x = 1;\n',
  ]),
  ['house/names', 'libs/callers/src/common/thing.ts', 'export const x = 1;\n'],
  ['house/names', `${INFRA}/queue.ts`, 'export class QueueManager {}\n'],
  ['house/names', `${INFRA}/wire.ts`, 'export interface WireBase {\n  readonly x: number;\n}\n'],
  ['house/max-params', `${CORE}/five.ts`, 'type Part = number;\nexport const sum = (' + parameters(5) + '): number => p0 + p1 + p2 + p3 + p4;\n'],
  ['house/max-params', `${INFRA}/seven.ts`, injected(7)],
  ['house/max-params', `${INFRA}/taken-apart.ts`, injected(5).replace('@Injectable()\n', 'void Injectable;\n').replace('readonly p0', 'p0')],
  ['house/max-params', `${CORE}/parts.ts`, `class Part {}\nexport class Kept {\n  constructor(${kept(5)}) {}\n}\n`],
  ['house/max-function-lines', `${CORE}/long.ts`, functionOf(51)],
  ['house/max-function-lines', 'libs/callers/src/core/long.spec.ts', functionOf(51)],
  ['max-lines', `${CORE}/long-file.ts`, repeat(301, (n) => `export const x${n} = ${n};\n`)],
  ['max-lines', `${CORE}/blank-file.ts`, 'export const x = 1;\n' + '\n'.repeat(150) + '// why\n'.repeat(150)],
  ['max-lines', 'scripts/long-file.mjs', repeat(301, (n) => `export const x${n} = ${n};\n`)],
  ['max-depth', `${CORE}/deep.ts`, nested(4)],
  ['@typescript-eslint/no-explicit-any', `${CORE}/any.ts`, 'export type Whatever = any;\n'],
  ['@typescript-eslint/no-floating-promises', `${INFRA}/float.ts`, 'export function go(): void {\n  Promise.resolve(1);\n}\n'],
  ['@typescript-eslint/no-misused-promises', `${INFRA}/misuse.ts`, '[1].forEach(async () => Promise.resolve());\n'],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    `${CORE}/switch.ts`,
    "export function f(x: 'a' | 'b'): void {\n  switch (x) {\n    case 'a':\n      break;\n  }\n}\n",
  ],
  ['@typescript-eslint/no-non-null-assertion', `${CORE}/bang.ts`, 'export const f = (x?: number): number => x!;\n'],
];

const ALLOWED = {
  [`${CORE}/pure.ts`]: 'export const at = (ms: number, process: Date): Date => new Date(ms + process.getTime() + Date.UTC(2020));\n',
  [`${CORE}/pure.spec.ts`]: 'export const seed = () => Date.now();\n',
  [`${CORE}/base-rate.ts`]: 'export interface BaseRate {\n  readonly rate: number;\n}\n',
  [`${CORE}/full-file.ts`]: repeat(300, (n) => `export const x${n} = ${n};\n`),
  [`${CORE}/full.ts`]: functionOf(50),
  [`${CORE}/flat.ts`]: nested(3),
  [`${CORE}/chapter.spec.ts`]: suite(60),
  [`${INFRA}/six.ts`]: injected(6),
  'libs/callers/src/app/use-case.ts': `class Part {}\nexport class Decide {\n  constructor(${kept(6)}) {}\n}\n`,
  [`${CORE}/table.spec.ts`]: `type Part = number;\nit.each([[1, 2, 3, 4, 5]])('sums', (${parameters(5)}) => expect(p0 + p1 + p2 + p3).toBe(p4));\n`,
  [`${INFRA}/database.ts`]: "export const read = async (): Promise<number> => (console.log('x'), Date.now());\n",
  'libs/platform/src/config/env.ts': 'export const port = process.env.PORT;\n',
  'libs/platform/src/http/filter.ts': "import { HttpException } from '@nestjs/common';\nexport const x = new HttpException('x', 400);\n",
  'test/integration/env.spec.ts': 'export const url = process.env.DATABASE_URL;\n',
  'scripts/env.mjs': 'export const port = process.env.PORT;\n',
};

const RULES = [...Object.keys(house.rules).map((name) => `house/${name}`), 'max-lines', 'max-depth'];

export async function probeLint(root) {
  const files = { ...ALLOWED, ...Object.fromEntries(PLANTS.map(([, path, text]) => [path, text])) };
  const fired = await inProbeTree(root, files, async (tree) => {
    const results = await new ESLint({ cwd: tree }).lintFiles(['apps', 'libs', 'test', 'scripts/*.mjs']);
    return new Map(
      results
        .filter(({ messages }) => messages.length > 0)
        .map(({ filePath, messages }) => [
          relative(tree, filePath).split(sep).join('/'),
          messages.map(({ ruleId, message }) => ruleId ?? message),
        ]),
    );
  });
  const plants = new Map(PLANTS.map(([name, path]) => [path, name]));
  return { faults: judge(plants, fired, RULES), plants: plants.size, rules: new Set(plants.values()).size };
}
