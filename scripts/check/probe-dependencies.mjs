import { blindness, cruiseTree } from './cruise.mjs';
import { inProbeTree, judge } from './probe-tree.mjs';

const ORDER = [
  'kernel', 'platform', 'privacy', 'realtime', 'ml', 'callers', 'profiles', 'trends', 'recommendations', 'analytics',
];
const PLATFORM = ['auth', 'cache', 'config', 'database', 'http', 'metrics', 'queues'];
const DOMAIN = [...ORDER.slice(2), 'simulation'];

const door = (library) => (library === 'platform' ? '#platform/config' : `#${library}`);
const importing = (...specifiers) => specifiers.map((specifier) => `import '${specifier}';\n`).join('');

/** A small, lawful house: everything that the plants reach for. */
function house() {
  const files = {
    'libs/kernel/src/index.ts': importing('./time.js'),
    'libs/kernel/src/time.ts': 'export const second = 1000;\n',
    'apps/api/main.ts': importing('./api.module.js'),
    'apps/api/api.module.ts': 'export class ApiModule {}\n',
    'test/support/kit.ts': 'export const kit = 1;\n',
    'dist/libs/kernel/src/index.js': 'export const second = 1000;\n',
  };
  for (const folder of PLATFORM) {
    files[`libs/platform/src/${folder}/index.ts`] = importing('./inner.js');
    files[`libs/platform/src/${folder}/inner.ts`] = 'export const inner = 1;\n';
  }
  for (const library of DOMAIN) Object.assign(files, domainLibrary(library));
  return files;
}

function domainLibrary(library) {
  const at = (path) => `libs/${library}/src/${path}`;
  const parts = ['./app/port.js', './infra/store.js', './http/thing.controller.js', './jobs/thing.processor.js'];
  return {
    [at('index.ts')]: importing(`./${library}.module.js`),
    [at(`${library}.module.ts`)]: importing('./infra/thing.row.js', '@nestjs/typeorm', '@nestjs/bullmq', ...parts),
    [at('core/index.ts')]: importing('./thing.js', '#kernel'),
    [at('core/thing.ts')]: 'export const thing = 1;\n',
    [at('core/thing.spec.ts')]: importing('./thing.js', 'fast-check', 'node:fs'),
    [at('app/port.ts')]: importing('../core/index.js'),
    [at('infra/store.ts')]: importing('./thing.row.js', '../app/port.js', '../jobs/thing.job.js', 'typeorm'),
    [at('infra/thing.row.ts')]: importing('typeorm'),
    [at('infra/migrations/1-first.ts')]: importing('../thing.row.js'),
    [at('infra/migrations/index.ts')]: importing('./1-first.js'),
    [at('http/thing.controller.ts')]: importing('../app/port.js', '../core/index.js', '../jobs/thing.job.js', '#kernel'),
    [at('jobs/thing.job.ts')]: 'export const thingJob = 1;\n',
    [at('jobs/thing.processor.ts')]: importing('./thing.job.js', '../app/port.js', 'bullmq'),
  };
}

/** Lawful imports beside the house's own: a rule that forbids these forbids too much. */
const ALLOWED = {
  'apps/api/lists.ts': importing('#callers', '#simulation', '#platform/config', '#realtime/core'),
  'apps/cli/schemas.ts': importing('#callers/migrations', '#realtime/migrations'),
  // The other half of the planted cycle, which is reported once.
  'libs/callers/src/core/hen.ts': importing('./egg.js'),
  'libs/callers/src/core/folds.ts': importing('#kernel', '#realtime/core', './thing.js'),
  'libs/callers/src/infra/looks-down.ts': importing('#realtime', '#platform/database', '#ml'),
  'libs/ml/src/infra/tensors.ts': importing('@tensorflow/tfjs', 'onnxruntime-node'),
  'libs/ml/src/infra/trained.spec.ts': importing('#simulation', './tensors.js'),
  'libs/platform/src/auth/tokens.ts': importing('jose', '../config/index.js', '#platform/cache'),
  'libs/platform/src/cache/lru.ts': importing('lru-cache', 'ioredis'),
  'libs/platform/src/database/client.ts': importing('pg', 'typeorm', '#kernel'),
  'libs/platform/src/metrics/registry.ts': importing('prom-client', '@willsoto/nestjs-prometheus'),
  'libs/platform/src/queues/queue.ts': importing('bullmq', '@nestjs/bullmq'),
  'libs/privacy/src/phone/normal.ts': importing('libphonenumber-js'),
  'libs/realtime/src/http/schema.ts': importing('ajv'),
  'libs/simulation/src/core/traffic.ts': importing('#kernel', '#realtime/core'),
};

const CALLERS = 'libs/callers/src';
const OUT = '../../..';

/** [rule, folder, specifiers]: each specifier alone must make exactly that rule fire. */
const PLANTS = [
  ['core-only-core', `${CALLERS}/core`, ['../app/port.js', '../infra/store.js', '#realtime', '#platform/config']],
  ['core-no-packages', `${CALLERS}/core`, ['lru-cache', 'pg', '@nestjs/common', 'typeorm', '@tensorflow/tfjs']],
  ['core-no-packages', 'libs/kernel/src', ['rxjs', 'fast-check']],
  ['core-no-builtins', `${CALLERS}/core`, ['node:fs', 'crypto']],
  ['core-no-builtins', 'libs/kernel/src', ['node:crypto']],
  ['app-not-to-shell', `${CALLERS}/app`, ['../infra/store.js', '../http/thing.controller.js', '../jobs/thing.job.js']],
  ['shell-parts-apart', `${CALLERS}/http`, ['../infra/store.js', '../jobs/thing.processor.js']],
  ['shell-parts-apart', `${CALLERS}/infra`, ['../http/thing.controller.js', '../jobs/thing.processor.js']],
  ['shell-parts-apart', `${CALLERS}/jobs`, ['../http/thing.controller.js', '../infra/store.js']],
  ['layers-not-to-door', `${CALLERS}/app`, ['../index.js', '../callers.module.js', '#callers']],
  ['layers-not-to-door', `${CALLERS}/http`, ['../callers.module.js']],
  ['schemas-listed-by-apps', `${CALLERS}/infra`, ['#realtime/migrations']],
  ['libs-by-their-doors', 'libs/profiles/src/app', [`${OUT}/callers/src/app/port.js`, `${OUT}/callers/src/core/thing.js`]],
  ['libs-by-their-doors', 'libs/profiles/src/core', [`${OUT}/callers/src/core/thing.js`]],
  ['libs-by-their-doors', 'apps/api', ['../../libs/callers/src/infra/store.js', '../../libs/kernel/src/time.js']],
  ['platform-by-its-doors', `${CALLERS}/infra`, [`${OUT}/platform/src/database/inner.js`]],
  ['platform-by-its-doors', 'libs/platform/src/cache', ['../config/inner.js']],
  ['platform-by-its-doors', 'apps/api', ['../../libs/platform/src/auth/inner.js']],
  ['rows-at-home', 'libs/profiles/src/infra', [`${OUT}/callers/src/infra/thing.row.js`]],
  ['rows-at-home', 'apps/api', ['../../libs/callers/src/infra/thing.row.js']],
  ...['core', 'app', 'http', 'jobs'].map((layer) => ['rows-only-in-infra', `${CALLERS}/${layer}`, ['../infra/thing.row.js']]),
  ['libs-not-to-apps', `${CALLERS}/http`, [`${OUT}/../apps/api/api.module.js`]],
  ['simulation-sees-kernel-and-realtime-core', 'libs/simulation/src/core', ['#callers/core']],
  ['simulation-sees-kernel-and-realtime-core', 'libs/simulation/src/infra', ['#realtime', '#platform/config']],
  ['simulation-stays-outside', `${CALLERS}/infra`, ['#simulation']],
  ['simulation-stays-outside', 'libs/realtime/src/core', ['#simulation/core']],
  ['no-unresolvable', `${CALLERS}/infra`, ['./nowhere.js', '#nowhere', 'no-such-package']],
  ['no-dist', 'apps/api', ['../../dist/libs/kernel/src/index.js']],
  ['no-tests-in-production', `${CALLERS}/core`, ['./thing.spec.js']],
  ['no-tests-in-production', `${CALLERS}/infra`, [`${OUT}/../test/support/kit.js`]],
  ['no-dev-packages', `${CALLERS}/infra`, ['fast-check']],
  ...ORDER.slice(0, -1).map((library, rank) => [
    `order-${library}`,
    library === 'kernel' ? 'libs/kernel/src' : `libs/${library}/src/${library === 'platform' ? 'cache' : 'infra'}`,
    ORDER.slice(rank + 1).map(door),
  ]),
  ...[
    ['door-pg', 'pg'], ['door-typeorm', 'typeorm'], ['door-typeorm', '@nestjs/typeorm'], ['door-bullmq', 'bullmq'],
    ['door-bullmq', '@nestjs/bullmq'], ['door-libphonenumber', 'libphonenumber-js'], ['door-jose', 'jose'],
    ['door-ajv', 'ajv'], ['door-lru-cache', 'lru-cache'], ['door-ioredis', 'ioredis'],
    ['door-prom-client', 'prom-client'], ['door-prom-client', '@willsoto/nestjs-prometheus'],
    ['door-tensorflow', '@tensorflow/tfjs'], ['door-onnxruntime', 'onnxruntime-node'], ['door-parquet', 'hyparquet-writer'],
  ].flatMap(([name, specifier]) => ['libs/trends/src/http', 'apps/api'].map((folder) => [name, folder, [specifier]])),
];

/** Plants whose text is more than one plain import. */
const SPECIAL = [
  ['no-orphans', `${CALLERS}/core/alone.ts`, 'export const alone = 1;\n'],
  ['no-circular', `${CALLERS}/core/egg.ts`, importing('./hen.js')],
  ['door-pg', 'libs/trends/src/infra/by-type.ts', "import type { Pool } from 'pg';\nexport type Own = Pool;\n"],
  ['door-pg', 'libs/trends/src/infra/late.ts', "export const late = () => import('pg');\n"],
  ['door-pg', 'libs/trends/src/infra/passed-on.ts', "export { Pool } from 'pg';\n"],
  ['order-realtime', 'libs/realtime/src/app/by-type.ts', "import type { X } from '#callers';\nexport type Own = X;\n"],
];

function plantFiles() {
  const plain = PLANTS.flatMap(([name, folder, specifiers]) =>
    specifiers.map((specifier) => [name, folder, importing(specifier)]),
  ).map(([name, folder, text], number) => [name, `${folder}/plant-${number}.ts`, text]);
  return [...plain, ...SPECIAL];
}

function blindnessFaults(modules) {
  const dark = [{ source: 'libs/a/src/x.ts', dependencies: [{ module: '#kernel', resolved: 'dist/libs/kernel/src/index.js' }] }];
  const lawful = modules.filter(({ source }) => !source.includes('/plant-'));
  return [
    blindness([]) ? [] : 'a cruise without modules would pass',
    blindness(dark) ? [] : 'an alias that leads to dist would pass',
    blindness(lawful) ?? [],
  ].flat();
}

export async function probeDependencies(root) {
  const planted = plantFiles();
  const files = { ...house(), ...ALLOWED, ...Object.fromEntries(planted.map(([, path, text]) => [path, text])) };
  const { forbidden, modules, violations } = await inProbeTree(root, files, cruiseTree);
  const fired = new Map();
  for (const { from, rule } of violations) fired.set(from, [...(fired.get(from) ?? []), rule.name]);
  const plants = new Map(planted.map(([name, path]) => [path, name]));
  const faults = judge(plants, fired, forbidden.map(({ name }) => name));
  return { faults: [...faults, ...blindnessFaults(modules)], plants: plants.size, rules: forbidden.length };
}
