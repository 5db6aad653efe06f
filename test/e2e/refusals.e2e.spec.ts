import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { clientOf, freePort, launch, removeFolders, startService, temporaryFolder, type LaunchOptions, type Service } from '../support/index.mjs';

const LONG = 90_000;

interface Refusal {
  readonly code: number | null;
  readonly lines: string[];
}

/** Starts the service where it cannot start: how it ended and what it said, with nothing left behind. */
async function refusal(options: LaunchOptions): Promise<Refusal> {
  const service = await launch(options);
  const { code } = await service.end();
  expect(service.stdout).toBe('');
  return { code, lines: service.stderr.trim().split('\n') };
}

function oneSentence(pattern: RegExp): Refusal {
  return { code: expect.any(Number), lines: [expect.stringMatching(pattern)] };
}

async function expectRefusal(options: LaunchOptions, pattern: RegExp): Promise<void> {
  const answer = await refusal(options);
  expect(answer).toEqual(oneSentence(pattern));
  expect(answer.code).not.toBe(0);
}

function configFile(text: string): string {
  const path = join(temporaryFolder(), 'config.json');
  writeFileSync(path, text);
  return path;
}

afterAll(removeFolders);

describe('a start that cannot be', () => {
  it.each([
    ['PORT', 'http', /PORT got "http", wants a whole number from 1 to 65535/],
    ['PORT', '70000', /PORT got "70000", wants a whole number from 1 to 65535/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL got "loud", wants one of fatal, error, warn, info, debug, trace/],
    ['NODE_ENV', 'staging', /NODE_ENV got "staging", wants one of development, test, production/],
    ['ENABLE_REALTIME', 'yes', /ENABLE_REALTIME got "yes", wants true or false/],
    ['ENABLE_CACHING', '1', /ENABLE_CACHING got "1", wants true or false/],
    ['DEFAULT_REGION', 'China', /DEFAULT_REGION got "China", wants a two-letter ISO 3166 region/],
    ['RATE_LIMIT_MAX', '0', /RATE_LIMIT_MAX got "0", wants a whole number from 1/],
    ['RATE_LIMIT_WINDOW', '1.5', /RATE_LIMIT_WINDOW got "1.5", wants a whole number from 1000/],
    ['DATABASE_URL', 'mysql://root:hunter2@db/x', /DATABASE_URL got a value of 25 characters, wants a URL starting with postgres:\/\/ or postgresql:\/\//],
    ['REDIS_URL', 'localhost:6379', /REDIS_URL got a value of 14 characters, wants a URL starting with redis:\/\//],
    ['JWT_SECRET', 'hunter2', /JWT_SECRET got a value of 7 characters, wants at least 32 characters/],
    ['DATA_ENCRYPTION_KEY', 'hunter2', /DATA_ENCRYPTION_KEY got a value of 7 characters, wants at least 32 characters/],
    ['NODE_ENV', 'production', /JWT_SECRET got nothing, wants at least 32 characters in production/],
    ['CONFIG_FILE', '/nowhere/config.json', /CONFIG_FILE got "\/nowhere\/config.json", which cannot be read/],
    ['HOST', '203.0.113.7', /HOST.* is not an address of this machine/],
  ])('says what %s got and wants: %s', async (name, value, pattern) => {
    await expectRefusal({ env: { [name]: value } }, pattern);
  });

  it.each([
    ['no JSON', '{', /CONFIG_FILE got ".*", which is not valid JSON/],
    ['no object', '[]', /CONFIG_FILE wants a JSON object/],
    ['an unknown section', '{"realtime":{}}', /realtime is not a section; known are trendAnalyzer, realtimeProcessor, cache/],
    ['an unknown setting', '{"cache":{"ttl":1}}', /cache\.ttl is not a setting; known are defaultTTL, maxSize, checkPeriod/],
    ['text for a number', '{"realtimeProcessor":{"batchSize":"100"}}', /realtimeProcessor\.batchSize got "100", wants a whole number from 1 to 10000/],
    ['too much', '{"realtimeProcessor":{"parallelProcessors":17}}', /realtimeProcessor\.parallelProcessors got 17, wants a whole number from 1 to 16/],
  ])('says what is wrong with a CONFIG_FILE that holds %s', async (_what, text, pattern) => {
    await expectRefusal({ env: { CONFIG_FILE: configFile(text) } }, pattern);
  });

  it('names every bad value at once', async () => {
    const { lines } = await refusal({ env: { PORT: '0', LOG_LEVEL: 'loud', CONFIG_FILE: configFile('{"cache":{"maxSize":1}}') } });
    expect(lines).toEqual([expect.stringMatching(/PORT got "0", .*LOG_LEVEL got "loud", .*cache\.maxSize got 1, /)]);
  });

  it('wants a data key in production as well', async () => {
    await expectRefusal({ env: { NODE_ENV: 'production', JWT_SECRET: 's'.repeat(32) } }, /DATA_ENCRYPTION_KEY got nothing, wants at least 32 characters in production/);
  });

  it('says that the database cannot be reached', async () => {
    await expectRefusal({ env: { DATABASE_URL: `postgresql://someone:hunter2@127.0.0.1:${await freePort()}/profiles` } }, /DATABASE_URL/);
  });
});

describe('a folder that cannot be used', () => {
  const file = (): string => configFile('');

  it.each([
    ['is a file', () => file(), /DATA_DIR .* cannot be used: it is a file/],
    ['lies below a file', () => join(file(), 'data'), /DATA_DIR .* cannot be used: part of the path is a file/],
    ['nobody may write to', () => '/proc/1/data', /DATA_DIR \/proc\/1\/data cannot be used: /],
  ])('%s', async (_what, folder, pattern) => {
    const service = await launch({ command: [process.execPath, 'scripts/start.mjs'], dataDir: temporaryFolder(), env: { DATA_DIR: folder() } });
    const { code } = await service.end();
    expect([code, service.stderr.trim().split('\n')]).toEqual([1, [expect.stringMatching(pattern)]]);
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
