import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { v4 } from 'uuid';
import { Keyring } from '#privacy';
import { REPLAY_LOCK, type Incidents } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { METRICS_JOB, MetricsProjection } from '#trends';
import { ThinMetrics } from '../../libs/trends/src/app/metrics/thin-metrics.js';
import { WatchMetrics } from '../../libs/trends/src/app/metrics/watch-metrics.js';
import { PgMetricHistory } from '../../libs/trends/src/infra/metrics/pg-metric-history.js';
import { PgMetricWatches } from '../../libs/trends/src/infra/metrics/pg-metric-watches.js';
import { PgPlatformMetrics } from '../../libs/trends/src/infra/metrics/pg-platform-metrics.js';
import { PgMetricNames } from '../../libs/realtime/src/infra/pg-metric-names.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { grouped, shuffled } from '../contracts/shuffled.fixture.js';
import { ModelService } from './model-service.fixture.js';

interface Series {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>> | null;
  readonly points: readonly { readonly timestamp: string; readonly count: number; readonly mean: number; readonly max: number; readonly p50: number; readonly p95: number }[];
  readonly anomalies: readonly { readonly value: number; readonly statistic: string; readonly quarterHours: number }[];
}
interface Page { readonly items: readonly Series[]; readonly stepMinutes: number; readonly nextCursor: string | null }

const PATH = '/api/analytics/system-metrics';
const POLL_MS = 50;
const QUARTER_MS = 900_000;
const keyring = new Keyring('a key for tests of more than 32 characters');

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start();
});
afterAll(() => service.stop());

const list = async (query: string): Promise<Page> => (await service.ask<Page>('GET', `${PATH}${query}`)).body;

function metric(name: string, value: number, labels: object, atMs = NOW_MS): StoredEvent {
  return { eventId: v4(), kind: EVENT_KINDS.metric, userId: 0, occurredAtMs: atMs, position: 1, receivedAtMs: atMs, details: keyring.seal('details', JSON.stringify({ name, value, labels })) };
}

describe('metrics that services send', () => {
  const now = Date.now();

  beforeAll(async () => {
    const values = Array.from({ length: 100 }, (_, at) => at + 1);
    const events = values.map((value) => ({ type: 'metric', name: 'HTTP Latency.ms', value, labels: { route: '/a', requestId: `r-${value}` }, timestamp: new Date(now - 60_000).toISOString() }));
    expect((await service.ask('POST', '/api/realtime/events', events)).status).toBe(202);
    while ((await list('')).items[0]?.points.reduce((sum, { count }) => sum + count, 0) !== values.length) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  });

  it('are told by series and step', async () => {
    const { items, stepMinutes } = await list('?name=http_latency_ms');
    expect(stepMinutes).toBe(15);
    expect(items).toMatchObject([{ name: 'http_latency_ms', labels: { route: '/a' }, points: [{ count: 100, mean: 50.5, max: 100 }], anomalies: [] }]);
    expect((items[0]?.points[0]?.p95 as number) / 95).toBeCloseTo(1, 1);
    expect((await list('?name=HTTP%20latency%20ms')).items).toEqual(items);
    expect((await list('?name=other')).items).toEqual([]);
    expect((await list(`?from=${new Date(now - 30 * 96 * QUARTER_MS).toISOString()}`)).stepMinutes).toBe(360);
  });

  it('are for admins alone', async () => {
    for (const role of ['user', 'system'] as const) expect((await service.ask('GET', PATH, undefined, role)).status).toBe(403);
  });

  it.each([['?from=now', 'from'], ['?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z', 'from'], ['?from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z', 'from'], ['?name=', 'name'], ['?series=x', 'series']])(
    'are not asked for by %s', async (query, path) => expect(await service.ask('GET', `${PATH}${query}`)).toMatchObject({ status: 400, body: { code: 'input_invalid', errors: [{ path }] } }));

  it('are watched by a job', async () => {
    await service.api.app.get<Queue>(getQueueToken(METRICS_JOB.queue), { strict: false }).add(METRICS_JOB.name, {});
    const queue = service.api.app.get<Queue>(getQueueToken(METRICS_JOB.queue), { strict: false });
    while ((await queue.getJobCountByTypes('completed')) === 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    expect((await queue.getCompleted())[0]?.returnvalue).toMatchObject({ failed: 0, thinnedHours: 0 });
    // On the clock of today it would thin what the tests below tell of.
    await queue.pause();
  });
});

describe('a name with labels without end', () => {
  const events = Array.from({ length: 500 }, (_, at) => metric('many', at / 10, { shard: `s${at % 250}` }));
  const folded = async (batches: readonly (readonly StoredEvent[])[]): Promise<unknown> => {
    await service.db.query('DELETE FROM platform_metric; DELETE FROM platform_metric_series; DELETE FROM platform_metric_name');
    const projection = new MetricsProjection(keyring);
    for (const batch of batches) await service.db.database.transaction((tx) => projection.apply(batch, tx));
    return Promise.all(['platform_metric', 'platform_metric_series'].map((table) => service.db.query(`SELECT t::text FROM ${table} AS t ORDER BY 1`)));
  };

  it('keeps 200 of its series apart and adds up the others, whatever the order and the grouping', async () => {
    const whole = (await folded([events])) as { t: string }[][];
    expect(whole.map(({ length }) => length)).toEqual([201, 201]);
    expect(await service.db.query(`SELECT events FROM platform_metric WHERE series = ''`)).toEqual([{ events: 100 }]);
    expect(await service.db.query('SELECT sum(events)::integer AS events, sum(sum_units)::float8 AS sum FROM platform_metric')).toEqual([{ events: 500, sum: (499 * 500 * 1e5) / 2 }]);
    for (const seed of [1, 2, 3]) expect(await folded(grouped(shuffled(events, seed), 60, seed))).toEqual(whole);
  });

  it('is folded by several at once', async () => {
    const whole = await folded([events]);
    await folded([]);
    const projection = new MetricsProjection(keyring);
    await Promise.all(grouped(shuffled(events, 9), 60, 9).map((batch) => service.db.database.transaction((tx) => projection.apply(batch, tx))));
    expect(await Promise.all(['platform_metric', 'platform_metric_series'].map((table) => service.db.query(`SELECT t::text FROM ${table} AS t ORDER BY 1`)))).toEqual(whole);
  });

  it('is told in pages', async () => {
    const span = `from=${new Date(NOW_MS - QUARTER_MS).toISOString()}&to=${new Date(NOW_MS + QUARTER_MS).toISOString()}`;
    const seen: Series[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page = await list(`?name=many&${span}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(201);
    expect(seen.filter(({ labels }) => labels === null)).toHaveLength(1);
    expect(seen.flatMap(({ points }) => points).reduce((sum, { count }) => sum + count, 0)).toBe(500);
  });
});

describe('the watch', () => {
  it('raises one alert of latencies that rise, and shows them', async () => {
    const { db } = service;
    const raised: Parameters<Incidents['raise']>[0][] = [];
    const alerts: Pick<Incidents, 'raise'> = { raise: (alert) => { raised.push(alert); return Promise.resolve({} as Awaited<ReturnType<Incidents['raise']>>); } };
    const clock = new FixedClock(NOW_MS);
    const watch = new WatchMetrics(new PgMetricWatches(db.database, alerts), new PgPlatformMetrics(db.database), { foldedUntilMs: (nowMs) => Promise.resolve(nowMs) }, { clock, onFailure: (_series, error) => { throw error as Error; } });
    const projection = new MetricsProjection(keyring);
    const last = Math.floor(NOW_MS / QUARTER_MS);
    const tell = (from: number, until: number, value: (quarter: number) => number): Promise<void> => db.database.transaction((tx) => projection.apply(
      Array.from({ length: until - from }, (_, at) => metric('db_latency_ms', value(from + at), { database: 'main' }, (from + at) * QUARTER_MS)), tx,
    ));
    const usual = (quarter: number): number => 50 + (quarter % 96) / 10 + ((quarter * 7919) % 13);
    await tell(last - 28 * 96, last, usual);
    expect((await watch.execute()).anomalies).toBe(0);
    await tell(last, last + 8, (quarter) => (quarter >= last + 3 && quarter < last + 6 ? 900 : usual(quarter)));
    clock.nowMs = NOW_MS + 9 * QUARTER_MS;
    expect(await watch.execute()).toMatchObject({ anomalies: 1, failed: 0 });
    expect(raised).toMatchObject([{ source: 'anomaly', kind: 'system_metric', userId: 0, atMs: (last + 3) * QUARTER_MS, evidence: { metric: 'db_latency_ms', statistic: 'p95' } }]);
    expect((raised[0]?.evidence['value'] as number) / 900).toBeCloseTo(1, 1);
    await watch.execute();
    expect(raised).toHaveLength(1);
    const span = `from=${new Date(NOW_MS).toISOString()}&to=${new Date(clock.nowMs).toISOString()}`;
    const told = (await list(`?name=db_latency_ms&${span}`)).items[0]?.anomalies ?? [];
    expect(told).toMatchObject([{ statistic: 'p95' }]);
    // That it is over is odd as well for a moment.
    expect([3, 4]).toContain(told[0]?.quarterHours);
  });
});

it('names are so many and no more, however many come at once; known ones stay', async () => {
  await service.db.query('DELETE FROM metric_name');
  const [one, other] = [new PgMetricNames(service.db.database, 3), new PgMetricNames(service.db.database, 3)];
  const refused = await Promise.all([one.refused(new Set(['a', 'b'])), other.refused(new Set(['c', 'd', 'a']))]);
  expect(refused.reduce((sum, { size }) => sum + size, 0)).toBe(1);
  expect((await service.db.query('SELECT name FROM metric_name')).length).toBe(3);
  expect((await new PgMetricNames(service.db.database, 1).refused(new Set(['a', 'e'])))).toEqual(new Set(['e']));
});

describe('old quarter hours', () => {
  const HOUR_MS = 4 * QUARTER_MS;
  const DAY_MS = 24 * HOUR_MS;
  const events = Array.from({ length: 48 }, (_, at) => metric('aged_ms', at, { shard: `s${at % 2}` }, NOW_MS - 60 * DAY_MS + Math.floor(at / 2) * QUARTER_MS));
  const rows = (): Promise<unknown> => service.db.query('SELECT m::text FROM platform_metric AS m ORDER BY 1');
  const fold = (some: readonly StoredEvent[]): Promise<void> => service.db.database.transaction((tx) => new MetricsProjection(keyring).apply(some, tx));
  const thin = (nowMs: number): Promise<number> => new ThinMetrics(new PgMetricHistory(service.db.database), { clock: new FixedClock(nowMs), fullDays: 60 }).execute();

  beforeEach(() => service.db.query('DELETE FROM platform_metric; DELETE FROM platform_metric_series; DELETE FROM platform_metric_name; UPDATE platform_metric_thinned SET until_quarter = 0'));

  it('are added up by the hour, once, also with what comes later or is folded again', async () => {
    await fold(events);
    const told = async (): Promise<Page> => list(`?name=aged_ms&from=${new Date(NOW_MS - 60 * DAY_MS + QUARTER_MS).toISOString()}&to=${new Date(NOW_MS - 60 * DAY_MS + 2 * HOUR_MS).toISOString()}`);
    expect((await told()).stepMinutes).toBe(15);
    expect(await thin(NOW_MS + 2 * HOUR_MS + QUARTER_MS)).toBe(2);
    expect(await thin(NOW_MS + 2 * HOUR_MS + QUARTER_MS)).toBe(0);
    // Two hours of two series, and four hours more by their quarters.
    expect(await service.db.query('SELECT count(*)::integer AS rows, sum(events)::integer AS events FROM platform_metric')).toEqual([{ rows: 2 * 2 + 2 * 16, events: 48 }]);
    const { stepMinutes, items } = await told();
    expect([stepMinutes, items.map(({ points }) => points.map(({ count, max }) => [count, max])).sort()]).toEqual([60, [[[4, 6], [4, 14]], [[4, 7], [4, 15]]]]);
    const whole = await rows();

    await service.db.query('DELETE FROM platform_metric');
    for (const batch of grouped(shuffled(events, 4), 7, 4)) await fold(batch);
    expect(await rows()).toEqual(whole);
    expect(await thin(NOW_MS + 7 * HOUR_MS)).toBe(5);
    expect(await service.db.query('SELECT count(*)::integer AS rows, sum(events)::integer AS events FROM platform_metric')).toEqual([{ rows: 2 * 6, events: 48 }]);
  });

  it('stay while the log is replayed', async () => {
    await fold(events);
    await service.db.database.transaction(async (tx) => {
      await tx.rows(REPLAY_LOCK);
      expect(await thin(NOW_MS + 2 * HOUR_MS)).toBe(0);
    });
    expect(await thin(NOW_MS + 2 * HOUR_MS)).toBe(2);
  });
});
