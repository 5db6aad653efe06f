import { seededRandom } from '#kernel';
import { RefreshTrends } from '../../libs/trends/src/app/refresh-trends.js';
import { RollUpPlatform } from '../../libs/trends/src/app/roll-up-platform.js';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

interface Point {
  readonly timestamp: string;
  readonly value: number | null;
}

interface Summary {
  readonly timezone: string;
  readonly direction: string;
  readonly slopePerDay: number | null;
  readonly pValue: number | null;
  readonly changePoints: readonly unknown[];
  readonly seasonality: readonly { readonly periodHours: number; readonly strength: number; readonly significant: boolean }[];
  readonly anomalies: readonly unknown[];
  readonly forecast: { readonly horizonHours: number; readonly model: string | null; readonly points: readonly Record<'value' | 'lower' | 'upper' | 'lower80' | 'upper80', number>[] };
  readonly points: readonly Point[];
  readonly text: Record<string, string>;
  readonly asOf: string;
}

interface Call {
  readonly id: string;
  readonly userId: string;
  readonly timestamp: string;
  readonly callerPhone: string;
  readonly callType: 'incoming' | 'outgoing';
  readonly outcome: string;
  readonly duration?: number;
}

const HOUR_MS = 3_600_000;
const POLL_MS = 50;
/** New York puts its clocks forward on 8 March. */
const START_MS = Date.parse('2026-02-19T00:00:00Z');
const AS_OF = '2026-03-20T12:20:00Z';
const END_MS = Date.parse('2026-03-20T12:00:00Z');
const HAWKER = '+8613700137000';
const OUTCOMES = ['answered', 'rejected', 'missed', 'ai_handled', 'transferred'];
const METRICS = ['calls', 'spam_calls', 'answer_rate', 'mean_duration', 'ai_handled_share', 'distinct_callers'];

const chance = seededRandom(5);
const random = (): number => chance.next();
const one = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
const uuid = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

/** Calls by day in New York, none at night and none at all for three days; a number that calls more than a pair remembers. */
function callsOf(userId: string, first: number): Call[] {
  const hours = Array.from({ length: (END_MS - START_MS) / HOUR_MS + 3 }, (_, at) => START_MS + at * HOUR_MS)
    .filter((ms) => !(ms >= Date.parse('2026-03-01') && ms < Date.parse('2026-03-04')))
    .filter((ms) => Number(new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', hour: 'numeric', hourCycle: 'h23' }).format(ms)) >= 9);
  return hours.flatMap((ms) => Array.from({ length: Math.floor(random() * 3) }, () => ms + Math.floor(random() * HOUR_MS))).map((ms, at) => {
    const outcome = one(OUTCOMES);
    return {
      id: uuid(first + at), userId, timestamp: new Date(ms).toISOString(), callerPhone: random() < 0.3 ? HAWKER : `+861380013800${Math.floor(random() * 9)}`,
      callType: random() < 0.85 ? 'incoming' : 'outgoing', outcome, ...(outcome === 'answered' && random() < 0.8 && { duration: Math.floor(random() * 300) }),
    };
  });
}

const calls = callsOf('u-1', 0);
const others = callsOf('u-3', 5000).slice(0, 200);
const single: Call = { id: uuid(9999), userId: 'u-2', timestamp: '2026-03-10T05:30:00Z', callerPhone: HAWKER, callType: 'incoming', outcome: 'answered', duration: 10 };

/** The definition of each metric, said another way. */
function valueOf(metric: string, hour: readonly Call[]): number | null {
  const incoming = hour.filter(({ callType }) => callType === 'incoming');
  const share = (outcome: string): number | null => (incoming.length === 0 ? null : incoming.filter((call) => call.outcome === outcome).length / incoming.length);
  const lengths = hour.filter(({ outcome }) => outcome === 'answered').flatMap(({ duration }) => (duration === undefined ? [] : [duration]));
  switch (metric) {
    case 'calls': return hour.length;
    case 'spam_calls': return incoming.filter(({ callerPhone }) => callerPhone === HAWKER).length;
    case 'answer_rate': return share('answered');
    case 'ai_handled_share': return share('ai_handled');
    case 'mean_duration': return lengths.length === 0 ? null : lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    default: return new Set(incoming.map(({ callerPhone }) => callerPhone)).size;
  }
}

function expectedPoints(metric: string, told: readonly Call[], hours: number): Point[] {
  const first = Math.min(...told.map(({ timestamp }) => Math.floor(Date.parse(timestamp) / HOUR_MS) * HOUR_MS));
  const from = Math.max(first, END_MS - hours * HOUR_MS);
  return Array.from({ length: (END_MS - from) / HOUR_MS }, (_, at) => from + at * HOUR_MS).map((ms) => ({
    timestamp: new Date(ms).toISOString(), value: valueOf(metric, told.filter(({ timestamp }) => Math.floor(Date.parse(timestamp) / HOUR_MS) * HOUR_MS === ms)),
  }));
}

let server: TestServer;
let db: TestDatabase;
let api: BootedApp;
let worker: BootedApp;

async function ask<T>(method: string, path: string, role: 'user' | 'system' | 'moderator' | 'admin' = 'user', { subject = 'u-1', body }: { subject?: string; body?: unknown } = {}): Promise<{ status: number; body: T }> {
  const headers = { ...(await bearer(role, subject)), ...(body !== undefined && { 'content-type': 'application/json' }) };
  const answer = await fetch(`${api.origin}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return { status: answer.status, body: (await answer.json()) as T };
}

const trend = async (query: string, userId = 'u-1', asOf = AS_OF): Promise<Summary> => {
  const { status, body } = await ask<Summary>('GET', `/api/trends/${userId}/summary?asOf=${asOf}&${query}`, 'admin');
  expect({ status, body }).toMatchObject({ status: 200 });
  return body;
};

async function happen(events: readonly Call[]): Promise<void> {
  const before = await folded();
  for (let from = 0; from < events.length; from += 500) {
    expect((await ask('POST', '/api/realtime/events', 'system', { body: events.slice(from, from + 500) })).status).toBe(202);
  }
  const fresh = new Set(events.map(({ id }) => id)).size;
  while ((await folded()) < before + fresh) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

async function folded(): Promise<number> {
  const [row] = await db.query<{ count: number }>('SELECT count(*)::integer AS count FROM event AS e JOIN fold_position AS f ON f.partition = e.partition AND e.position <= f.position');
  return row?.count ?? 0;
}

beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  worker = await bootWorker(settingsFor(db.url));
  api = await bootApi(settingsFor(db.url));
  expect((await ask('PUT', '/api/profiles/u-1/preferences', 'user', { body: { timezone: 'America/New_York' } })).status).toBe(200);
  await happen([...calls, ...others, single, ...calls.slice(0, 50)]);
  // The list of spam as a scoring would leave it: the number that calls most.
  await db.query(`INSERT INTO caller_score (caller_id, verdict, probability)
    SELECT subject_id, 0, 0.99 FROM event WHERE subject_id IS NOT NULL GROUP BY subject_id ORDER BY count(*) DESC LIMIT 1`);
}, 300_000);
afterAll(async () => {
  await api.stop();
  await worker.stop();
  await server.stop();
});

describe('a user’s trend', () => {
  it.each(METRICS)('%s: points are what was told, hour by hour', async (metric) => {
    const { points } = await trend(`metric=${metric}&period=30d`);
    expect(points).toEqual(expectedPoints(metric, calls, 720));
  });

  it.each([['24h', 24], ['7d', 168], ['90d', 2160]])('%s: the period ends at the last full hour', async (period, hours) => {
    const { points } = await trend(`period=${period}`);
    expect(points).toEqual(expectedPoints('calls', calls, hours));
  });

  it('sees the day’s rhythm on the user’s clock, across the change to summer time, and forecasts it', async () => {
    const { timezone, seasonality, forecast, points, text, direction } = await trend('forecastHorizon=72');
    expect(timezone).toBe('America/New_York');
    expect(direction).toBe('stable');
    expect(seasonality[0]).toMatchObject({ periodHours: 24, significant: true });
    expect(new Set(points.map(({ timestamp }) => timestamp)).size).toBe(points.length);
    expect(forecast).toMatchObject({ horizonHours: 72, model: expect.any(String) as string });
    expect(forecast.points).toHaveLength(72);
    expect(forecast.points.every(({ value, lower, upper, lower80, upper80 }) => lower >= 0 && lower <= lower80 && lower80 <= value && value <= upper80 && upper80 <= upper)).toBe(true);
    // From midnight to nine in New York, four to thirteen in UTC by then, nobody calls; before the change it was five to fourteen.
    const [byDay, byNight] = [[13, 24 + 4], [24 + 4, 24 + 13]].map(([from, until]) => forecast.points.slice((from as number) - 12, (until as number) - 12).map(({ value }) => value));
    expect(Math.max(...(byNight as number[]))).toBeLessThan(0.2);
    expect((byDay as number[]).reduce((sum, value) => sum + value, 0)).toBeGreaterThan(5);
    expect(Object.keys(text)).toEqual(['en', 'zh-CN']);
  });

  it('is nothing new where nothing new was told, and other figures as soon as something was', async () => {
    const [before, again] = [await trend(''), await trend('')];
    expect(again).toEqual(before);
    const late: Call = { ...single, id: uuid(9998), userId: 'u-3', timestamp: '2026-03-20T09:10:00Z' };
    const others1 = await trend('', 'u-3');
    await happen([late]);
    const others2 = await trend('', 'u-3');
    const hour = '2026-03-20T09:00:00.000Z';
    const value = ({ points }: Summary): number => points.find(({ timestamp }) => timestamp === hour)?.value ?? NaN;
    expect(value(others2)).toBe(value(others1) + 1);
    others.push(late);
  });

  it('is kept for all processes where it is asked as usual, and made anew by the job', async () => {
    await ask('GET', '/api/trends/u-1/summary', 'user');
    const kept = () => db.query<{ period: number; metric: number; digest: string }>('SELECT t.period, t.metric, t.digest FROM trend_report AS t WHERE t.user_id <> 0 ORDER BY 1, 2');
    const [first] = await kept();
    expect(await kept()).toEqual([{ period: 2, metric: 0, digest: first?.digest }]);
    await db.query(`UPDATE trend_report SET digest = 'old'`);
    expect(await worker.app.get(RefreshTrends, { strict: false }).execute()).toBe(1);
    expect(await kept()).toEqual([{ period: 2, metric: 0, digest: first?.digest }]);
    await db.query('UPDATE trend_report SET asked_ms = 0');
    expect(await worker.app.get(RefreshTrends, { strict: false }).execute()).toBe(0);
    expect(await kept()).toEqual([]);
  });
});

describe('a user of one call', () => {
  it.each([
    ['an hour before it', '2026-03-10T04:59:59Z', 0], ['in its hour', '2026-03-10T05:45:00Z', 0], ['after its hour', '2026-03-10T06:00:00Z', 1], ['ten hours on', '2026-03-10T15:59:00Z', 10],
  ])('%s: a defined answer', async (_name, asOf, hours) => {
    for (const metric of METRICS) {
      const summary = await trend(`metric=${metric}`, 'u-2', asOf);
      expect(summary).toMatchObject({ direction: 'insufficient_history', slopePerDay: null, pValue: null, changePoints: [], seasonality: [], anomalies: [], forecast: { model: null, points: [] } });
      expect(summary.points).toHaveLength(hours);
    }
  });

  it('weeks later: calls are zeros since, shares are not known', async () => {
    const [count, share] = [await trend('', 'u-2'), await trend('metric=answer_rate', 'u-2')];
    expect(count.points.map(({ value }) => value)).toEqual([1, ...count.points.slice(1).map(() => 0)]);
    expect(count).toMatchObject({ direction: 'stable' });
    expect(count.forecast.points).toHaveLength(48);
    expect(share.points.map(({ value }) => value)).toEqual([1, ...count.points.slice(1).map(() => null)]);
    expect(share).toMatchObject({ direction: 'insufficient_history', forecast: { model: null, points: [] } });
  });
});

describe('the platform', () => {
  const rollUp = (): Promise<number> => worker.app.get(RollUpPlatform, { strict: false }).execute();

  it.each(METRICS)('%s: all users together, as they were added up', async (metric) => {
    await rollUp();
    const { points, timezone } = await trend(`metric=${metric}`, 'platform');
    expect(points).toEqual(expectedPoints(metric, [...calls, ...others, single], 720));
    expect(timezone).toBe('Asia/Shanghai');
  });

  it('counts late calls at the next look, and nothing twice', async () => {
    expect(await rollUp()).toBe(0);
    const late: Call = { ...single, id: uuid(9997), timestamp: '2026-03-12T00:30:00Z' };
    await happen([late]);
    expect(await rollUp()).toBe(1);
    expect((await trend('metric=distinct_callers', 'platform')).points).toEqual(expectedPoints('distinct_callers', [...calls, ...others, single, late], 720));
  });
});

describe('who may ask, and for what', () => {
  it.each([
    ['a stranger', 'u-1', 'user', 'u-2', 403], ['a moderator', 'u-1', 'moderator', 'm-1', 403], ['the user', 'u-1', 'user', 'u-1', 200], ['a sibling service', 'u-1', 'system', 's', 200],
    ['a user, of all', 'platform', 'user', 'platform', 403], ['a sibling service, of all', 'platform', 'system', 's', 403], ['an admin, of all', 'platform', 'admin', 'a', 200],
    ['of somebody never seen', 'u-99', 'admin', 'a', 404], ['of nobody', 'stats', 'admin', 'a', 400],
  ] as const)('%s', async (_name, userId, role, subject, status) => {
    expect((await ask('GET', `/api/trends/${userId}/summary`, role, { subject })).status).toBe(status);
  });

  it.each([
    ['metric', 'metric=nonsense'], ['period', 'period=1y'], ['forecastHorizon', 'forecastHorizon=0'], ['forecastHorizon', 'forecastHorizon=169'], ['forecastHorizon', 'forecastHorizon=4.5'],
    ['forecastHorizon', 'forecastHorizon='], ['seasonalityThreshold', 'seasonalityThreshold=1.01'], ['seasonalityThreshold', 'seasonalityThreshold=-0.1'], ['anomalyThreshold', 'anomalyThreshold=NaN'],
    ['anomalyThreshold', 'anomalyThreshold=0.5'], ['asOf', 'asOf=yesterday'], ['asOf', 'asOf=2100-01-01T00:00:00Z'], ['horizon', 'horizon=4'],
  ])('%s is named: %s', async (path, query) => {
    const { status, body } = await ask<{ code: string; errors: readonly { path: string }[] }>('GET', `/api/trends/u-1/summary?${query}`);
    expect({ status, code: body.code, path: body.errors[0]?.path }).toEqual({ status: 400, code: 'input_invalid', path });
  });
});
