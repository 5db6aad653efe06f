import { createHash } from 'node:crypto';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { SCORE_JOB } from '#callers';
import { bearer } from './booted-app.fixture.js';
import { ModelService } from './model-service.fixture.js';

const SPAM = '+8613800138000';
const CLEAN = '+8613900139000';
const POLL_MS = 50;

interface Bucket {
  readonly prefix: string;
  readonly bits: number;
  readonly entries: readonly { readonly hash: string; readonly verdict: string; readonly category: string | null }[];
  readonly asOf: string | null;
}

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start();
});
afterAll(() => service.stop());

/** All a device needs to know. */
const hashOf = (number: string): string => createHash('sha256').update(`caller-lookup/1:${number}`).digest('hex').slice(0, 16);
const ask = <T>(path: string, role: 'user' | 'system' | 'admin' = 'user') => service.ask<T>('GET', `/api/callers/lookup${path}`, undefined, role);
const lookUp = async (number: string): Promise<Bucket['entries'][number] | undefined> => {
  const hash = hashOf(number);
  const { body } = await ask<Bucket>(`/${hash.slice(0, 5)}?bits=20`);
  return body.entries.find((entry) => entry.hash === hash);
};

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

async function judgeAll(): Promise<void> {
  const before = (await ask<Bucket>('')).body.asOf;
  expect(await service.ask('POST', '/api/callers/scores/refresh', undefined, 'admin')).toMatchObject({ status: 202 });
  await until(async () => (await ask<Bucket>('')).body.asOf !== before);
}

async function happen(): Promise<void> {
  const at = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const calls = Array.from({ length: 40 }, (_, index) => ({ userId: `u-${index}`, callerPhone: SPAM, outcome: index % 8 === 0 ? 'answered' : 'rejected', ...(index % 8 === 0 && { duration: 3 }), timestamp: at(index + 1) }));
  const friendly = Array.from({ length: 12 }, (_, index) => ({ userId: 'u-1', callerPhone: CLEAN, callType: index % 2 === 0 ? 'incoming' : 'outgoing', outcome: 'answered', duration: 240, timestamp: at(index * 600 + 1) }));
  expect(await service.ask('POST', '/api/realtime/events', [...calls, ...friendly], 'system')).toMatchObject({ status: 202 });
  for (let user = 0; user < 20; user++) {
    expect((await service.ask('POST', `/api/profiles/caller/${encodeURIComponent(SPAM)}/feedback`, { userId: `u-${user}`, label: 'spam', category: 'loan' }, 'system')).status).toBe(201);
  }
  const verdict = async (number: string) => (await service.ask<{ verdict: string; category: string; evidence: { reporters: number; calls: number } }>('GET', `/api/profiles/caller/${encodeURIComponent(number)}`, undefined, 'system')).body;
  await until(async () => (await verdict(SPAM)).evidence.reporters === 20 && (await verdict(CLEAN)).evidence.calls === 12);
  expect([(await verdict(SPAM)).verdict, (await verdict(CLEAN)).verdict]).toEqual(['spam', 'legitimate']);
}

it('is made anew when an admin orders all numbers judged; an order that waits is not made again', async () => {
  const order = (role: 'admin' | 'moderator' | 'user' | 'system') => service.ask<{ readonly jobId: string }>('POST', '/api/callers/scores/refresh', undefined, role);
  for (const role of ['moderator', 'user', 'system'] as const) expect((await order(role)).status).toBe(403);
  const queue = service.api.app.get<Queue>(getQueueToken(SCORE_JOB.queue), { strict: false });
  await queue.pause();
  const [first, second] = [await order('admin'), await order('admin')];
  expect([first.status, second.body.jobId]).toEqual([202, first.body.jobId]);
  await queue.resume();
  const job = async () => (await service.ask<{ readonly state: string }>('GET', `/api/jobs/${first.body.jobId}`, undefined, 'admin')).body;
  await until(async () => (await job()).state === 'completed');
  expect(await job()).toMatchObject({ type: 'caller-scores.score-callers', progress: 100, error: null });
});

it('tells a device that knows nothing but the algorithm of a spam number, and of no other', async () => {
  expect((await ask('/00000')).body).toMatchObject({ entries: [] });
  await happen();
  await judgeAll();
  expect((await ask('')).body).toEqual({ algorithm: 'SHA-256', context: 'caller-lookup/1:', hashBits: 64, bits: 0, entries: 1, asOf: expect.any(String) as string });
  expect(await lookUp(SPAM)).toEqual({ hash: hashOf(SPAM), verdict: 'spam', category: 'loan' });
  expect(await lookUp(CLEAN)).toBeUndefined();
  // One listed number is too few for any narrower bucket than the list.
  expect((await ask(`/${hashOf(CLEAN).slice(0, 5)}`)).body).toMatchObject({ prefix: '0', bits: 0, entries: [{ hash: hashOf(SPAM) }] });
});

it('keeps nothing in the list by which a number can be traced to its calls', async () => {
  const columns = await service.db.query<{ column_name: string }>(`SELECT column_name FROM information_schema.columns WHERE table_name = 'caller_lookup' ORDER BY 1`);
  expect(columns.map(({ column_name: name }) => name)).toEqual(['category', 'hash', 'verdict']);
});

it('is cached until the list changes', async () => {
  const get = async (path: string, tag?: string) => fetch(`${service.api.origin}/api/callers/lookup${path}`, { headers: { ...(await bearer('user')), ...(tag !== undefined && { 'if-none-match': tag }) } });
  for (const path of ['', '/3fa7c?bits=18']) {
    const first = await get(path);
    const tag = first.headers.get('etag') as string;
    expect([first.status, tag, first.headers.get('cache-control')]).toEqual([200, expect.stringMatching(/^"[^"]+"$/), 'private, max-age=3600']);
    const again = await get(path, `"other", W/${tag}`);
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    expect((await get(path, '"other"')).status).toBe(200);
  }
});

it.each([['more bits than twenty', '/3fa7c?bits=21', 'bits'], ['more digits than five', '/3fa7c1', 'prefix'], ['a whole hash', `/${hashOf(SPAM)}`, 'prefix'], ['bits that do not count', '/3fa7d?bits=18', 'prefix'], ['a number', `/${encodeURIComponent(SPAM)}`, 'prefix']])(
  'refuses %s', async (_name, path, field) => expect(await ask(path)).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path: field }] } }));

it('forgets a number that is erased', async () => {
  await service.db.query(`DELETE FROM identity WHERE kind = 2`);
  await judgeAll();
  expect([await lookUp(SPAM), (await ask<{ entries: number }>('')).body.entries]).toEqual([undefined, 0]);
});
