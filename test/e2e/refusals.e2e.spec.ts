import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { clientOf, freePort, launch, processesOn, removeFolders, startService, temporaryFolder, type LaunchOptions, type Service } from '../support/index.mjs';

const LONG = 90_000;
const NOWHERE = '/nowhere';

interface Refusal {
  readonly code: number | null;
  readonly lines: string[];
}

/** Starts the service where it cannot start: how it ended and what it said. Nothing may be left of it. */
async function refusal(options: LaunchOptions): Promise<Refusal> {
  // A service that runs there already opens and closes connections as it likes.
  const isInUse = processesOn(options.dataDir ?? NOWHERE).length > 0;
  const service = await launch(options);
  const { code } = await service.closed;
  expect(service.stdout).toBe('');
  if (!isInUse) expect(service.processes()).toEqual([]);
  return { code, lines: service.stderr.trim().split('\n') };
}

async function expectRefusal(options: LaunchOptions, pattern: RegExp): Promise<void> {
  const answer = await refusal(options);
  expect(answer).toEqual({ code: expect.any(Number), lines: [expect.stringMatching(pattern)] });
  expect(answer.code).not.toBe(0);
}

function configFile(text: string): string {
  const path = join(temporaryFolder(), 'config.json');
  writeFileSync(path, text);
  return path;
}

afterAll(removeFolders);

const BAD_VALUES: readonly [string, string, RegExp][] = [
  ['PORT', '70000', /"70000", wants a whole number from 1 to 65535/],
  ['WORKER_PORT', 'http', /"http", wants a whole number from 0 to 65535/],
  ['LOG_LEVEL', 'loud', /"loud", wants one of fatal, error, warn, info, debug, trace/],
  ['NODE_ENV', 'staging', /"staging", wants one of development, test, production/],
  ['ENABLE_REALTIME', 'yes', /"yes", wants true or false/],
  ['ENABLE_CACHING', '1', /"1", wants true or false/],
  ['DEFAULT_REGION', 'China', /"China", wants a two-letter ISO 3166 region/],
  ['RATE_LIMIT_MAX', '0', /"0", wants a whole number from 1 to/],
  ['RATE_LIMIT_WINDOW', '1.5', /"1.5", wants a whole number from 1000 to/],
  ['ML_TRAINING_BATCH_SIZE', '-1', /"-1", wants a whole number from 1 to/],
  ['ML_PREDICTION_CACHE_TTL', 'long', /"long", wants a whole number from 0 to/],
  ['DATABASE_URL', 'mysql://root:hunter2@db/x', /a value of 25 characters, wants a URL starting with postgres:\/\/ or postgresql:\/\//],
  ['REDIS_URL', 'localhost:6379', /a value of 14 characters, wants a URL starting with redis:\/\//],
  ['JWT_SECRET', 'hunter2', /a value of 7 characters, wants at least 32 characters/],
  ['JWT_JWKS_URL', 'file:///keys', /a value of 12 characters, wants a URL starting with http:\/\/ or https:\/\//],
  ['DATA_ENCRYPTION_KEY', 'hunter2', /a value of 7 characters, wants at least 32 characters/],
];
const BAD_SETTINGS = [
  /realtime is not a section; known are trendAnalyzer, realtimeProcessor, cache/,
  /cache\.ttl is not a setting; known are defaultTTL, maxSize, checkPeriod/,
  /cache\.maxSize got 1, wants a whole number from 1048576 to/,
  /realtimeProcessor\.batchSize got "100", wants a whole number from 1 to 10000/,
  /realtimeProcessor\.parallelProcessors got 17, wants a whole number from 1 to 16/,
  /trendAnalyzer wants an object/,
];

describe('a start that cannot be', () => {
  it('names every bad value at once, with what it got and wants, and shows no secret', async () => {
    const file = configFile(JSON.stringify({ realtime: {}, cache: { ttl: 1, maxSize: 1 }, realtimeProcessor: { batchSize: '100', parallelProcessors: 17 }, trendAnalyzer: [] }));
    const env = { ...Object.fromEntries(BAD_VALUES.map(([name, value]) => [name, value])), CONFIG_FILE: file };
    const { code, lines } = await refusal({ env });
    expect([code, lines.length]).toEqual([2, 1]);
    for (const [name, , wants] of BAD_VALUES) expect(lines[0]).toMatch(new RegExp(`${name} got ${wants.source}`));
    for (const fault of BAD_SETTINGS) expect(lines[0]).toMatch(fault);
    expect(lines[0]).not.toContain('hunter2');
  });

  it.each([
    ['a CONFIG_FILE that is not there', () => ({ CONFIG_FILE: '/nowhere/config.json' }), /CONFIG_FILE got "\/nowhere\/config.json", which cannot be read; wants a JSON file/],
    ['a CONFIG_FILE that is no JSON', () => ({ CONFIG_FILE: configFile('{') }), /CONFIG_FILE got ".*", which is not valid JSON; wants a JSON file/],
    ['production without JWT_SECRET', () => ({ NODE_ENV: 'production' }), /JWT_SECRET got nothing, wants at least 32 characters in production/],
    ['production without DATA_ENCRYPTION_KEY', () => ({ NODE_ENV: 'production', JWT_SECRET: 's'.repeat(32) }), /DATA_ENCRYPTION_KEY got nothing, wants at least 32 characters in production/],
    ['a HOST of another machine', () => ({ HOST: '203.0.113.7' }), /HOST got ".*", wants an address of this machine/],
    ['a HOST that is no address', () => ({ HOST: 'no.such.host.invalid' }), /HOST got ".*", wants an address of this machine/],
    ['a database that is not there', () => ({ DATABASE_URL: 'postgresql://someone:hunter2@127.0.0.1:1/profiles' }), /DATABASE_URL.* cannot be reached/],
  ])('says so for %s', async (_what, env, pattern) => {
    await expectRefusal({ env: env() }, pattern);
  });
});

describe('a DATA_DIR that', () => {
  it.each([
    ['is a file', () => configFile(''), /DATA_DIR .* cannot be used: it is a file/],
    ['lies below a file', () => join(configFile(''), 'data'), /DATA_DIR .* cannot be used: part of the path is a file/],
    ['no folder can be made in', () => '/proc/self/data', /DATA_DIR \/proc\/self\/data cannot be used: /],
  ])('%s is refused', async (_what, dataDir, pattern) => {
    await expectRefusal({ dataDir: dataDir() }, pattern);
  });
});

/** A mounted file system of 16 MiB, or undefined where this user may not mount. */
function smallDisk(options: string): string | undefined {
  const folder = temporaryFolder();
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  return status === 0 ? folder : undefined;
}

const disks = [
  { name: 'is read-only', folder: smallDisk('size=16m,ro'), pattern: /DATA_DIR .* cannot be used: the disk is read-only/ },
  { name: 'has no room', folder: smallDisk('size=16m'), pattern: /DATA_DIR .* cannot be used: the disk is full, 1[56] MiB are free and \d+ are needed/ },
].filter(({ folder }) => folder !== undefined);

// Without the right to mount, apps/standalone/data-folder.spec.ts alone speaks for full and read-only disks.
if (disks.length > 0) {
  describe('a disk that', () => {
    afterAll(() => disks.forEach(({ folder }) => spawnSync('umount', [folder!])));

    it.each(disks)('$name', async ({ folder, pattern }) => {
      await expectRefusal({ dataDir: folder! }, pattern);
    });
  });
}

describe('beside a running service', () => {
  let service: Service;
  let squatter: Server;
  let takenPort: number;

  beforeAll(async () => {
    service = await startService();
    takenPort = await freePort();
    squatter = createServer().listen(takenPort, '127.0.0.1');
  }, LONG);

  afterAll(async () => {
    squatter.close();
    await service.stop();
  }, LONG);

  it('a second one on the same DATA_DIR says so, and the first is unharmed', async () => {
    await expectRefusal({ dataDir: service.dataDir }, /another instance is running on DATA_DIR .*; stop it or choose another DATA_DIR/);
    expect((await clientOf(service, 'admin').get('/api/realtime/metrics')).status).toBe(200);
    expect(service.hasEnded).toBe(false);
  });

  it('another on the same PORT says so, and the first is unharmed', async () => {
    await expectRefusal({ port: service.port }, new RegExp(`port ${service.port} is taken by another program; set PORT to a free one`));
    expect((await clientOf(service, 'admin').get('/api/realtime/metrics')).status).toBe(200);
  });

  it('a port taken by another program is named', async () => {
    await expectRefusal({ port: takenPort }, new RegExp(`port ${takenPort} is taken by another program`));
  });
});
