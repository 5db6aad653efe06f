import type { Redis } from 'ioredis';
import { RateLimiter } from './rate-limiter.js';

const LIMIT = { max: 2, windowMs: 60_000 };

async function verdicts(limiter: RateLimiter, times: number): Promise<boolean[]> {
  const seen: boolean[] = [];
  for (let time = 0; time < times; time++) seen.push((await limiter.consume('k')).allowed);
  return seen;
}

it('counts keys apart', async () => {
  const limiter = new RateLimiter(LIMIT);
  expect(await verdicts(limiter, 3)).toEqual([true, true, false]);
  expect((await limiter.consume('other')).remaining).toBe(1);
});

it('counts in Redis where there is one', async () => {
  let consumed = 0;
  const redis = { status: 'ready', defineCommand: () => undefined, rlflxIncr: () => Promise.resolve([++consumed, 30_000]) } as unknown as Redis;
  consumed = 1;
  expect(await new RateLimiter(LIMIT, redis).consume('k')).toEqual({ allowed: true, remaining: 0, resetMs: 30_000 });
  expect(await new RateLimiter(LIMIT, redis).consume('k')).toEqual({ allowed: false, remaining: 0, resetMs: 30_000 });
});

const nothing = (): void => undefined;

it.each([
  ['away', { status: 'reconnecting', defineCommand: nothing }],
  ['failing', { status: 'ready', defineCommand: nothing, rlflxIncr: () => Promise.reject(new Error('READONLY')) }],
])('counts for itself while Redis is %s', async (_name, redis) => {
  expect(await verdicts(new RateLimiter(LIMIT, redis as unknown as Redis), 3)).toEqual([true, true, false]);
});
