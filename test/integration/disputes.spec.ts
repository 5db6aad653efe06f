import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

interface Answer<T> {
  readonly status: number;
  readonly body: T;
}
interface Receipt {
  readonly id: string;
  readonly state: string;
  readonly deadline: string;
}
interface Verdict {
  readonly score: number;
  readonly evidence: { readonly reporters: number };
  readonly reasons: readonly { readonly code: string; readonly contribution: number }[];
  readonly attackCost: number | null;
  readonly dispute: { readonly state: string; readonly deadline: string; readonly suspends: boolean } | null;
  readonly asOf: string;
}
interface Case extends Receipt {
  readonly suspends?: boolean;
  readonly objections?: readonly { readonly reason: string; readonly contact: string | null; readonly at: string }[];
  readonly phoneNumber: string;
  readonly overdue: boolean;
}

const DAY_MS = 86_400_000;
const POLL_MS = 50;

let server: TestServer;
let db: TestDatabase;
let api: BootedApp;
let worker: BootedApp;
beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  const settings = settingsFor(db.url, { DISPUTE_DEADLINE_DAYS: '5' });
  [api, worker] = [await bootApi(settings), await bootWorker(settings)];
});
afterAll(async () => {
  await api.stop();
  await worker.stop();
  await server.stop();
});

type Who = readonly [role: 'user' | 'moderator' | 'system', subject: string, headers?: Readonly<Record<string, string>>];
const SYSTEM: Who = ['system', 'platform'];
const MODERATOR: Who = ['moderator', 'm-1'];

async function ask<T>([role, subject, headers = {}]: Who, method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const answer = await fetch(`${api.origin}${path}`, { method, headers: { ...(await bearer(role, subject)), ...json, ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return { status: answer.status, body: (await answer.json()) as T };
}

async function until<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

let next = 8000;
const newNumber = (): string => `+861380013${next++}`;
const pathOf = (number: string): string => `/api/profiles/caller/${encodeURIComponent(number)}`;
const verdict = async (number: string, query = ''): Promise<Verdict> => (await ask<Verdict>(SYSTEM, 'GET', `${pathOf(number)}?${query}`)).body;
const dispute = (number: string, body: object = { reason: 'ours' }, who: Who = SYSTEM): Promise<Answer<Receipt>> => ask<Receipt>(who, 'POST', `${pathOf(number)}/disputes`, body);
const resolve = (id: string, outcome: string): Promise<Answer<{ state: string; code?: string }>> => ask(MODERATOR, 'POST', `/api/disputes/${id}/resolve`, { outcome, note: 'looked into' });
const inQueue = async (id: string): Promise<Case | undefined> => (await ask<{ items: Case[] }>(MODERATOR, 'GET', '/api/disputes')).body.items.find((each) => each.id === id);
const contribution = ({ reasons }: Verdict, code: string): number | undefined => reasons.find((reason) => reason.code === code)?.contribution;

/** A number that has called some users for weeks, all of whom call it spam. */
async function reported(users = 6): Promise<string> {
  const number = newNumber();
  const calls = Array.from({ length: users }, (_, user) => [60, 30].map((days) => ({ userId: `u-${user}`, timestamp: new Date(Date.now() - days * DAY_MS).toISOString(), callerPhone: number, outcome: 'missed' }))).flat();
  expect((await ask(SYSTEM, 'POST', '/api/realtime/events', calls)).status).toBe(202);
  for (let user = 0; user < users; user++) expect((await ask(SYSTEM, 'POST', `${pathOf(number)}/feedback`, { userId: `u-${user}`, label: 'spam' })).status).toBe(201);
  await until(() => verdict(number), (found) => found.evidence.reporters === users && (contribution(found, 'reported_spam') ?? 0) > 1);
  return number;
}

it('suspends what users report until it is decided, and forgets or heeds it then', async () => {
  const number = await reported();
  const before = await verdict(number);
  const opened = await dispute(number);
  expect(opened).toMatchObject({ status: 201, body: { state: 'open' } });
  expect(Date.parse(opened.body.deadline) - Date.now()).toBeGreaterThan(4.9 * DAY_MS);
  const during = await until(() => verdict(number), (found) => found.dispute !== null);
  expect(during.dispute).toEqual({ state: 'open', deadline: opened.body.deadline, suspends: true });
  expect([contribution(during, 'reported_spam'), contribution(during, 'reports_suspended'), during.evidence.reporters, during.attackCost]).toEqual([undefined, 0, 6, null]);
  expect(during.reasons.reduce((sum, reason) => sum + reason.contribution, 0)).toBeCloseTo(during.score, 9);
  expect(during.score).toBeLessThan(before.score);

  expect((await resolve(opened.body.id, 'rejected')).body.state).toBe('rejected');
  const rejected = await until(() => verdict(number), (found) => found.dispute === null);
  expect([rejected.score, rejected.evidence]).toEqual([before.score, before.evidence]);
  await expectThen(number, before, during);
});

/** As of then the answers are those of then. */
async function expectThen(number: string, before: Verdict, during: Verdict): Promise<void> {
  const [early, late] = [await verdict(number, `asOf=${before.asOf}`), await verdict(number, `asOf=${during.asOf}`)];
  expect([early.dispute, late.dispute, contribution(late, 'reported_spam')]).toEqual([null, during.dispute, undefined]);
  expect([early.evidence.reporters, late.evidence.reporters]).toEqual([6, 6]);
}

it('that is upheld takes earlier reports away, not later ones', async () => {
  const number = await reported();
  const { body } = await dispute(number);
  await until(() => verdict(number), (found) => found.dispute !== null);
  await ask(SYSTEM, 'POST', `${pathOf(number)}/feedback`, { userId: 'u-0', label: 'spam' });
  await resolve(body.id, 'upheld');
  const upheld = await until(() => verdict(number), (found) => found.dispute === null);
  expect(upheld.evidence.reporters).toBe(1);
  expect((await verdict(number, `asOf=${upheld.asOf}`)).evidence.reporters).toBe(1);
  expect(contribution(upheld, 'reports_suspended')).toBeUndefined();
});

it('is one for a number: again, under the same key or without, it is the same; after a rejection another suspends nothing', async () => {
  const number = await reported();
  const keyed: Who = ['system', 'platform', { 'idempotency-key': 'k-1' }];
  const said = { reason: 'ours', contact: 'office@example.org' };
  const first = await dispute(number, said, keyed);
  await until(() => verdict(number), (found) => found.dispute !== null);
  const [again, other] = [await dispute(number, said, keyed), await dispute(number, { reason: 'ours too' }, ['user', 'u-3'])];
  expect([again, other]).toEqual([first, first]);
  await resolve(first.body.id, 'rejected');
  await until(() => verdict(number), (found) => found.dispute === null);
  expect(await dispute(number, { reason: 'ours' }, keyed)).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
  expect((await dispute(number, said, keyed)).body).toEqual({ ...first.body, state: 'rejected' });
  const second = await dispute(number);
  expect(second.body.id).not.toBe(first.body.id);
  const heard = await until(() => verdict(number), (found) => found.dispute !== null);
  expect([heard.dispute?.suspends, (contribution(heard, 'reported_spam') ?? 0) > 1]).toEqual([false, true]);
});

it('is joined by whoever objects while it is open: nobody is dropped, and after a rejection somebody else suspends once more', async () => {
  const number = await reported();
  const first = await dispute(number, { reason: 'zzz' }, ['user', 'u-9999']);
  const holder = { reason: 'our clinic', contact: 'office@example.org' };
  for (let time = 0; time < 2; time++) expect(await dispute(number, { ...holder, userId: 'u-holder' })).toEqual(first);
  const told = await until(() => ask<Case>(MODERATOR, 'GET', `/api/disputes/${first.body.id}`), ({ body }) => body.objections?.length === 2);
  expect(told.body).toMatchObject({ reason: 'zzz', contact: null, objections: [{ reason: 'zzz', contact: null }, holder] });
  const [row] = await db.query<{ text: string }>('SELECT row_to_json(j)::text AS text FROM dispute_joiner AS j WHERE dispute_id = $1', [first.body.id]);
  expect(row?.text).not.toContain('clinic');
  const joined = await until(() => verdict(number), (found) => found.dispute !== null);
  await resolve(first.body.id, 'rejected');
  await until(() => verdict(number), (found) => found.dispute === null);

  const suspends: (boolean | undefined)[] = [];
  for (const [body, who] of [[{ reason: 'never called' }, ['user', 'u-9998']], [{ ...holder, userId: 'u-holder' }, SYSTEM], [{ reason: 'it called me' }, ['user', 'u-0']], [{ reason: 'me, too' }, ['user', 'u-1']]] as const) {
    const { body: { id } } = await dispute(number, body, who);
    const open = await until(() => verdict(number), (found) => found.dispute !== null);
    suspends.push(open.dispute?.suspends);
    expect((await verdict(number, `asOf=${open.asOf}`)).dispute).toEqual(open.dispute);
    expect((await ask<Case>(MODERATOR, 'GET', `/api/disputes/${id}`)).body.suspends).toBe(open.dispute?.suspends);
    await resolve(id, 'rejected');
    await until(() => verdict(number), (found) => found.dispute === null);
  }
  expect(suspends).toEqual([false, false, true, false]);
  expect((await verdict(number, `asOf=${joined.asOf}`)).dispute).toEqual(joined.dispute);
});

it('opened and decided by many at once is one dispute and one decision', async () => {
  const number = newNumber();
  const opened = await Promise.all(Array.from({ length: 50 }, (_, user) => dispute(number, { reason: `reason ${user}` }, ['user', `u-${user}`])));
  expect(new Set(opened.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
  const { id } = (opened[0] as Answer<Receipt>).body;
  await until(() => inQueue(id), (found) => found !== undefined);
  const decided = await Promise.all(Array.from({ length: 20 }, (_, at) => ask<Receipt>(MODERATOR, 'POST', `/api/disputes/${id}/resolve`, { outcome: at % 2 === 0 ? 'upheld' : 'rejected', note: `note ${at}` })));
  expect(decided.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(409)]);
  const stands = decided.findIndex(({ status }) => status === 200);
  const told = await until(() => ask<Receipt>(MODERATOR, 'GET', `/api/disputes/${id}`), ({ body }) => body.state !== 'open');
  expect(told.body).toMatchObject({ state: decided[stands]?.body.state, note: `note ${stands}` });
});

it('stands in the queue of moderators, its number masked, overdue ones first', async () => {
  const [late, timely] = [await dispute(newNumber(), { reason: 'late' }), await dispute(newNumber(), { reason: 'timely', contact: 'me@example.org' }, ['user', 'u-3'])];
  await until(() => inQueue(timely.body.id), (found) => found !== undefined);
  await until(() => inQueue(late.body.id), (found) => found !== undefined);
  await db.query(`UPDATE caller_dispute SET deadline_ms = 1000 WHERE dispute_id = $1`, [late.body.id]);
  const { body } = await ask<{ items: Case[]; nextCursor: string | null }>(MODERATOR, 'GET', '/api/disputes?state=open');
  expect(body.items[0]).toMatchObject({ id: late.body.id, overdue: true, state: 'open' });
  expect(body.items.find(({ id }) => id === timely.body.id)).toMatchObject({ overdue: false, evidence: { calls: 0, users: 0, reporters: 0, clearers: 0 } });
  expect(body.items.every(({ phoneNumber }) => phoneNumber.includes('•••'))).toBe(true);
  expect((await ask(MODERATOR, 'GET', `/api/disputes/${timely.body.id}`)).body).toMatchObject({ reason: 'timely', contact: 'me@example.org', note: null, suspends: true, resolvedAt: null });
  await resolve(timely.body.id, 'upheld');
  const resolved = await until(() => ask<{ items: Case[] }>(MODERATOR, 'GET', '/api/disputes?state=resolved'), (found) => found.body.items.some(({ id }) => id === timely.body.id));
  expect(resolved.body.items.find(({ id }) => id === timely.body.id)).toMatchObject({ state: 'upheld', overdue: false });
  expect(await inQueue(timely.body.id)).toBeUndefined();
  expect((await ask(MODERATOR, 'GET', `/api/disputes/${timely.body.id}`)).body).toMatchObject({ note: 'looked into', suspends: false });
  expect((await resolve(timely.body.id, 'rejected'))).toMatchObject({ status: 409, body: { code: 'dispute_resolved' } });
  const [row] = await db.query<{ text: string }>('SELECT row_to_json(d)::text AS text FROM caller_dispute AS d WHERE dispute_id = $1', [timely.body.id]);
  expect(row?.text).not.toContain('example');
});

it('pages the queue', async () => {
  await db.query(`INSERT INTO caller_dispute (dispute_id, caller_id, opened_ms, deadline_ms, details) SELECT gen_random_uuid(), 1 + n % 2, 1, 5000 + n / 3, details FROM generate_series(1, 60) AS n, (SELECT details FROM caller_dispute WHERE details IS NOT NULL LIMIT 1) AS d`);
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Answer<{ items: Case[]; nextCursor: string | null }> = await ask(MODERATOR, 'GET', `/api/disputes${cursor === '' ? '' : `?cursor=${cursor}`}`);
    seen.push(...page.body.items.map(({ deadline, id }) => `${deadline} ${id}`));
    cursor = page.body.nextCursor;
  }
  expect(seen).toEqual([...seen].sort());
  expect(new Set(seen).size).toBe(seen.length);
  await db.query('DELETE FROM caller_dispute WHERE opened_ms = 1');
});

it.each<[string, Who, string, string, object | undefined, number, string]>([
  ['a user for another', ['user', 'u-1'], 'POST', `${pathOf('+8613800138000')}/disputes`, { userId: 'u-2', reason: '' }, 403, 'forbidden_user'],
  ['no reason', SYSTEM, 'POST', `${pathOf('+8613800138000')}/disputes`, {}, 400, 'reason'],
  ['a user id that is none', SYSTEM, 'POST', `${pathOf('+8613800138000')}/disputes`, { userId: 'a b', reason: 'x' }, 400, 'userId'],
  ['no number', SYSTEM, 'POST', `${pathOf('abc')}/disputes`, { reason: 'x' }, 400, 'phoneNumber'],
  ['a NUL', SYSTEM, 'POST', `${pathOf('+8613800138000')}/disputes`, { reason: 'x\u0000' }, 400, 'reason'],
  ['a user in the queue', ['user', 'u-1'], 'GET', '/api/disputes?state=bad', undefined, 403, 'forbidden'],
  ['a state there is not', MODERATOR, 'GET', '/api/disputes?state=bad', undefined, 400, 'state'],
  ['a cursor that is none', MODERATOR, 'GET', '/api/disputes?cursor=e30', undefined, 400, 'cursor_invalid'],
  ['a cursor whose id is 36 dashes', MODERATOR, 'GET', `/api/disputes?cursor=${Buffer.from(JSON.stringify({ deadlineMs: 1, id: '-'.repeat(36) })).toString('base64url')}`, undefined, 400, 'cursor_invalid'],
  ['an unknown one', MODERATOR, 'GET', '/api/disputes/x', undefined, 404, 'dispute_unknown'],
  ['an unknown one to decide', MODERATOR, 'POST', '/api/disputes/01900000-0000-7000-8000-000000000000/resolve', { outcome: 'upheld', note: 'x' }, 404, 'dispute_unknown'],
  ['no outcome', MODERATOR, 'POST', '/api/disputes/x/resolve', { outcome: 'maybe', note: 'x' }, 400, 'outcome'],
])('refuses %s', async (_name, who, method, path, body, status, told) => {
  const answer = await ask(who, method, path, body);
  expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringContaining(told)]);
});
