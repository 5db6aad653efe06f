import type { INestApplicationContext } from '@nestjs/common';
import { VERDICTS } from '#callers/core';
import { Identities, Keyring } from '#privacy';
import { GetPreferences } from '#profiles';
import { AddUpPlatform } from '../../libs/analytics/src/app/add-up-platform.js';
import { PlatformAnalytics } from '../../libs/analytics/src/app/platform-analytics.js';
import { MakeDueReports, type DueReports } from '../../libs/analytics/src/app/reports/make-due-reports.js';
import { MakeReport } from '../../libs/analytics/src/app/reports/make-report.js';
import { ReportClocks } from '../../libs/analytics/src/app/reports/report-clocks.js';
import { ReportPdf } from '../../libs/analytics/src/app/reports/report-pdf.js';
import { Reports } from '../../libs/analytics/src/app/reports/reports.js';
import { Summarize } from '../../libs/analytics/src/app/summarize.js';
import { FixedClock } from '../contracts/fixed-clock.fixture.js';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

interface Entry {
  readonly id: string;
  readonly userId: string | null;
  readonly kind: string;
  readonly periodStart: string;
  readonly from: string;
  readonly to: string;
  readonly language: string;
  readonly revision: number;
}

interface Whole extends Entry {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly figures: readonly { readonly label: string; readonly value: number | null }[]; readonly tables: readonly { readonly rows: readonly (readonly (string | number)[])[] }[] }[];
}

type Role = 'user' | 'system' | 'admin';

const POLL_MS = 50;
const PATH = '/api/analytics/reports';
/** New York puts its clocks forward on 8 March: a call of half past eleven on that Sunday evening is of the week that ends. */
const CALLS = ['2026-03-01T15:00:00Z', '2026-03-03T15:00:00Z', '2026-03-05T15:00:00Z', '2026-03-09T03:30:00Z', '2026-03-09T04:30:00Z', '2026-03-12T15:00:00Z', '2026-03-13T15:00:00Z', '2026-03-14T15:00:00Z'];

let server: TestServer;
let db: TestDatabase;
let api: BootedApp;
let worker: BootedApp;

async function ask<T>(method: string, path: string, { role = 'user', subject = 'u-1', body, accept }: { role?: Role; subject?: string; body?: unknown; accept?: string } = {}) {
  const headers = { ...(await bearer(role, subject)), ...(body !== undefined && { 'content-type': 'application/json' }), ...(accept !== undefined && { accept }) };
  const answer = await fetch(`${api.origin}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, type, text, headers: answer.headers, body: (type.includes('json') ? JSON.parse(text) : undefined) as T };
}

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

const reportsOf = async (query = '', given: { role?: Role; subject?: string } = {}): Promise<readonly Entry[]> => (await ask<{ items: readonly Entry[] }>('GET', `${PATH}${query}`, given)).body.items;
const startsOf = (entries: readonly Entry[]): string[] => entries.map(({ kind, periodStart }) => `${kind} ${periodStart}`);

/** The hourly job, at a time of the test's choice. */
async function dueAt(at: string, retentionDays = 400): Promise<DueReports> {
  const clock = new FixedClock(Date.parse(at));
  const app: INestApplicationContext = worker.app;
  const part = <T>(token: abstract new (...parts: never[]) => T): T => app.get(token as never, { strict: false });
  const reports = part(Reports);
  const clocks = part(ReportClocks);
  const make = new MakeReport({
    reports, clocks, clock, summarize: part(Summarize), preferences: part(GetPreferences), pdf: part(ReportPdf), identities: part(Identities), keyring: part(Keyring),
  });
  const failures: unknown[] = [];
  const done = await new MakeDueReports({ reports, make, clocks, platform: part(PlatformAnalytics), clock, retentionDays }).execute((error) => failures.push(error));
  expect(failures).toEqual([]);
  return done;
}

async function chooses(userId: string, body: object): Promise<void> {
  expect((await ask('PUT', `/api/profiles/${userId}/preferences`, { subject: userId, body })).status).toBe(200);
}

async function chosen(name: string): Promise<void> {
  await until(async () => (await db.query('SELECT 1 FROM user_preference WHERE name = $1', [name])).length > 0);
}

beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  worker = await bootWorker(settingsFor(db.url));
  api = await bootApi(settingsFor(db.url));
  await chooses('u-1', { timezone: 'America/New_York', language: 'en' });
  // Known, but never called.
  await chooses('u-2', { timezone: 'America/New_York', language: 'en' });
  await chosen('timezone');
  const events = CALLS.map((timestamp, at) => ({ userId: 'u-1', timestamp, callerPhone: `+861380013800${at % 3}`, callType: 'incoming', outcome: at % 2 === 0 ? 'answered' : 'rejected' }));
  expect((await ask('POST', '/api/realtime/events', { role: 'system', body: events })).status).toBe(202);
  await until(async () => ((await db.query<{ calls: number }>('SELECT coalesce(sum(answered + rejected), 0)::integer AS calls FROM user_quarter'))[0]?.calls ?? 0) >= CALLS.length);
  await worker.app.get(AddUpPlatform, { strict: false }).execute();
}, 300_000);
afterAll(async () => {
  await api.stop();
  await worker.stop();
  await server.stop();
});

describe('reports', () => {
  it('are made once an hour after each week on the user’s clock, and once only', async () => {
    expect(await dueAt('2026-03-16T04:59:00Z')).toMatchObject({ failed: 0 });
    expect(startsOf(await reportsOf())).toEqual(['weekly 2026-03-02', 'weekly 2026-02-23']);
    expect((await dueAt('2026-03-16T05:00:00Z')).made).toBeGreaterThan(0);
    expect(startsOf(await reportsOf())).toEqual(['weekly 2026-03-09', 'weekly 2026-03-02', 'weekly 2026-02-23']);
    const [latest] = await reportsOf();
    const before = (await ask('GET', `${PATH}/${latest?.id}.json`)).text;
    expect((await dueAt('2026-03-16T05:00:00Z')).made).toBe(0);
    expect((await ask('GET', `${PATH}/${latest?.id}.json`)).text).toBe(before);
    expect(await reportsOf('', { subject: 'u-2' })).toEqual([]);
  });

  it('of the week in which clocks change have its 167 hours and every call of them', async () => {
    const week = (await reportsOf()).find(({ periodStart }) => periodStart === '2026-03-02');
    expect(week).toMatchObject({ userId: 'u-1', from: '2026-03-02T05:00:00.000Z', to: '2026-03-09T04:00:00.000Z', language: 'en' });
    const { body } = await ask<Whole>('GET', `${PATH}/${week?.id}`);
    expect(body.title).toBe('Your calls of the week');
    expect(body.sections[0]?.figures.slice(0, 3).map(({ label, value }) => [label, value])).toEqual([['Calls', 3], ['Incoming', 3], ['Outgoing', 0]]);
  });

  it('come as JSON, HTML and PDF', async () => {
    const [{ id }] = (await reportsOf()) as [Entry];
    for (const page of [await ask('GET', `${PATH}/${id}.html`), await ask('GET', `${PATH}/${id}`, { accept: 'text/html,application/json;q=0.9' })]) {
      expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(page.text).toContain('<h1>Your calls of the week</h1>');
    }
    const pdf = await ask('GET', `${PATH}/${id}.pdf`);
    expect([pdf.status, pdf.type, pdf.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
    expect((await ask('GET', `${PATH}/${id}.docx`)).status).toBe(404);
    expect(await ask('GET', `${PATH}/${id}`, { accept: 'image/png' })).toMatchObject({ status: 406, body: { code: 'report_form_unknown' } });
    // Whose it is comes first.
    expect((await ask('GET', `${PATH}/${id}`, { accept: 'image/png', subject: 'u-2' })).status).toBe(404);
  });

  it('are caught up with after three days without service, of the kinds a user chose', async () => {
    await chooses('u-1', { reports: ['daily'] });
    await chosen('reports');
    const first = ['daily 2026-03-09', 'daily 2026-03-08', 'daily 2026-03-05'];
    expect((await dueAt('2026-03-12T06:00:00Z')).failed).toBe(0);
    expect(startsOf(await reportsOf('?kind=daily'))).toEqual(first);
    expect((await dueAt('2026-03-15T06:00:00Z')).failed).toBe(0);
    expect(startsOf(await reportsOf('?kind=daily'))).toEqual(['daily 2026-03-14', 'daily 2026-03-13', 'daily 2026-03-12', ...first]);
    expect((await dueAt('2026-03-15T06:00:00Z')).made).toBe(0);
  });

  it('belong to their user; those of all users to admins', async () => {
    const [{ id }] = (await reportsOf()) as [Entry];
    expect((await ask('GET', `${PATH}/${id}`, { subject: 'u-2' })).status).toBe(404);
    expect((await ask('GET', `${PATH}?userId=u-1`, { subject: 'u-2' })).status).toBe(403);
    expect((await ask('GET', `${PATH}/${id}`, { role: 'system', subject: 's' })).status).toBe(200);
    const [all] = await reportsOf('?kind=weekly', { role: 'admin', subject: 'a' });
    expect(all).toMatchObject({ userId: null, kind: 'weekly' });
    expect((await ask('GET', `${PATH}/${all?.id}`, { role: 'admin', subject: 'a' })).status).toBe(200);
    expect((await ask('GET', `${PATH}/${all?.id}`)).status).toBe(404);
  });

  it('go when their time is over', async () => {
    expect((await dueAt('2026-03-18T06:00:00Z', 14)).forgotten).toBeGreaterThan(0);
    expect(startsOf(await reportsOf('?kind=weekly'))).toEqual(['weekly 2026-03-09', 'weekly 2026-03-02']);
  });

  it('are made on demand, of a period that is over', async () => {
    const order = (body: object, given = {}) => ask<{ jobId: string; reportId: string; errors?: readonly { path: string }[]; code?: string }>('POST', PATH, { body, ...given });
    const { status, body } = await order({ kind: 'monthly', periodStart: '2026-03-01' });
    expect([status, typeof body.jobId]).toEqual([202, 'string']);
    await until(async () => (await ask('GET', `${PATH}/${body.reportId}`)).status === 200);
    expect((await order({ kind: 'monthly', periodStart: '2026-03-01' })).body.reportId).toBe(body.reportId);
    expect((await order({ kind: 'weekly', periodStart: '2026-03-10' })).body.errors).toMatchObject([{ path: 'periodStart' }]);
    expect((await order({ kind: 'yearly' })).status).toBe(400);
    expect((await order({ kind: 'daily', periodStart: '2999-01-01' })).status).toBe(409);
    expect((await order({ kind: 'daily', periodStart: '2026-03-10' })).body).toMatchObject({ code: 'report_period_empty' });
    const ofAll = { role: 'admin' as const, subject: 'a' };
    expect((await order({ kind: 'daily', periodStart: '2026-03-10' }, ofAll)).body).toMatchObject({ code: 'report_period_empty' });
    expect((await order({ kind: 'daily', userId: 'u-1' }, { subject: 'u-2' })).status).toBe(403);
  });

  it('are made anew on request where they would say something else, under the same id, and no other time', async () => {
    const again = async (): Promise<Whole> => {
      const { body } = await ask<{ jobId: string; reportId: string }>('POST', PATH, { body: { kind: 'monthly', periodStart: '2026-03-01' } });
      await until(async () => (await ask<{ state: string }>('GET', `/api/jobs/${body.jobId}`, { role: 'admin', subject: 'a' })).body.state === 'completed');
      return (await ask<Whole>('GET', `${PATH}/${body.reportId}`)).body;
    };
    const categories = ({ sections }: Whole) => sections.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows)).filter(([name]) => /known|Not spam|Spam without/.test(String(name)));
    const first = await again();
    expect([first.revision, categories(first)]).toEqual([1, [['Not known', CALLS.length]]]);
    expect((await again()).revision).toBe(1);
    await db.query('DELETE FROM caller_score');
    await db.query('INSERT INTO caller_score (caller_id, verdict, probability) SELECT min(subject_id), $1, 0.99 FROM event', [VERDICTS.indexOf('spam')]);
    const second = await again();
    expect([second.id, second.revision]).toEqual([first.id, 2]);
    expect(categories(second).map(([name]) => name).sort()).toEqual(['Not known', 'Spam without a category']);
    expect((await again()).revision).toBe(2);
    expect((await reportsOf('?kind=monthly')).map(({ revision }) => revision)).toEqual([2]);
  });

  it('are summed up once more by themselves after the first scoring that began since, and made anew where they would say something else', async () => {
    const scored = (at: string) => db.query('INSERT INTO caller_scoring (started_ms, finished_ms, callers) VALUES ($1, $1, 1)', [Date.parse(at)]);
    const week = async (): Promise<Entry | undefined> => (await reportsOf('?kind=weekly')).find(({ periodStart }) => periodStart === '2026-03-09');
    // The worker has scored by itself since it was started, on a clock of its own.
    await db.query('DELETE FROM caller_scoring');
    await db.query('UPDATE report SET reviewed_ms = NULL');
    expect((await dueAt('2026-03-18T06:10:00Z')).remade).toBe(0);
    const before = await week();
    await scored('2026-03-17T02:00:00Z');
    const { remade, known } = await dueAt('2026-03-18T06:20:00Z');
    expect([remade > 0, known > 0, before?.revision]).toEqual([true, true, 1]);
    expect(await week()).toEqual({ ...before, revision: 2, madeAt: '2026-03-18T06:20:00.000Z' });
    expect((await dueAt('2026-03-18T06:30:00Z')).remade).toBe(0);
    // Whatever later scorings say, its readers know it by now.
    await db.query('UPDATE caller_score SET verdict = $1', [VERDICTS.indexOf('legitimate')]);
    await scored('2026-03-17T12:00:00Z');
    expect((await dueAt('2026-03-18T06:40:00Z')).remade).toBe(0);
    expect((await week())?.revision).toBe(2);
  });
});
