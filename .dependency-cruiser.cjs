// The directions of docs/architecture.md as rules. scripts/check/dependencies.mjs runs them (it adds the `#` aliases);
// scripts/check/probe.mjs proves that each one still catches what it is for.

const ORDER = [
  'kernel', 'platform', 'privacy', 'realtime', 'ml', 'callers', 'profiles', 'trends', 'recommendations', 'analytics',
];

/** A package and the only places that may import it; `name` is the rule's. */
const PACKAGE_DOORS = [
  { name: 'door-pg', packages: ['pg', 'pg-[a-z-]+'], allowed: ['^libs/platform/src/database/'] },
  {
    name: 'door-typeorm',
    packages: ['typeorm', '@nestjs/typeorm'],
    allowed: ['^libs/[^/]+/src/infra/', '^libs/platform/src/database/', '/migrations/', '[.]module[.]ts$'],
  },
  {
    name: 'door-bullmq',
    packages: ['bullmq', '@nestjs/bullmq'],
    allowed: ['^libs/platform/src/queues/', '^libs/[^/]+/src/jobs/', '[.]module[.]ts$'],
  },
  { name: 'door-libphonenumber', packages: ['libphonenumber-js'], allowed: ['^libs/privacy/src/phone/'] },
  { name: 'door-jose', packages: ['jose'], allowed: ['^libs/platform/src/auth/'] },
  { name: 'door-ajv', packages: ['ajv', 'ajv-formats'], allowed: ['^libs/realtime/src/(?:infra|http)/'] },
  { name: 'door-lru-cache', packages: ['lru-cache'], allowed: ['^libs/platform/src/cache/'] },
  { name: 'door-ioredis', packages: ['ioredis'], allowed: ['^libs/platform/'] },
  {
    name: 'door-prom-client',
    packages: ['prom-client', '@willsoto/nestjs-prometheus'],
    allowed: ['^libs/platform/src/metrics/'],
  },
  { name: 'door-tensorflow', packages: ['@tensorflow/[^/]+'], allowed: ['^libs/ml/src/infra/'] },
  { name: 'door-parquet', packages: ['hyparquet', 'hyparquet-writer'], allowed: ['^libs/analytics/src/infra/'] },
  { name: 'door-onnxruntime', packages: ['onnxruntime-node', 'onnxruntime-common'], allowed: ['^libs/ml/src/infra/'] },
];

const TEST = '[.](?:spec|fixture)[.]ts$';
const ROW = '[.]row[.]ts$';
const CORE = ['^libs/kernel/', '^libs/[^/]+/src/core/'];
const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const orderRules = ORDER.slice(0, -1).map((library, rank) =>
  rule(
    `order-${library}`,
    `Libraries import downward only; what must go up is a port that ${library} owns.`,
    { path: `^libs/${library}/` },
    { path: `^libs/(?:${ORDER.slice(rank + 1).join('|')})/` },
  ),
);

const layerRules = [
  rule(
    'core-only-core',
    'Cores import only cores and the kernel.',
    { path: '^libs/[^/]+/src/core/' },
    { path: '^libs/', pathNot: ['^libs/[^/]+/src/core/', '^libs/kernel/', ROW] },
  ),
  rule(
    'core-no-packages',
    'Core and kernel use no package; a library sits in infra behind a port.',
    { path: CORE, pathNot: TEST },
    { dependencyTypes: NPM },
  ),
  rule(
    'core-no-builtins',
    'Core and kernel do no I/O, so they need no Node module.',
    { path: CORE, pathNot: TEST },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'app-not-to-shell',
    'A use case knows its ports, not what stands behind them.',
    { path: '^libs/([^/]+)/src/app/' },
    { path: '^libs/$1/src/(?:http|jobs|infra)/', pathNot: ROW },
  ),
  rule(
    'shell-parts-apart',
    'http, jobs and infra meet in the module; only a job contract (*.job.ts) is shared.',
    { path: '^libs/([^/]+)/src/(http|jobs|infra)/' },
    { path: '^libs/$1/src/(?:http|jobs|infra)/', pathNot: ['^libs/$1/src/$2/', '[.]job[.]ts$', ROW] },
  ),
  rule(
    'layers-not-to-door',
    'The door and the module are made of the layers; a layer that imports them turns the house round.',
    { path: '^libs/([^/]+)/src/(?:app|http|jobs|infra)/', pathNot: TEST },
    { path: '^libs/$1/src/[^/]+[.]ts$' },
  ),
];

const doorRules = [
  rule(
    'libs-by-their-doors',
    'Another library is entered by src/index.ts, src/core/index.ts, or by src/infra/migrations/index.ts for its schema alone.',
    { path: '^(?:apps|libs)/([^/]+)/' },
    { path: '^libs/(?!$1/|platform/)[^/]+/', pathNot: ['^libs/[^/]+/src/(?:core/|infra/migrations/)?index[.]ts$', ROW] },
  ),
  rule(
    'schemas-listed-by-apps',
    'Who brings a schema up to date needs nothing else of a library, and no library does it.',
    { path: '^libs/([^/]+)/', pathNot: TEST },
    { path: '^libs/(?!$1/)[^/]+/src/infra/migrations/index[.]ts$' },
  ),
  rule(
    'platform-by-its-doors',
    'Each folder of platform is entered by its index.ts, also from its neighbours.',
    { path: '^(?:apps|libs)/(?:platform/src/)?([^/]+)/' },
    { path: '^libs/platform/src/(?!$1/)', pathNot: ['^libs/platform/src/[^/]+/index[.]ts$', ROW] },
  ),
  rule(
    'rows-at-home',
    'A row never leaves its library.',
    { path: '^(?:apps|libs)/([^/]+)/' },
    { path: `^libs/(?!$1/).*${ROW}` },
  ),
  rule(
    'rows-only-in-infra',
    'A row never leaves infra; migrations and modules may list it.',
    { path: '^libs/([^/]+)/', pathNot: ['/src/infra/', '/migrations/', '[.]module[.]ts$', '^libs/platform/'] },
    { path: `^libs/$1/.*${ROW}` },
  ),
  rule('libs-not-to-apps', 'Apps list libraries; never the other way.', { path: '^libs/' }, { path: '^apps/' }),
  rule(
    'simulation-sees-kernel-and-realtime-core',
    'Simulated traffic is made from the public event words alone.',
    { path: '^libs/simulation/' },
    { path: '^libs/', pathNot: ['^libs/(?:simulation|kernel)/', '^libs/realtime/src/core/'] },
  ),
  rule(
    'simulation-stays-outside',
    'No library runs on made-up calls; apps and tests do.',
    { path: '^libs/', pathNot: ['^libs/simulation/', TEST] },
    { path: '^libs/simulation/' },
  ),
];

const packageRules = PACKAGE_DOORS.map(({ name, packages, allowed }) =>
  rule(
    name,
    `Only ${allowed.join(', ')} may import it, so it can be replaced in one place.`,
    { path: '^(?:apps|libs)/', pathNot: [...allowed, ...CORE, TEST] },
    { path: `node_modules/(?:@types/)?(?:${packages.join('|')})/` },
  ),
);

const hygieneRules = [
  rule('no-circular', 'A cycle has no order to read it in.', {}, { circular: true }),
  rule(
    'no-orphans',
    'A file that nothing imports and that imports nothing is dead.',
    { orphan: true, path: '^(?:apps|libs)/', pathNot: [TEST, '[.]d[.]ts$', '/main[.]ts$', '^apps/cli/'] },
    {},
  ),
  rule('no-unresolvable', 'An import that leads nowhere hides from every other rule.', {}, { couldNotResolve: true }),
  rule('no-dist', 'Sources import sources; what resolves into dist escapes the rules.', {}, { path: '^dist/' }),
  rule(
    'no-tests-in-production',
    'Tests import the code, never the other way.',
    { path: '^(?:apps|libs)/', pathNot: TEST },
    { path: [TEST, '^test/'] },
  ),
  rule(
    'no-dev-packages',
    'The image is built without dev dependencies.',
    { path: '^apps/|^libs/', pathNot: [TEST, ...CORE, '^apps/console/'] },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'type-import'], pathNot: 'node_modules/@types/' },
  ),
];

module.exports = {
  forbidden: [...orderRules, ...layerRules, ...doorRules, ...packageRules, ...hygieneRules],
  options: {
    doNotFollow: { path: ['node_modules'] },
    exclude: { path: ['^apps/console/dist/'] },
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
