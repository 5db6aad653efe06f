import { parquetReadObjects } from 'hyparquet';
import { simulate } from '#simulation';
import { SPAM_CATEGORIES } from '#realtime/core';
import { figuresFrom, loudest, wallOf, WITHHELD, type Listed, type RawCall } from './analytics.fixture.js';
import { AddUpPlatform } from '../../libs/analytics/src/app/add-up-platform.js';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

type Role = 'user' | 'system' | 'moderator' | 'admin';

interface Answer {
  readonly timezone: string;
  readonly from: string;
  readonly to: string;
  readonly previousFrom: string;
  readonly current: Record<string, unknown>;
  readonly previous: Record<string, unknown>;
  readonly topCallers: readonly { readonly phoneNumber: string; readonly calls: number; readonly answered: number; readonly verdict: string; readonly lastCall: string }[];
  readonly trends: Record<string, { readonly direction: string; readonly days: number }>;
  readonly insights: readonly { readonly code: string; readonly text: Record<string, string>; readonly support: number }[];
}

const ZONE = 'America/New_York';
/** New York puts its clocks forward on 8 March. */
const START_MS = Date.parse('2026-01-30T05:00:00Z');
const AS_OF = '2026-03-20T16:20:00Z';
const AS_OF_MS = Date.parse(AS_OF);
const POLL_MS = 50;

const raw: RawCall[] = [];
const ids = new Map<string, string>();
const listed = new Map<string, Listed>();
let server: TestServer;
let db: TestDatabase;
let api: BootedApp;
let worker: BootedApp;
let users: string[] = [];

async function ask<T>(method: string, path: string, role: Role = 'user', { subject = 'u-1', body }: { subject?: string; body?: unknown } = {}): Promise<{ status: number; body: T }> {
  const headers = { ...(await bearer(role, subject)), ...(body !== undefined && { 'content-type': 'application/json' }) };
  const answer = await fetch(`${api.origin}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return { status: answer.status, body: (await answer.json()) as T };
}

async function summary(userId: string, query: string): Promise<Answer> {
  const { status, body } = await ask<Answer>('GET', `/api/analytics/${userId}/summary?asOf=${AS_OF}&${query}`, 'system');
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
}

async function folded(events: number): Promise<void> {
  for (;;) {
    const [row] = await db.query<{ count: number }>('SELECT count(*)::integer AS count FROM event AS e JOIN fold_position AS f ON f.partition = e.partition AND e.position <= f.position WHERE direction IS NOT NULL');
    if ((row?.count ?? 0) >= events) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function simulated(): Promise<void> {
  const events: object[] = [];
  for (const item of simulate({ users: 10, days: 50, seed: 11, startMs: START_MS, offsetMinutes: -300 })) {
    if (item.kind !== 'call') continue;
    const { event, truth } = item;
    events.push(event);
    raw.push(event);
    if (!ids.has(event.callerPhone)) ids.set(event.callerPhone, event.id);
    // A list as a scoring might leave it: every fourth of the spam numbers is only suspicious, every third has no category.
    if (truth.spam && !listed.has(event.callerPhone)) listed.set(event.callerPhone, { verdict: listed.size % 4 === 3 ? 'suspicious' : 'spam', category: listed.size % 3 === 2 ? null : truth.category });
  }
  for (let from = 0; from < events.length; from += 1000) expect((await ask('POST', '/api/realtime/events', 'system', { body: events.slice(from, from + 1000) })).status).toBe(202);
  users = [...new Set(raw.map(({ userId }) => userId))].slice(0, 3);
}

/** Calls that simulated traffic lacks: without a number, and of which only the user tells. */
async function oddCalls(): Promise<void> {
  const [userId = ''] = users;
  const spammer = [...listed.keys()][0] as string;
  const withheld: RawCall = { userId, timestamp: '2026-03-19T14:00:00Z', callerPhone: WITHHELD, callType: 'incoming', outcome: 'ai_handled' };
  const told: RawCall = { userId, timestamp: '2026-03-19T15:00:00Z', callerPhone: spammer, callType: 'incoming', outcome: 'rejected' };
  expect((await ask('POST', '/api/realtime/events', 'system', { body: withheld })).status).toBe(202);
  expect((await ask('POST', '/api/profiles/interactions', 'user', { subject: userId, body: told })).status).toBe(202);
  raw.push(withheld, { ...told, claimed: true });
}

async function putOnList(): Promise<void> {
  const found = [...listed].flatMap(([phone, { verdict, category }]) => [[ids.get(phone), verdict === 'spam' ? 0 : 1, category === null ? null : SPAM_CATEGORIES.indexOf(category as 'sales')]]);
  await db.query(`INSERT INTO caller_score (caller_id, verdict, probability, category)
    SELECT e.subject_id, t.verdict, 0.9, t.category FROM unnest($1::uuid[], $2::smallint[], $3::smallint[]) AS t(id, verdict, category) JOIN event AS e ON e.event_id = t.id`, [0, 1, 2].map((at) => found.map((row) => row[at])));
}

beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  worker = await bootWorker(settingsFor(db.url));
  api = await bootApi(settingsFor(db.url));
  await simulated();
  for (const userId of users) expect((await ask('PUT', `/api/profiles/${userId}/preferences`, 'user', { subject: userId, body: { timezone: ZONE } })).status).toBe(200);
  await oddCalls();
  await folded(raw.length);
  await putOnList();
}, 300_000);
afterAll(async () => {
  await api.stop();
  await worker.stop();
  await server.stop();
});

describe('a summary', () => {
  it.each([
    ['24h', 'period=24h'], ['7d', 'period=7d'], ['30d, across the change to summer time', 'period=30d'],
    ['custom', 'period=custom&from=2026-03-01T05:00:00Z&to=2026-03-15T04:00:00Z'], ['a time that another zone writes', 'period=custom&from=2026-03-02T03:10:00%2B08:00&to=2026-03-09T22:47:00Z'],
  ])('%s: every figure is what the raw calls add up to', async (_name, query) => {
    for (const userId of users) {
      const { current, previous, from, to, previousFrom, timezone, topCallers } = await summary(userId, query);
      const own = raw.filter((call) => call.userId === userId && Date.parse(call.timestamp) <= AS_OF_MS);
      const [start, middle, end] = [previousFrom, from, to].map((time) => Date.parse(time)) as [number, number, number];
      expect(timezone).toBe(ZONE);
      expect({ ...current, whitelist: undefined }).toEqual(figuresFrom(own, listed, { from: middle, to: end, asOf: AS_OF_MS, zone: ZONE }));
      // Who calls again after the end of the period before is known by now.
      expect({ ...previous, whitelist: undefined }).toEqual(figuresFrom(own, listed, { from: start, to: middle, asOf: AS_OF_MS, zone: ZONE }));
      expect(topCallers.map(({ phoneNumber, calls, answered, verdict, lastCall }) => ({ tail: phoneNumber.slice(-3), calls, answered, verdict, lastCall }))).toEqual(loudest(own, listed, { from: middle, to: end }));
      expect(topCallers.every(({ phoneNumber }) => phoneNumber.includes('•'))).toBe(true);
    }
  });

  it('goes back by the calendar: to the same time of the clock, through the change to summer time', async () => {
    const [userId = ''] = users;
    const { from, to, previousFrom } = await summary(userId, 'period=7d');
    expect(to).toBe('2026-03-20T16:15:00.000Z');
    expect([from, previousFrom].map((time) => wallOf(ZONE, Date.parse(time)))).toEqual([
      { weekday: 4, hour: 12, date: '2026-03-13', clock: '12:15' }, { weekday: 4, hour: 12, date: '2026-03-06', clock: '12:15' },
    ]);
    expect(Date.parse(from) - Date.parse(previousFrom)).toBe(167 * 3_600_000);
    expect(await summary(userId, 'period=custom&from=2026-03-08T05:00:00Z&to=2026-03-09T04:00:00Z')).toMatchObject({ previousFrom: '2026-03-07T05:00:00.000Z' });
  });

  it('tells trends over full days alone, and sentences in two languages', async () => {
    const [userId = ''] = users;
    const month = await summary(userId, 'period=30d');
    expect(month.trends['calls']).toMatchObject({ direction: expect.stringMatching(/rising|falling|stable/) as string, days: 29 });
    expect((await summary(userId, 'period=7d')).trends['spam']).toMatchObject({ direction: 'insufficient_history', days: 6, reason: 'period_too_short' });
    expect(month.insights.length).toBeGreaterThan(0);
    for (const { text, support } of month.insights) {
      expect(text).toEqual({ en: expect.stringMatching(/\.$/) as string, 'zh-CN': expect.stringMatching(/。$/) as string });
      expect(support).toBeGreaterThan(0);
    }
  });

  it('follows what the user says of the whitelist', async () => {
    const [, userId = ''] = users;
    const before = await ask<Answer>('GET', `/api/analytics/${userId}/summary?period=24h`, 'user', { subject: userId });
    expect(before.body.current['whitelist']).toEqual({ entries: 0, added: 0, removed: 0 });
    expect((await ask('PUT', `/api/profiles/${userId}/whitelist`, 'user', { subject: userId, body: { phoneNumber: '+8613800138000' } })).status).toBeLessThan(300);
    const until = Date.now() + 20_000;
    let entries = 0;
    while (entries === 0 && Date.now() < until) {
      [{ entries = 0 } = {}] = (await db.query<{ entries: number }>('SELECT count(*)::integer AS entries FROM whitelist_change'));
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    await db.query('UPDATE whitelist_change SET changed_ms = changed_ms - 86400000 / 2');
    const after = await ask<Answer>('GET', `/api/analytics/${userId}/summary?period=24h`, 'user', { subject: userId });
    expect(after.body.current['whitelist']).toEqual({ entries: 1, added: 1, removed: 0 });
  });
});

interface Exported {
  readonly timestamp: string;
  readonly callType: string;
  readonly outcome: string;
  readonly durationSeconds: number | null;
  readonly phoneNumber: string | null;
  readonly verdict: string;
  readonly category: string | null;
  readonly claimed: boolean;
}

/** RFC 4180, read by hand. */
function readCsv(text: string): string[][] {
  return text.split('\r\n').slice(0, -1).map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)].slice(0, line.split(',').length).map(([, cell = '']) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')));
}

describe('an export', () => {
  const file = async (format: string, role: Role = 'user', subject = users[0] as string): Promise<Response> =>
    fetch(`${api.origin}/api/analytics/${users[0]}/calls?format=${format}&period=90d&asOf=${AS_OF}`, { headers: await bearer(role, subject) });
  const expected = (): Exported[] => raw.filter(({ userId, timestamp }) => userId === users[0] && Date.parse(timestamp) < Date.parse('2026-03-20T16:15:00Z'))
    .map(({ timestamp, callType, outcome, duration, callerPhone, claimed = false }) => ({
      timestamp: new Date(timestamp).toISOString(), callType, outcome, durationSeconds: duration ?? null, phoneNumber: callerPhone === WITHHELD ? null : callerPhone,
      verdict: listed.get(callerPhone)?.verdict ?? 'unknown', category: listed.get(callerPhone)?.category ?? null, claimed,
    }));
  const inOrder = (calls: readonly Exported[]): Exported[] => [...calls].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));

  it('holds the user’s calls, in every format the same', async () => {
    const ndjson = (await (await file('ndjson')).text()).trimEnd().split('\n').map((line) => JSON.parse(line) as Exported);
    expect(ndjson.map(({ timestamp }) => timestamp)).toEqual(ndjson.map(({ timestamp }) => timestamp).sort());
    expect(inOrder(ndjson)).toEqual(inOrder(expected()));
    expect(await (await file('json')).json()).toEqual(ndjson);
    const [header, ...lines] = readCsv(await (await file('csv')).text());
    expect(header).toEqual(Object.keys(ndjson[0] as object));
    expect(lines).toEqual(ndjson.map((call) => Object.entries(call).map(([name, cell]) => (cell === null ? '' : `${name === 'phoneNumber' ? "'" : ''}${cell as string}`))));
    const parquet = (await parquetReadObjects({ file: await (await file('parquet')).arrayBuffer() })) as unknown as (Exported & { timestamp: Date })[];
    expect(parquet.map((call) => ({ ...call, timestamp: call.timestamp.toISOString() }))).toEqual(ndjson);
  });

  it('masks numbers for everybody but the user', async () => {
    const whole = (await (await file('json')).json()) as Exported[];
    const masked = (await (await file('json', 'system', 'a-service')).json()) as Exported[];
    expect(masked.map(({ phoneNumber }) => phoneNumber === null || phoneNumber.includes('•'))).toEqual(masked.map(() => true));
    expect(masked.map(({ phoneNumber, ...rest }) => [phoneNumber?.slice(-3), rest])).toEqual(whole.map(({ phoneNumber, ...rest }) => [phoneNumber?.slice(-3), rest]));
    expect((await file('json', 'user', 'u-else')).status).toBe(403);
    expect((await file('xlsx')).status).toBe(400);
  });

  it('says what it is', async () => {
    const answer = await file('csv');
    expect(Object.fromEntries(answer.headers)).toMatchObject({ 'content-type': 'text/csv; charset=utf-8; header=present', 'content-disposition': 'attachment; filename="calls.csv"', 'cache-control': 'no-store' });
    await answer.text();
    const figures = readCsv(await (await fetch(`${api.origin}/api/analytics/${users[0]}/summary?format=csv&period=30d&asOf=${AS_OF}`, { headers: await bearer('user', users[0]) })).text());
    const { current, previous } = await summary(users[0] as string, 'period=30d');
    expect(figures[0]).toEqual(['figure', 'current', 'previous']);
    expect(figures.find(([name]) => name === 'spam.blocked')).toEqual(['spam.blocked', ...[current, previous].map((figure) => String((figure['spam'] as { blocked: number }).blocked))]);
    expect(figures.find(([name]) => name === 'hours.9')).toEqual(['hours.9', ...[current, previous].map((figure) => String((figure['hours'] as number[])[9]))]);
  });
});

describe('all users together', () => {
  it('are not told before they are added up', async () =>
    expect(await ask('GET', '/api/analytics/calls', 'admin')).toMatchObject({ status: 503, body: { code: 'analytics_not_added_up' } }));

  it('come as CSV too', async () => {
    await worker.app.get(AddUpPlatform, { strict: false }).execute();
    const answer = await fetch(`${api.origin}/api/analytics/calls?format=csv&period=30d&asOf=${AS_OF}`, { headers: await bearer('admin') });
    const { body } = await ask<Answer>('GET', `/api/analytics/calls?period=30d&asOf=${AS_OF}`, 'admin');
    expect(readCsv(await answer.text())).toContainEqual(['calls.total', ...[body.current, body.previous].map(({ calls }) => String((calls as { total: number }).total))]);
  });

  it.each(['period=7d', 'period=30d', 'period=custom&from=2026-02-20T00:00:00Z&to=2026-03-01T05:30:00Z'])('%s: every figure is what the raw calls add up to', async (query) => {
    await worker.app.get(AddUpPlatform, { strict: false }).execute();
    const { body } = await ask<Answer>('GET', `/api/analytics/calls?asOf=${AS_OF}&${query}`, 'admin');
    const [start, middle, end] = [body.previousFrom, body.from, body.to].map((time) => Date.parse(time)) as [number, number, number];
    // Apart by user: whoever calls again calls the same user. Nobody's number has a comma.
    const apart = raw.map((call) => ({ ...call, callerPhone: call.callerPhone === WITHHELD ? WITHHELD : `${call.userId},${call.callerPhone}` }));
    const listedApart = new Map(apart.flatMap(({ callerPhone }) => {
      const known = listed.get(callerPhone.split(',')[1] ?? '');
      return known === undefined ? [] : [[callerPhone, known] as const];
    }));
    const of = (from: number, to: number) => ({ ...figuresFrom(apart, listedApart, { from, to, asOf: Number.MAX_SAFE_INTEGER, zone: 'Asia/Shanghai' }), distinctCallers: null, whitelist: null });
    expect(body.timezone).toBe('Asia/Shanghai');
    expect(body.current).toEqual(of(middle, end));
    expect(body.previous).toEqual(of(start, middle));
    expect(body.topCallers.length).toBe(10);
  });

  it('rank numbers by whole UTC days', async () => {
    const { body } = await ask<Answer>('GET', `/api/analytics/calls?asOf=${AS_OF}&period=custom&from=2026-03-01T00:00:00Z&to=2026-03-05T00:00:00Z`, 'admin');
    const top = loudest(raw, listed, { from: Date.parse('2026-03-01'), to: Date.parse('2026-03-05') });
    expect(body.topCallers.map(({ calls }) => calls)).toEqual(top.map(({ calls }) => calls));
  });

  it('get late calls added, and are for admins', async () => {
    const late: RawCall = { userId: users[1] as string, timestamp: '2026-02-25T10:10:00Z', callerPhone: [...listed.keys()][0] as string, callType: 'incoming', outcome: 'ai_handled' };
    const total = async (): Promise<unknown> => (await ask<Answer>('GET', '/api/analytics/calls?period=custom&from=2026-02-25T00:00:00Z&to=2026-02-26T00:00:00Z', 'admin')).body.current['calls'];
    const before = (await total()) as { total: number; incoming: number; outgoing: number };
    expect((await ask('POST', '/api/realtime/events', 'system', { body: late })).status).toBe(202);
    raw.push(late);
    await worker.app.get(AddUpPlatform, { strict: false }).execute();
    expect(await total()).toEqual({ ...before, total: before.total + 1, incoming: before.incoming + 1 });
    for (const role of ['user', 'moderator', 'system'] as const) expect(await ask('GET', '/api/analytics/calls', role)).toMatchObject({ status: 403 });
  });

  it('the service itself says how it does, to admins', async () => {
    const { status, body } = await ask<Record<string, unknown>>('GET', '/api/analytics/metrics', 'admin');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        throughput: { accepted: expect.any(Number) as number }, lag: { events: expect.any(Number) as number },
        queues: expect.arrayContaining([expect.objectContaining({ queue: 'training', waiting: 0 })]) as object,
        models: expect.arrayContaining([expect.objectContaining({ name: 'spam_classifier', openAlerts: 0 })]) as object,
        storage: { databaseBytes: expect.any(Number) as number, tables: expect.arrayContaining([expect.objectContaining({ table: 'event' })]) as object },
      },
    });
    const { tables } = body['storage'] as { tables: readonly { readonly table: string; readonly rows: number | null }[] };
    // What was written reaches the statistics in seconds; until then nobody knows.
    expect(tables.find(({ table }) => table === 'event')?.rows).not.toBe(0);
    expect((await ask('GET', '/api/analytics/metrics', 'system')).status).toBe(403);
  });
});

describe('who may ask, and for what', () => {
  it.each<[string, number, string, Role, string]>([
    ['another user', 403, '/api/analytics/u-2/summary', 'user', 'forbidden_user'],
    ['a moderator', 403, '/api/analytics/u-2/summary', 'moderator', 'forbidden_user'],
    ['a user nothing is known of', 404, '/api/analytics/u-none/summary', 'system', 'user_unknown'],
    ['no such period', 400, '/api/analytics/u-1/summary?period=1y', 'user', 'input_invalid'],
    ['from without custom', 400, '/api/analytics/u-1/summary?from=2026-03-01T00:00:00Z', 'user', 'input_invalid'],
    ['custom without from', 400, '/api/analytics/u-1/summary?period=custom', 'user', 'input_invalid'],
    ['to before from', 400, '/api/analytics/u-1/summary?period=custom&from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', 'user', 'input_invalid'],
    ['more than a year', 400, '/api/analytics/u-1/summary?period=custom&from=2024-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', 'user', 'input_invalid'],
    ['the future', 400, '/api/analytics/u-1/summary?asOf=2099-01-01T00:00:00Z', 'user', 'input_invalid'],
  ])('%s: %i', async (_name, status, path, role, code) => expect(await ask('GET', path, role)).toMatchObject({ status, body: { code } }));
});
