import { DailyUpkeep } from '../../libs/recommendations/src/app/daily-upkeep.js';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { DAY_MS, HOUR_MS, NOON_ZONE, startOf } from './noon.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

interface Recommendation {
  readonly id: string;
  readonly kind: string;
  readonly category: string;
  readonly title: string;
  readonly why: string;
  readonly expectedEffect: { readonly calls: number; readonly callsChanged: number; readonly contactsAffected: number; readonly text: string } | null;
  readonly action: { readonly type: string; readonly change: { readonly rule?: { readonly id: string }; readonly strategy?: string } | null };
  readonly status: string;
  readonly measuredEffect: { readonly measure: string; readonly differencePerDay: number } | null;
}

interface List {
  readonly items: readonly Recommendation[];
  readonly refreshing: boolean;
  readonly refreshedAt: string | null;
}

interface Statistics {
  readonly proposed: number;
  readonly expired: number;
  readonly shown: number;
  readonly implemented: number;
  readonly dismissed: number;
  readonly measured: number;
  readonly helpful: number;
  readonly meanRating: number | null;
  readonly effects: readonly { readonly measure: string; readonly users: number; readonly meanPerDay: number | null }[];
  readonly rankings: readonly { readonly version: number; readonly live: boolean; readonly doublyRobust: { readonly decisions: number } | null }[];
}

interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

const POLL_MS = 50;
const LIST = '/api/recommendations/u-1';
const SPAMMERS = ['+8613700137000', '+8613700137001', '+8613700137002'];

let server: TestServer;
let db: TestDatabase;
let api: BootedApp;
let worker: BootedApp;

async function ask<T>(method: string, path: string, { role = 'user', subject = 'u-1', body, key }: { role?: 'user' | 'system' | 'admin'; subject?: string; body?: unknown; key?: string } = {}): Promise<Answer<T>> {
  const headers = { ...(await bearer(role, subject)), ...(body !== undefined && { 'content-type': 'application/json' }), ...(key !== undefined && { 'idempotency-key': key }) };
  const answer = await fetch(`${api.origin}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  return { status: answer.status, body: (await answer.json()) as T };
}

async function until<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const list = async (): Promise<List> => (await ask<List>('GET', LIST)).body;
const fresh = (): Promise<List> => until(list, ({ refreshing }) => !refreshing);
const act = (id: string, step: string, parts: { body?: unknown; key?: string } = {}): Promise<Answer<Recommendation & { code?: string }>> => ask('POST', `${LIST}/${id}/${step}`, parts);
const statistics = async (): Promise<Statistics> => (await ask<Statistics>('GET', '/api/recommendations/stats', { role: 'admin' })).body;
const rules = async (): Promise<readonly { readonly id: string }[]> => (await ask<{ rules: { id: string }[] }>('GET', '/api/profiles/u-1/rules')).body.rules;
const strategy = async (): Promise<string> => (await ask<{ preferences: { whitelistStrategy: string } }>('GET', '/api/profiles/u-1')).body.preferences.whitelistStrategy;
const ofKind = ({ items }: List, ...kinds: string[]): Recommendation => items.find(({ kind }) => kinds.includes(kind)) as Recommendation;

async function makeAnew(): Promise<List> {
  const before = (await db.query<{ count: number }>('SELECT count(*)::integer AS count FROM recommendation_decision'))[0]?.count ?? 0;
  await db.query('UPDATE recommendation_list SET refreshed_ms = 0');
  await list();
  await until(() => db.query<{ count: number }>('SELECT count(*)::integer AS count FROM recommendation_decision'), ([row]) => (row?.count ?? 0) > before);
  return fresh();
}

async function send(events: readonly object[]): Promise<void> {
  expect((await ask('POST', '/api/realtime/events', { role: 'system', body: events })).status).toBe(202);
}

/** Half past eleven of the night there, that many days ago: strangers who ring once and are missed. */
const nightCalls = Array.from({ length: 20 }, (_, at) => ({
  userId: 'u-1', timestamp: new Date(startOf(at) - HOUR_MS / 2).toISOString(), callerPhone: `+86138001380${10 + at}`, outcome: 'missed',
}));

beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  const settings = settingsFor(db.url);
  [api, worker] = [await bootApi(settings), await bootWorker(settings)];
  expect((await ask('PUT', '/api/profiles/u-1/preferences', { body: { timezone: NOON_ZONE, language: 'en', whitelistStrategy: 'permissive' } })).status).toBe(200);
  await until(() => db.query('SELECT FROM user_preference'), (rows) => rows.length >= 3);
  const others = Array.from({ length: 8 }, (_, user) => `other-${user}`);
  await send(SPAMMERS.flatMap((callerPhone) => others.flatMap((userId) => [60, 30].map((days) => ({ userId, timestamp: new Date(Date.now() - days * DAY_MS).toISOString(), callerPhone, outcome: 'missed' })))));
  for (const number of SPAMMERS) for (const userId of others) {
    expect((await ask('POST', `/api/profiles/caller/${encodeURIComponent(number)}/feedback`, { role: 'system', body: { userId, label: 'spam' } })).status).toBe(201);
  }
  await until(() => db.query('SELECT FROM caller_report'), (rows) => rows.length === SPAMMERS.length * others.length);
  await send(nightCalls);
  const now = Date.now();
  await send(Array.from({ length: 30 }, (_, at) => ({ userId: 'u-1', timestamp: new Date(now - 30 + at).toISOString(), callerPhone: SPAMMERS[at % 3], outcome: 'answered', duration: 5 })));
  await until(() => ask<{ calls?: { spam: number; incoming: number } }>('GET', '/api/profiles/u-1'), ({ body }) => body.calls?.incoming === 50 && body.calls.spam >= 20);
}, 300_000);
afterAll(async () => {
  await api.stop();
  await worker.stop();
  await server.stop();
});

describe('recommendations', () => {
  it('of a user never seen are none, and none are on the way', async () => {
    expect(await ask('GET', '/api/recommendations/nobody', { subject: 'nobody' })).toMatchObject({ status: 200, body: { items: [], refreshing: false, refreshedAt: null, nextCursor: null } });
  });

  it('are made by a job, and appear for a user who is exposed, with what would have been otherwise', async () => {
    const first = await list();
    expect([first.items, first.refreshing]).toEqual([[], true]);
    const made = await fresh();
    const [spam, quiet] = [ofKind(made, 'block_spam', 'stricter_strategy'), ofKind(made, 'quiet_hours')];
    expect(spam).toMatchObject({ category: 'security', status: 'seen' });
    const { body: { calls: { spam: spamCalls } } } = await ask<{ calls: { spam: number } }>('GET', '/api/profiles/u-1');
    expect(spamCalls).toBeGreaterThanOrEqual(10);
    expect(spam.why).toContain(`${spamCalls} of your 50 incoming calls were spam (${2 * spamCalls} %)`);
    expect(spam.expectedEffect?.callsChanged).toBeGreaterThan(0);
    expect(quiet).toMatchObject({ category: 'user_experience', action: { type: 'quiet_hours' }, expectedEffect: { calls: 50, callsChanged: 20, contactsAffected: 0 } });
    expect(made.items.filter(({ kind }) => kind === 'block_spam' || kind === 'stricter_strategy')).toHaveLength(1);
    const shown = await db.query<{ propensity: number; lead: number }>('SELECT s.propensity, d.lead_propensity AS lead FROM recommendation_shown AS s JOIN recommendation_decision AS d USING (decision_id)');
    expect(shown.length).toBe(made.items.length);
    for (const { propensity, lead } of shown) expect([propensity > 0 && propensity <= 1, lead > 0 && lead <= 1]).toEqual([true, true]);
  });

  it('speak the user’s language', async () => {
    await ask('PUT', '/api/profiles/u-1/preferences', { body: { language: 'zh-CN' } });
    const chinese = await until(list, ({ items }) => /[一-鿿]/.test(items[0]?.title ?? ''));
    expect(ofKind(chinese, 'quiet_hours').expectedEffect?.text).toMatch(/^按最近 30 天推算/);
    await ask('PUT', '/api/profiles/u-1/preferences', { body: { language: 'en' } });
    await until(list, ({ items }) => /[a-z]{4}/.test(items[0]?.title ?? ''));
  });

  it('implemented change the setting, just as the replay said; undone they put it back', async () => {
    const quiet = ofKind(await list(), 'quiet_hours');
    const before = await statistics();
    const done = await act(quiet.id, 'implement', { key: 'k-1' });
    expect(done).toMatchObject({ status: 200, body: { id: quiet.id, status: 'implemented' } });
    const [rule] = await until(rules, (standing) => standing.length === 1);
    expect(rule?.id).toBe(quiet.action.change?.rule?.id);
    const replayed = await until(() => ask<{ changed: number; calls: number }>('GET', `/api/profiles/u-1/what-if?removeRule=${rule?.id}`), ({ status }) => status === 200);
    expect(replayed.body).toMatchObject({ calls: 50, changed: quiet.expectedEffect?.callsChanged });
    expect((await list()).items.map(({ id }) => id)).not.toContain(quiet.id);
    expect(await act(quiet.id, 'implement', { key: 'k-1' })).toMatchObject({ status: 200, body: { status: 'implemented' } });
    expect((await statistics()).implemented).toBe(before.implemented + 1);
    expect((await db.query<{ reward: number }>('SELECT reward FROM recommendation_shown WHERE recommendation_id = $1 AND reward IS NOT NULL', [quiet.id]))).toEqual([{ reward: 1 }]);

    expect(await act(quiet.id, 'undo', { key: 'k-2' })).toMatchObject({ status: 200, body: { status: 'seen', implementedAt: null } });
    await until(rules, (standing) => standing.length === 0);
    expect((await statistics()).implemented).toBe(before.implemented);
    // A retry of what was done and taken back does nothing.
    expect(await act(quiet.id, 'implement', { key: 'k-1' })).toMatchObject({ status: 200, body: { status: 'seen' } });
    expect(await act(quiet.id, 'undo')).toMatchObject({ status: 409, body: { code: 'recommendation_state' } });
    expect(await rules()).toEqual([]);
  });

  it('are not undone over what the user changed since', async () => {
    const quiet = ofKind(await makeAnew(), 'quiet_hours');
    await act(quiet.id, 'implement');
    await until(rules, (standing) => standing.length === 1);
    const id = quiet.action.change?.rule?.id;
    await ask('PUT', '/api/profiles/u-1/rules', { body: { rules: [{ id: 'mine', when: { number: '95*' }, then: 'allow' }, { id, when: { number: '400*' }, then: 'block' }] } });
    await until(rules, ([first]) => first?.id === 'mine');
    expect(await act(quiet.id, 'undo')).toMatchObject({ status: 409, body: { code: 'setting_changed' } });
    expect((await rules()).map((rule) => rule.id)).toEqual(['mine', id]);
    expect((await ask<Recommendation>('GET', `${LIST}/${quiet.id}`)).body.status).toBe('implemented');
  });

  it('change strategies as well, and back', async () => {
    await db.query(`UPDATE recommendation SET status = 'dismissed', place = NULL, dismissed_strength = 1000 WHERE kind = 'block_spam'`);
    const stricter = ofKind(await makeAnew(), 'stricter_strategy');
    expect(await act(stricter.id, 'implement')).toMatchObject({ status: 200, body: { status: 'implemented' } });
    await until(strategy, (name) => name === 'moderate');
    expect((await act(stricter.id, 'undo')).status).toBe(200);
    await until(strategy, (name) => name === 'permissive');
  });

  it('dismissed stay away, also from lists made later', async () => {
    const stricter = ofKind(await makeAnew(), 'stricter_strategy');
    expect(await act(stricter.id, 'dismiss', { body: { reason: 'not for me' } })).toMatchObject({ status: 200, body: { status: 'dismissed' } });
    expect((await list()).items.map(({ id }) => id)).not.toContain(stricter.id);
    expect((await makeAnew()).items.map(({ id }) => id)).not.toContain(stricter.id);
    expect((await statistics()).dismissed).toBeGreaterThan(0);
    await db.query('UPDATE recommendation SET dismissed_strength = 10 WHERE recommendation_id = $1', [stricter.id]);
    const before = await statistics();
    expect((await makeAnew()).items.map(({ id }) => id)).toContain(stricter.id);
    // It was dismissed, whatever becomes of it now.
    expect(await statistics()).toMatchObject({ dismissed: before.dismissed, proposed: before.proposed + 1 });
  });

  it('expire by the clock, whether or not a list was made since', async () => {
    const { id } = ofKind(await fresh(), 'stricter_strategy');
    const before = await statistics();
    await db.query('UPDATE recommendation SET expires_ms = $2 WHERE recommendation_id = $1', [id, Date.now() - 1]);
    expect((await list()).items.map((one) => one.id)).not.toContain(id);
    expect((await ask<Recommendation>('GET', `${LIST}/${id}`)).body.status).toBe('expired');
    expect(await act(id, 'implement')).toMatchObject({ status: 409, body: { code: 'recommendation_state' } });
    expect(await strategy()).toBe('permissive');
    expect((await statistics()).expired).toBe(before.expired + 1);
    expect(ofKind(await makeAnew(), 'stricter_strategy')).toMatchObject({ id, status: 'seen' });
    expect(await statistics()).toMatchObject({ expired: before.expired + 1, proposed: before.proposed + 1 });
  });

  it('learn from what users say', async () => {
    const [first] = (await fresh()).items as [Recommendation];
    expect(await act(first.id, 'feedback', { body: { rating: 4, helpful: true, reason: '很好' }, key: 'f-1' })).toMatchObject({ status: 200 });
    expect(await act(first.id, 'feedback', { body: { rating: 1 }, key: 'f-1' })).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
    expect(await statistics()).toMatchObject({ helpful: 1, meanRating: 4 });
    expect((await db.query<{ reward: number }>('SELECT reward FROM recommendation_shown WHERE recommendation_id = $1 AND reward IS NOT NULL', [first.id])).at(-1)).toEqual({ reward: 0.75 });
  });

  it('are measured four weeks later, and rankings are judged by what was decided', async () => {
    const { id } = ofKind({ items: (await db.query<Recommendation>(`SELECT recommendation_id AS id, kind FROM recommendation`)), refreshing: false, refreshedAt: null }, 'block_spam');
    await db.query(`UPDATE recommendation SET status = 'implemented', place = NULL, implemented_ms = $2 WHERE recommendation_id = $1`, [id, Date.now() - 28 * DAY_MS]);
    await db.query(`INSERT INTO caller_score (caller_id, verdict, probability) SELECT DISTINCT subject_id, 0, 0.99 FROM event WHERE subject_id IS NOT NULL AND outcome = 0 ON CONFLICT (caller_id) DO UPDATE SET verdict = 0`);
    await db.query(`UPDATE recommendation_decision SET decided_ms = decided_ms - $1::bigint, seen_ms = seen_ms - $1::bigint`, [8 * DAY_MS]);
    await worker.app.get(DailyUpkeep, { strict: false }).execute();
    const { body } = await ask<Recommendation>('GET', `${LIST}/${id}`);
    expect([body.status, body.measuredEffect?.measure]).toEqual(['measured', 'spam_taken']);
    expect(body.measuredEffect?.differencePerDay).toBeCloseTo(30 / 28, 6);
    const { measured, effects, rankings } = await statistics();
    expect([measured, effects.find(({ measure }) => measure === 'spam_taken')?.users]).toEqual([1, 1]);
    expect(rankings.filter(({ live }) => live).map(({ version }) => version)).toEqual([1]);
    expect(rankings.map(({ doublyRobust }) => (doublyRobust?.decisions ?? 0) > 1)).toEqual([true, true, true]);
    const [learnt] = await db.query<{ posteriors: Record<string, { rewards: number }> }>('SELECT posteriors FROM recommendation_posterior');
    expect(learnt?.posteriors['quiet_hours']?.rewards).toBeGreaterThan(0);
  });

  it('are undone also after they were measured, and what was measured stays in the statistics, also once they are proposed again', async () => {
    const { id } = ofKind(await list(), 'stricter_strategy');
    await act(id, 'implement');
    await until(strategy, (name) => name === 'moderate');
    await act(id, 'feedback', { body: { rating: 2 } });
    await db.query('UPDATE recommendation SET implemented_ms = $2, expires_ms = $3 WHERE recommendation_id = $1', [id, Date.now() - 29 * DAY_MS, Date.now() - 15 * DAY_MS]);
    await worker.app.get(DailyUpkeep, { strict: false }).execute();
    const counts = async (): Promise<unknown[]> => {
      const { measured, meanRating, effects } = await statistics();
      return [measured, meanRating, effects.find(({ measure }) => measure === 'spam_taken')?.users];
    };
    expect(await counts()).toEqual([2, 3, 2]);
    expect(await act(id, 'undo')).toMatchObject({ status: 200, body: { status: 'seen', implementedAt: null, measuredEffect: { measure: 'spam_taken' } } });
    await until(strategy, (name) => name === 'permissive');
    expect(await counts()).toEqual([2, 3, 2]);
    await db.query('UPDATE recommendation SET expires_ms = 0 WHERE recommendation_id = $1', [id]);
    await makeAnew();
    expect((await ask<Recommendation>('GET', `${LIST}/${id}`)).body).toMatchObject({ status: expect.stringMatching(/proposed|seen/), measuredEffect: null });
    expect(await counts()).toEqual([2, 3, 2]);
  });

  it('stand nowhere in plain text', async () => {
    const rows = await db.query<{ advice: Buffer; before: Buffer | null; remark: Buffer | null }>('SELECT advice, before, remark FROM recommendation');
    const stored = rows.map(({ advice, before, remark }) => [advice, before, remark].map((cell) => cell?.toString('latin1') ?? '').join(' ')).join(' ');
    for (const word of ['incoming', 'advice-quiet', 'permissive', 'not for me']) expect(stored).not.toContain(word);
  });

  it('of another user are closed, the statistics to all but admins, and bad input is named', async () => {
    const [{ id }] = await db.query<{ id: string }>('SELECT recommendation_id AS id FROM recommendation LIMIT 1') as [{ id: string }];
    const others = await Promise.all([
      ask('GET', '/api/recommendations/u-2'), ask('POST', `/api/recommendations/u-2/${id}/implement`), ask('GET', '/api/recommendations/stats'), ask('GET', '/api/recommendations/stats', { role: 'system' }),
    ]);
    expect(others.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await ask('POST', `/api/recommendations/u-2/${id}/implement`, { subject: 'u-2' })).toMatchObject({ status: 404, body: { code: 'recommendation_unknown' } });
    expect(await act('nope', 'implement')).toMatchObject({ status: 404, body: { code: 'recommendation_unknown' } });
    for (const step of ['implement', 'undo', 'dismiss', 'feedback']) expect((await ask('POST', `${LIST}/${id}/${step}`, { role: 'system', body: {} })).status).toBe(403);
    expect(await act(id, 'feedback', { body: {} })).toMatchObject({ status: 400, body: { code: 'input_invalid' } });
    expect(await act(id, 'feedback', { body: { rating: 6 } })).toMatchObject({ status: 400, body: { errors: [{ path: 'rating' }] } });
    expect(await act(id, 'implement', { key: ' '.repeat(201) })).toMatchObject({ status: 400 });
  });
});
