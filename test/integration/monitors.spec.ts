import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { randomUUID } from 'node:crypto';
import { seededRandom } from '#kernel';
import { Caches } from '#platform/cache';
import type { Transaction } from '#platform/database';
import { Keyring } from '#privacy';
import { MONITORS_JOB } from '#trends';
import { TREND_METRICS } from '#trends/core';
import type { AlertNews, AlertSink } from '../../libs/trends/src/app/monitors/alert-sink.js';
import { CreateMonitor, type MonitorOrder } from '../../libs/trends/src/app/monitors/create-monitor.js';
import { EvaluateMonitors, type EvaluationReport } from '../../libs/trends/src/app/monitors/evaluate-monitors.js';
import { HOUR_MS, hourOf } from '../../libs/trends/src/app/monitors/hours.js';
import type { Alert, Monitor } from '../../libs/trends/src/app/monitors/monitor.js';
import { PgAlerts } from '../../libs/trends/src/infra/monitors/pg-alerts.js';
import { PgDueMonitors } from '../../libs/trends/src/infra/monitors/pg-due-monitors.js';
import { PgFoldProgress } from '../../libs/trends/src/infra/monitors/pg-fold-progress.js';
import { PgMonitors } from '../../libs/trends/src/infra/monitors/pg-monitors.js';
import { TableAlertSink } from '../../libs/trends/src/infra/monitors/table-alert-sink.js';
import { TrendSeries } from '../../libs/trends/src/app/trend-series.js';
import { PgPlatformHours } from '../../libs/trends/src/infra/pg-platform-hours.js';
import { PgHourlyCalls } from '../../libs/callers/src/infra/pg-hourly-calls.js';
import { PgIdentities } from '../../libs/privacy/src/infra/pg-identities.js';
import { PgUserHours } from '../../libs/profiles/src/infra/pg-user-hours.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { callEvent } from '../contracts/events.fixture.js';
import { FixedClock } from '../contracts/fixed-clock.fixture.js';
import { memoryActs } from '../contracts/memory-acts.fixture.js';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

const WEEK = 168;
const SINCE = hourOf(Date.UTC(2026, 0, 15, 10));
const PAST = 12 * WEEK;
const WATCHED = 4 * WEEK;
const keyring = new Keyring('a key for tests of more than 32 characters');

let server: TestServer;
let db: TestDatabase;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

/** Calls an hour with a daily rhythm, seeded. */
function calls(seed: number, factor: (hour: number) => number = () => 1): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: PAST + WATCHED }, (_, at) => {
    const chance = Math.min(1, (0.1 + 0.2 * (1 + Math.sin((2 * Math.PI * at) / 24))) * factor(SINCE - PAST + at));
    return Array.from({ length: 40 }).filter(() => random.next() < chance).length;
  });
}

/** Puts hours where the fold would put them: half of the calls answered for half a minute each, the other half missed. */
async function happened(userId: number, values: readonly number[], fromHour = SINCE - PAST): Promise<void> {
  const quarters = values.map((_, at) => (fromHour + at) * 4 + (at % 4));
  await db.query(
    `INSERT INTO user_quarter (user_id, quarter, first_ms, last_ms, answered_ms, timed_answered, interactions, security_events, answered, rejected, missed, transferred, ai_handled,
       out_answered, out_rejected, out_missed, out_transferred, out_ai_handled)
     SELECT $1, q, 0, 0, 30000 * (n / 2), n / 2, 0, 0, n / 2, 0, n - n / 2, 0, 0, 0, 0, 0, 0, 0 FROM unnest($2::integer[], $3::integer[]) AS t(q, n) WHERE n > 0`,
    [userId, quarters, values],
  );
}

const ORDER: MonitorOrder = { metric: 'calls', condition: 'anomaly', sensitivity: 0.5, intervalMinutes: 60, cooldownMinutes: 360, threshold: undefined };
const ABOVE_40: MonitorOrder = { ...ORDER, condition: 'threshold', threshold: { operator: 'gt', value: 30 }, cooldownMinutes: 180 };

/** Everything on the database of the test, at a time of its own. */
class Stage {
  readonly clock = new FixedClock(SINCE * HOUR_MS + 1000);
  readonly monitors = new PgMonitors(db.database);
  private readonly series = new TrendSeries(new PgUserHours(db.database), new PgHourlyCalls(db.database), new PgPlatformHours(db.database));
  private readonly progress = new PgFoldProgress(db.database);
  failures: string[] = [];

  async order(userId: string, order: MonitorOrder): Promise<Monitor> {
    const identities = new PgIdentities(db.database, keyring, new Caches({ enabled: false, maxBytes: 1, ttlMs: 1, sweepMs: 1 }));
    return new CreateMonitor(this.monitors, identities, memoryActs(keyring), { clock: this.clock, newId: randomUUID }).execute(order, { subject: userId, userId, key: undefined });
  }

  /** As a worker of its own would. */
  evaluate(hour: number, sink: AlertSink = new TableAlertSink(randomUUID), database = db.database): Promise<EvaluationReport> {
    this.clock.nowMs = hour * HOUR_MS + 2000;
    const zones = { zonesOf: (ids: readonly number[]) => Promise.resolve(ids.map(() => 'Asia/Shanghai')) };
    const terms = { clock: this.clock, lagMs: HOUR_MS, onFailure: (_id: string, error: unknown) => this.failures.push(String(error)) };
    return new EvaluateMonitors(new PgDueMonitors(database, sink), this.series, this.progress, zones, terms).execute();
  }

  alerts({ userId, id }: Monitor): Promise<readonly Alert[]> {
    return new PgAlerts(db.database).list(userId, { monitorId: id }, undefined, 100);
  }
}

const told = (alerts: readonly Alert[]) => alerts.map(({ openedHour, lastHour, peakHour, peakValue, hours, isOpen }) => ({ opened: openedHour - SINCE, last: lastHour - SINCE, peak: peakHour - SINCE, peakValue, hours, isOpen }));

describe('hours as they close', () => {
  let stage: Stage;
  beforeEach(async () => {
    db = await server.migrated();
    stage = new Stage();
  });

  it('a planted break is one alert, told when its hour has closed and been settled; noise is none', async () => {
    const at = SINCE + 2 * WEEK;
    const [broken, calm] = [await stage.order('u-broken', ORDER), await stage.order('u-calm', { ...ORDER, sensitivity: 0 })];
    await happened(broken.userId, calls(3, (hour) => (hour >= at && hour < at + 8 ? 3 : 1)));
    await happened(calm.userId, calls(4));
    await stage.evaluate(at);
    const before = await stage.alerts(broken);
    let found = 0;
    for (let hour = at + 1; found === 0 && hour < at + 10; hour++) {
      await stage.evaluate(hour);
      found = (await stage.alerts(broken)).length - before.length;
    }
    const [alert] = await stage.alerts(broken);
    expect(alert).toMatchObject({ metric: 'calls', condition: 'anomaly', isOpen: true, acknowledgedMs: undefined });
    expect([(alert as Alert).openedHour >= at, stage.clock.nowMs - (alert as Alert).openedHour * HOUR_MS < 2 * HOUR_MS + 60_000]).toEqual([true, true]);
    expect((alert as Alert).contributions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    await stage.evaluate(SINCE + WATCHED);
    expect((await stage.alerts(broken)).filter(({ openedHour }) => openedHour >= at && openedHour < at + 24)).toMatchObject([{ id: (alert as Alert).id, isOpen: false }]);
    expect([await stage.alerts(calm), stage.failures]).toEqual([[], []]);
  });

  it('the cooldown holds: what comes back within it is the same alert, later another', async () => {
    const monitor = await stage.order('u-1', ABOVE_40);
    await happened(monitor.userId, Array.from({ length: 40 }, (_, at) => ([2, 5, 20].includes(at) ? 35 + at : 3)), SINCE);
    for (let hour = SINCE + 1; hour <= SINCE + 41; hour++) await stage.evaluate(hour);
    expect(told(await stage.alerts(monitor))).toEqual([
      { opened: 20, last: 20, peak: 20, peakValue: 55, hours: 1, isOpen: false }, { opened: 2, last: 5, peak: 5, peakValue: 40, hours: 2, isOpen: false },
    ]);
  });

  it('however often it is killed and taken up again, the alerts are the same', async () => {
    const orders: MonitorOrder[] = [ORDER, ABOVE_40, { ...ORDER, condition: 'trend' }, { ...ORDER, metric: 'answer_rate' }, { ...ORDER, metric: 'mean_duration', condition: 'threshold', threshold: { operator: 'lt', value: 1 } }];
    const values = calls(6, (hour) => (hour % 97 < 4 ? 3 : 1));
    const run = async (ends: readonly number[], sink?: AlertSink): Promise<unknown> => {
      db = await server.migrated();
      stage = new Stage();
      const monitors = [];
      for (const order of orders) monitors.push(await stage.order('u-1', { ...order, sensitivity: 1 }));
      await happened((monitors[0] as Monitor).userId, values);
      for (const end of ends) {
        if (sink !== undefined) expect(await stage.evaluate(SINCE + end, sink)).toMatchObject({ evaluated: expect.any(Number) as number });
        stage.clock.nowMs += HOUR_MS;
        await db.query('UPDATE monitor SET due_ms = 0');
        await stage.evaluate(SINCE + end);
      }
      return Promise.all(monitors.map(async (monitor) => told(await stage.alerts(monitor))));
    };
    const whole = (await run([WATCHED])) as unknown[][];
    expect(whole[0]?.length).toBeGreaterThan(1);
    expect(whole[1]?.length).toBeGreaterThan(1);
    // Dies after the alert was written, before anything was committed.
    const dying = new (class extends TableAlertSink {
      override async tell(news: AlertNews, tx: Transaction): Promise<void> {
        await super.tell(news, tx);
        throw new Error('killed');
      }
    })(randomUUID);
    expect(await run([24, 100, 101, 102, 300, WATCHED], dying)).toEqual(whole);
    expect(new Set(stage.failures)).toEqual(new Set(['Error: killed']));
  });

  it('two workers at once tell an alert once', async () => {
    const monitor = await stage.order('u-1', ABOVE_40);
    await happened(monitor.userId, Array.from({ length: 40 }, (_, at) => (at === 10 ? 38 : 3)), SINCE);
    const news: AlertNews[] = [];
    const listening = new (class extends TableAlertSink {
      override async tell(each: AlertNews, tx: Transaction): Promise<void> {
        await super.tell(each, tx);
        news.push(each);
      }
    })(randomUUID);
    await Promise.all([db.database, db.connect(), db.connect()].map((database) => stage.evaluate(SINCE + 30, listening, database)));
    expect([news.length, told(await stage.alerts(monitor)).length]).toEqual([1, 1]);
  });

  it('paused it says nothing, learns later what passed, and what lasts alerts anew', async () => {
    const monitor = await stage.order('u-1', ABOVE_40);
    await happened(monitor.userId, Array.from({ length: 60 }, (_, at) => (at >= 4 ? 35 : 3)), SINCE);
    await stage.evaluate(SINCE + 10);
    expect(told(await stage.alerts(monitor))).toMatchObject([{ opened: 4, hours: 5, isOpen: true }]);
    expect(await stage.monitors.pause(monitor.userId, monitor.id)).toBe(true);
    expect(await stage.evaluate(SINCE + 20)).toEqual({ evaluated: 0, incidents: 0, failed: 0 });
    expect(told(await stage.alerts(monitor))).toMatchObject([{ opened: 4, hours: 5, isOpen: false }]);
    expect(await stage.monitors.resume(monitor.userId, monitor.id, SINCE + 20)).toBe(true);
    await stage.evaluate(SINCE + 30);
    expect(told(await stage.alerts(monitor))).toMatchObject([{ opened: 20, hours: 9, isOpen: true }, { opened: 4, hours: 5, isOpen: false }]);
    expect(await stage.monitors.remove(monitor.userId, monitor.id)).toBe(true);
    expect(await stage.evaluate(SINCE + 40)).toEqual({ evaluated: 0, incidents: 0, failed: 0 });
    expect(told(await stage.alerts(monitor)).map(({ isOpen }) => isOpen)).toEqual([false, false]);
  });

  it('waits for events that were received and not folded', async () => {
    const monitor = await stage.order('u-1', { ...ABOVE_40, threshold: { operator: 'lt', value: 1 } });
    await happened(monitor.userId, new Array<number>(5).fill(3), SINCE);
    const received = new FixedClock((SINCE + 6) * HOUR_MS);
    await new PgEventLog(db.database, received).append([callEvent({ userId: monitor.userId, occurredAtMs: (SINCE + 5) * HOUR_MS })]);
    await stage.evaluate(SINCE + 12);
    expect([await stage.alerts(monitor), (await stage.monitors.find(monitor.userId, monitor.id))?.positionHour]).toEqual([[], SINCE + 5]);
    await db.query('UPDATE fold_position SET position = 1');
    await stage.evaluate(SINCE + 14);
    expect(told(await stage.alerts(monitor))).toMatchObject([{ opened: 5 }]);
  });
});

describe('the service', () => {
  let api: BootedApp;
  let worker: BootedApp;
  beforeAll(async () => {
    db = await server.migrated();
    const settings = settingsFor(db.url, { MONITOR_LAG_MINUTES: '0' });
    [api, worker] = [await bootApi(settings), await bootWorker(settings)];
  });
  afterAll(async () => {
    await api.stop();
    await worker.stop();
  });

  interface Answer { readonly status: number; readonly body: Record<string, unknown> & { readonly items?: readonly Record<string, unknown>[] } }
  /** As the user that the path names, unless somebody else asks. */
  const ask = async (method: string, path: string, body?: unknown, { subject = path.split('/')[0] as string, ...headers }: Record<string, string> = {}): Promise<Answer> => {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const answer = await fetch(`${api.origin}/api/trends/${path}`, { method, headers: { ...(await bearer('user', subject)), ...json, ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) };
  };
  const SMALL = { metric: 'calls', condition: 'threshold', threshold: { operator: 'gte', value: 1 } };

  it('takes a monitor, judges the hours that closed by its queue, and shows and acknowledges the alert', async () => {
    const { status, body } = await ask('POST', 'u-1/monitor', SMALL);
    expect([status, body]).toEqual([201, expect.objectContaining({ ...SMALL, sensitivity: 0.5, intervalMinutes: 60, cooldownMinutes: 360, paused: false })]);
    const id = body['id'] as string;
    const [{ user_id: user } = { user_id: 0 }] = await db.query<{ user_id: number }>('SELECT user_id::integer FROM monitor WHERE monitor_id = $1', [id]);
    const hour = hourOf(Date.now());
    await happened(user, [0, 2, 0, 0], hour - 4);
    await db.query('UPDATE monitor SET since_hour = since_hour - 4, position_hour = position_hour - 4, due_ms = 0');
    const queue = worker.app.get<Queue>(getQueueToken(MONITORS_JOB.queue), { strict: false });
    expect(await queue.getJobSchedulers()).toMatchObject([{ key: 'monitors', every: 60_000 }]);
    await queue.add(MONITORS_JOB.name, {}, MONITORS_JOB.options);
    let alerts: Answer = { status: 0, body: {} };
    while (alerts.body.items?.[0] === undefined) alerts = await ask('GET', `u-1/alerts?monitor=${id}`);
    const openedAt = new Date((hour - 3) * HOUR_MS).toISOString();
    expect(alerts.body.items).toEqual([expect.objectContaining({ monitorId: id, state: 'open', openedAt, values: 1, peak: { at: openedAt, value: 2, bound: 1 }, acknowledgedAt: null })]);
    const alert = alerts.body.items[0] as { readonly id: string };
    const seen = await ask('POST', `u-1/alerts/${alert.id}/acknowledge`);
    expect([seen.status, seen.body['acknowledgedAt']]).toEqual([200, expect.any(String)]);
    expect((await ask('POST', `u-1/alerts/${alert.id}/acknowledge`)).body).toEqual(seen.body);
    expect((await ask('POST', `u-2/alerts/${alert.id}/acknowledge`)).body).toMatchObject({ code: 'alert_unknown' });
    expect((await ask('PATCH', `u-1/monitors/${id}`, { paused: true })).body).toMatchObject({ id, paused: true });
    expect([(await ask('GET', 'u-1/alerts?state=open')).body.items, (await ask('GET', 'u-1/alerts?state=closed')).body.items?.length]).toEqual([[], 1]);
    expect((await ask('DELETE', `u-1/monitors/${id}`)).status).toBe(204);
    expect((await ask('GET', `u-1/monitors/${id}`)).body).toMatchObject({ status: 404, code: 'monitor_unknown' });
    expect((await ask('GET', `u-1/alerts?monitor=${id}`)).body.items?.length).toBe(1);
  });

  it('the same key is the same monitor; fifty are the most, and are listed by pages', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const first = await ask('POST', 'u-3/monitor', SMALL, key);
    expect(await ask('POST', 'u-3/monitor', SMALL, key)).toEqual(first);
    expect((await ask('POST', 'u-3/monitor', { ...SMALL, cooldownMinutes: 1 }, key)).body).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
    // Whoever is told to come back later does.
    const create = async (): ReturnType<typeof ask> => { const answer = await ask('POST', 'u-3/monitor', SMALL); return answer.status === 503 ? create() : answer; };
    const answers = await Promise.all(Array.from({ length: 60 }, create));
    expect(answers.filter(({ status }) => status === 201).length).toBe(49);
    expect(answers.find(({ status }) => status !== 201)?.body).toMatchObject({ status: 409, code: 'monitors_full' });
    expect(await ask('POST', 'u-3/monitor', SMALL, key)).toEqual(first);
    const ids: unknown[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await ask('GET', `u-3/monitors${cursor}`);
      ids.push(...(body.items ?? []).map(({ id }) => id));
      if (body['nextCursor'] === null) break;
      cursor = `?cursor=${body['nextCursor'] as string}`;
    }
    expect([ids.length, new Set(ids).size, ids[0]]).toEqual([50, 50, first.body['id']]);
  });

  it.each(TREND_METRICS)('watches %s', async (metric) => {
    expect(await ask('POST', 'u-4/monitor', { ...SMALL, metric })).toMatchObject({ status: 201, body: { metric } });
  });

  it.each<[string, string, string, object | undefined, number, string]>([
    ['another user’s', 'POST', 'u-2/monitor', {}, 403, 'forbidden_user'],
    ['a metric there is not', 'POST', 'u-1/monitor', { ...SMALL, metric: 'x' }, 400, '"metric"'],
    ['no threshold', 'POST', 'u-1/monitor', { metric: 'calls', condition: 'threshold' }, 400, '"threshold"'],
    ['a threshold of an anomaly', 'POST', 'u-1/monitor', { ...SMALL, condition: 'anomaly' }, 400, '"threshold"'],
    ['an operator there is not', 'POST', 'u-1/monitor', { ...SMALL, threshold: { operator: 'is', value: 1 } }, 400, 'threshold.operator'],
    ['a list in the place of a threshold', 'POST', 'u-1/monitor', { ...SMALL, threshold: [] }, 400, 'must be an object'],
    ['too sensitive', 'POST', 'u-1/monitor', { ...SMALL, sensitivity: 2 }, 400, 'sensitivity'],
    ['a cursor that is none', 'GET', 'u-1/monitors?cursor=e30', undefined, 400, 'cursor_invalid'],
    ['a cursor that is none, of alerts', 'GET', 'u-1/alerts?cursor=e30', undefined, 400, 'cursor_invalid'],
    ['a state there is not', 'GET', 'u-1/alerts?state=x', undefined, 400, '"state"'],
    ['no id', 'GET', 'u-1/alerts?monitor=x', undefined, 400, '"monitor"'],
    ['an unknown one', 'PATCH', 'u-1/monitors/x', { paused: true }, 404, 'monitor_unknown'],
    ['an unknown one to delete', 'DELETE', `u-1/monitors/${randomUUID()}`, undefined, 404, 'monitor_unknown'],
  ])('refuses %s', async (_name, method, path, body, status, code) => {
    const answer = await ask(method, path, body, { subject: 'u-1' });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringContaining(code)]);
  });
});
