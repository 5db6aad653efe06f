import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { connectRedis } from '#platform/redis';
import { RateLimiter } from '../../libs/platform/src/http/rate-limiter.js';
import { TestServer } from '../integration/postgres.fixture.js';
import { describeUpkeep } from '../integration/upkeep-queue.fixture.js';

const BINARY = '/usr/bin/redis-server';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** A Redis of our own that keeps nothing on disk. */
async function startRedis(): Promise<{ readonly server: ChildProcess; readonly url: string }> {
  if (!existsSync(BINARY)) throw new Error(`these tests want a Redis: there is no ${BINARY} (apt-get install redis-server)`);
  const port = await freePort();
  const server = spawn(BINARY, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => { if (chunk.includes('Ready to accept connections')) resolve(); });
    server.once('exit', (code) => reject(new Error(`Redis ended with ${code}`)));
  });
  return { server, url: `redis://127.0.0.1:${port}` };
}

let postgres: TestServer;
let redis: Awaited<ReturnType<typeof startRedis>>;
const clients: Redis[] = [];

beforeAll(async () => {
  redis = await startRedis();
  postgres = await TestServer.start();
});
afterAll(async () => {
  clients.forEach((client) => client.disconnect());
  await postgres?.stop();
  redis?.server.kill('SIGKILL');
});

async function connect(): Promise<Redis> {
  const client = connectRedis(redis.url, () => undefined);
  clients.push(client);
  if (client.status !== 'ready') await new Promise((resolve) => client.once('ready', resolve));
  return client;
}

beforeEach(async () => (await connect()).flushall());

describeUpkeep('the queue on Redis', async () => ({
  db: await postgres.migrated(),
  variables: { REDIS_URL: redis.url },
  // A connection that was handed to the queues is not theirs to close.
  close: async (queue: Queue) => void (queue.opts.connection as unknown as Redis).disconnect(),
}));

describe('rate limits on Redis', () => {
  it('are shared between processes, key by key', async () => {
    const processes = [new RateLimiter({ max: 3, windowMs: 60_000 }, await connect()), new RateLimiter({ max: 3, windowMs: 60_000 }, await connect())];
    const answers = [];
    for (let request = 0; request < 5; request++) answers.push(await processes[request % 2]?.consume('u-1'));
    expect(answers.map((answer) => [answer?.allowed, answer?.remaining])).toEqual([[true, 2], [true, 1], [true, 0], [false, 0], [false, 0]]);
    expect(await processes[0]?.consume('u-2')).toMatchObject({ allowed: true, remaining: 2 });
  });

  it('are counted by each process while Redis is away', async () => {
    const client = await connect();
    const limiter = new RateLimiter({ max: 2, windowMs: 60_000 }, client);
    await limiter.consume('u-1');
    client.disconnect();
    expect([(await limiter.consume('u-1')).allowed, (await limiter.consume('u-1')).allowed, (await limiter.consume('u-1')).allowed]).toEqual([true, true, false]);
  });
});
