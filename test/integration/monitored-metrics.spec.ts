import { randomUUID } from 'node:crypto';
import { VERDICTS } from '#callers/core';
import { EVENT_KINDS, INCOMING } from '#realtime/core';
import type { TrendMetric } from '#trends/core';
import { EvaluateMonitors } from '../../libs/trends/src/app/monitors/evaluate-monitors.js';
import { ForgetAlerts } from '../../libs/trends/src/app/monitors/forget-alerts.js';
import { HOUR_MS } from '../../libs/trends/src/app/monitors/hours.js';
import type { Alert } from '../../libs/trends/src/app/monitors/monitor.js';
import { TrendSeries } from '../../libs/trends/src/app/trend-series.js';
import { PgAlerts } from '../../libs/trends/src/infra/monitors/pg-alerts.js';
import { PgDueMonitors } from '../../libs/trends/src/infra/monitors/pg-due-monitors.js';
import { PgFoldProgress } from '../../libs/trends/src/infra/monitors/pg-fold-progress.js';
import { PgMonitors } from '../../libs/trends/src/infra/monitors/pg-monitors.js';
import { TableAlertSink } from '../../libs/trends/src/infra/monitors/table-alert-sink.js';
import { PgPlatformHours } from '../../libs/trends/src/infra/pg-platform-hours.js';
import { PgHourlyCalls } from '../../libs/callers/src/infra/pg-hourly-calls.js';
import { PgEventPartitions } from '../../libs/realtime/src/infra/pg-event-partitions.js';
import { PgUserHours } from '../../libs/profiles/src/infra/pg-user-hours.js';
import { FixedClock } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

const SINCE = Date.UTC(2026, 0, 15, 10) / HOUR_MS;
const USER = 7;

let server: TestServer;
let db: TestDatabase;
beforeAll(async () => {
  server = await TestServer.start();
});
beforeEach(async () => {
  db = await server.migrated();
});
afterAll(() => server.stop());

/** Has numbers call a user once each in an hour, those on the list of spam first; all of it is folded. */
async function called(atHour: number, { spam, others }: { spam: number; others: number }): Promise<void> {
  await new PgEventPartitions(db.database).ensure(atHour * HOUR_MS);
  await db.query(
    `WITH quarter AS (
       INSERT INTO user_quarter (user_id, quarter, first_ms, last_ms, answered_ms, timed_answered, interactions, security_events, answered, rejected, missed, transferred, ai_handled,
         out_answered, out_rejected, out_missed, out_transferred, out_ai_handled)
       VALUES ($1, 4 * $2::integer, 0, 0, 0, 0, 0, 0, 0, 0, $4::integer + $5::integer, 0, 0, 0, 0, 0, 0, 0)
     ), number AS (
       INSERT INTO event (position, occurred_ms, received_ms, user_id, subject_id, partition, kind, direction, outcome, local_hour, event_id)
       SELECT place, $3::bigint, $3::bigint, $1, 1000 * $2::bigint + place, $1::integer % 16, ${EVENT_KINDS.call}, ${INCOMING}, 2, 0, gen_random_uuid() FROM generate_series(1, $4::integer + $5::integer) AS place
       RETURNING subject_id AS caller_id
     )
     INSERT INTO caller_score (caller_id, verdict, probability) SELECT caller_id, $6, 0.9 FROM number WHERE caller_id <= 1000 * $2::bigint + $4::integer`,
    [USER, atHour, atHour * HOUR_MS + 60_000, spam, others, VERDICTS.indexOf('spam')],
  );
  await db.query('UPDATE fold_position SET position = 100');
}

async function alertsOf(metric: TrendMetric): Promise<readonly Alert[]> {
  const { database } = db;
  const monitor = {
    id: randomUUID(), userId: USER, metric, condition: 'threshold' as const, sensitivity: 0.5, intervalMinutes: 60, cooldownMinutes: 0, threshold: { operator: 'gte' as const, value: 3 },
    isPaused: false, createdMs: SINCE * HOUR_MS, sinceHour: SINCE, positionHour: SINCE,
  };
  await new PgMonitors(database).add(monitor, 50);
  const failures: unknown[] = [];
  const terms = { clock: new FixedClock((SINCE + 30) * HOUR_MS), lagMs: HOUR_MS, onFailure: (_id: string, error: unknown) => failures.push(error) };
  const zones = { zonesOf: (ids: readonly number[]) => Promise.resolve(ids.map(() => 'UTC')) };
  const series = new TrendSeries(new PgUserHours(database), new PgHourlyCalls(database), new PgPlatformHours(database));
  await new EvaluateMonitors(new PgDueMonitors(database, new TableAlertSink(randomUUID)), series, new PgFoldProgress(database), zones, terms).execute();
  expect(failures).toEqual([]);
  return new PgAlerts(database).list(USER, { monitorId: monitor.id }, undefined, 10);
}

it.each<[TrendMetric, number]>([['calls', 6], ['spam_calls', 4], ['distinct_callers', 6]])('%s: the hours that trends read raise an alert', async (metric, peakValue) => {
  await called(SINCE, { spam: 1, others: 0 });
  await called(SINCE + 5, { spam: 4, others: 2 });
  expect(await alertsOf(metric)).toMatchObject([{ metric, openedHour: SINCE + 5, lastHour: SINCE + 5, peakValue, hours: 1 }]);
});

it('alerts are forgotten once so many days have passed since their last hour, and not before', async () => {
  await called(SINCE + 2, { spam: 0, others: 5 });
  await called(SINCE + 20, { spam: 0, others: 5 });
  expect((await alertsOf('calls')).length).toBe(2);
  const clock = new FixedClock((SINCE + 2 + 400 * 24) * HOUR_MS);
  const alerts = new PgAlerts(db.database);
  const forget = new ForgetAlerts(alerts, clock, 400);
  expect(await forget.execute()).toBe(0);
  clock.nowMs += HOUR_MS;
  expect([await forget.execute(), (await alerts.list(USER, {}, undefined, 10)).map(({ openedHour }) => openedHour)]).toEqual([1, [SINCE + 20]]);
});
