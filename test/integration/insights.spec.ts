import { getQueueToken } from '@nestjs/bullmq';
import type { INestApplicationContext } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { GetUserPatterns, UnusualDays } from '#profiles';
import { ALERTS_JOB, UserZones } from '#realtime';
import { InsightRecords } from '../../libs/analytics/src/app/insights/told-insights.js';
import { WatchInsights, type InsightReport } from '../../libs/analytics/src/app/insights/watch-insights.js';
import { ReportClocks } from '../../libs/analytics/src/app/reports/report-clocks.js';
import { Summarize } from '../../libs/analytics/src/app/summarize.js';
import { FixedClock } from '../contracts/fixed-clock.fixture.js';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { eventStream } from './event-stream.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const POLL_MS = 50;
/** Where users' clocks stand before UTC who chose none: in Shanghai. */
const SHANGHAI_MS = 8 * HOUR_MS;
/** The days before are ordinary, this one and the next full of calls by night. */
const STRANGE = Date.UTC(2026, 2, 15);
const ORDINARY_DAYS = 60;

let server: TestServer;
let db: TestDatabase;
let api: BootedApp;
let worker: BootedApp;

/** The day's calls on the user's clock, from an hour on. */
function callsOf(dayMs: number, calls: number, firstHour: number, perHour: number): object[] {
  return Array.from({ length: calls }, (_, call) => ({
    userId: 'u-1', timestamp: new Date(dayMs - SHANGHAI_MS + firstHour * HOUR_MS + call * (HOUR_MS / perHour)).toISOString(), callerPhone: `+86138001380${10 + (call % 7)}`, callType: 'incoming',
    ...((call + dayMs / DAY_MS) % 4 === 0 ? { outcome: 'missed' } : { outcome: 'answered', duration: 40 + 3 * (call % 5) }),
  }));
}

beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  [worker, api] = [await bootWorker(settingsFor(db.url)), await bootApi(settingsFor(db.url))];
  // It would end, on the clock of today, what these days raise.
  await worker.app.get<Queue>(getQueueToken(ALERTS_JOB.queue), { strict: false }).pause();
  const ordinary = Array.from({ length: ORDINARY_DAYS }, (_, at) => callsOf(STRANGE - (at + 1) * DAY_MS, 12 + (at % 3), 9, 1)).flat();
  const events = [...ordinary, ...callsOf(STRANGE, 60, 1, 15), ...callsOf(STRANGE + DAY_MS, 70, 1, 15)];
  for (let from = 0; from < events.length; from += 500) {
    const headers = { ...(await bearer('system')), 'content-type': 'application/json' };
    expect((await fetch(`${api.origin}/api/realtime/events`, { method: 'POST', headers, body: JSON.stringify(events.slice(from, from + 500)) })).status).toBe(202);
  }
  while ((await db.query<{ calls: number }>('SELECT coalesce(sum(answered + missed), 0)::integer AS calls FROM user_quarter'))[0]?.calls !== events.length) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}, 300_000);
afterAll(async () => {
  await api.stop();
  await worker.stop();
  await server.stop();
});

/** A look at an hour of the user's clock, on a day. */
async function lookAt(dayMs: number, hour: number): Promise<InsightReport> {
  const app: INestApplicationContext = worker.app;
  const part = <T>(token: abstract new (...parts: never[]) => T): T => app.get(token as never, { strict: false });
  const watch = new WatchInsights({
    records: part(InsightRecords), summarize: part(Summarize), days: part(UnusualDays), patterns: part(GetUserPatterns), clocks: new ReportClocks(part(UserZones), 'Asia/Shanghai'),
    clock: new FixedClock(dayMs - SHANGHAI_MS + hour * HOUR_MS),
  });
  const failures: unknown[] = [];
  const report = await watch.execute((error) => failures.push(error));
  expect(failures).toEqual([]);
  return report;
}

const told = async (): Promise<string[]> => (await db.query<{ type: string }>('SELECT type FROM live_event ORDER BY id')).map(({ type }) => type);

it('insights come to their user and to admins once, when they come to hold, and go on where a reader left', async () => {
  const mine = await eventStream(api, await bearer('user', 'u-1'), { types: 'insight,incident' });
  const theirs = await eventStream(api, await bearer('user', 'u-2'));
  const all = await eventStream(api, await bearer('admin', 'root'), { types: 'insight' });

  // The last ordinary day: what is told then is no news on the strange one.
  await lookAt(STRANGE, 2);
  const before = await told();
  expect(before.filter((type) => type === 'insight.unusual_day')).toEqual([]);
  expect((await lookAt(STRANGE + DAY_MS, 0.5)).users).toBe(0);

  const looks = await Promise.all([lookAt(STRANGE + DAY_MS, 2), lookAt(STRANGE + DAY_MS, 2)]);
  expect(looks.map(({ users }) => users).sort()).toEqual([0, 1]);
  const first = await mine.next('insight.unusual_day');
  expect(first.data).toMatchObject({ id: '2026-03-15.more-night-calls', date: '2026-03-15', severity: 'high', text: { en: expect.stringContaining('Unusual day on 2026-03-15') as string, 'zh-CN': expect.stringContaining('2026年3月15日') as string } });
  expect((await all.next('insight.unusual_day')).data).toEqual(first.data);
  const hours = mine.seen('insight.summary').filter(({ data }) => data['code'] === 'busiest_hour');
  expect(hours.at(-1)?.data).toMatchObject({ from: '2026-03-08T16:00:00.000Z', to: '2026-03-15T16:00:00.000Z', text: { en: expect.stringContaining('The busiest hour is') as string } });
  const codes = mine.seen('insight.summary').map(({ data }) => `${String(data['code'])} ${String((data['text'] as { en: string }).en)}`);
  expect(new Set(codes).size).toBe(codes.length);

  const again = await eventStream(api, await bearer('user', 'u-1'), { types: 'insight' }, String(Number(first.id) - 1));
  expect(await again.next('insight.unusual_day')).toEqual(first);
  expect([...theirs.seen('insight.unusual_day'), ...theirs.seen('insight.summary'), ...theirs.seen('incident.opened')]).toEqual([]);
  for (const stream of [mine, theirs, all, again]) stream.stop();

  const stands = await told();
  expect((await lookAt(STRANGE + DAY_MS, 9)).users).toBe(0);
  expect(await told()).toEqual(stands);
});

it('a grave day is an incident in both languages, and the day after another raise of the same', async () => {
  const incidents = async (): Promise<readonly Record<string, unknown>[]> =>
    ((await (await fetch(`${api.origin}/api/alerts/incidents?source=anomaly`, { headers: await bearer('user', 'u-1') })).json()) as { items: Record<string, unknown>[] }).items;
  expect(await incidents()).toMatchObject([{
    kind: 'more-night-calls', severity: 'high', state: 'open', raises: 1, lastAt: '2026-03-15T16:00:00.000Z', evidence: { anomalyId: '2026-03-15.more-night-calls', date: '2026-03-15' },
    text: expect.stringContaining('Unusual day') as string, translations: { 'zh-CN': expect.stringContaining('情况异常') as string },
  }]);
  expect((await lookAt(STRANGE + 2 * DAY_MS, 2)).raised).toBe(1);
  expect(await incidents()).toMatchObject([{ state: 'open', raises: 2, lastAt: '2026-03-16T16:00:00.000Z', evidence: { date: '2026-03-16' } }]);
});
