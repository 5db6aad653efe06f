import { Recommendations } from '../../libs/recommendations/src/app/recommendations.js';
import { adviceOf, recommendationOf } from '../../libs/recommendations/src/app/recommendations.fixture.js';
import type { Action } from '../../libs/recommendations/src/core/index.js';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

interface Answer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly status?: string; readonly refreshing?: boolean; readonly implemented?: number; readonly rules?: readonly { readonly id: string }[]; readonly items?: readonly { readonly id: string; readonly state: string }[] };
}

const POLL_MS = 50;
const NUMBER = '+8613800138000';

let server: TestServer;
let db: TestDatabase;
let api: BootedApp;
let worker: BootedApp;
let planted = 0;

async function ask(method: string, path: string, { role = 'user', subject = 'u-1', body }: { role?: 'user' | 'system' | 'admin'; subject?: string; body?: unknown } = {}): Promise<Answer> {
  const headers = { ...(await bearer(role, subject)), ...(body !== undefined && { 'content-type': 'application/json' }) };
  const answer = await fetch(`${api.origin}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
}

async function until<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const rule = (id: string) => ({ id, enabled: true, when: { number: '+8695*' }, then: 'allow' }) as const;
const adds = (id: string): Action => ({ type: 'rule', rule: rule(id) });
const quiet: Action = { type: 'quiet_hours', rule: { id: 'advice-quiet-23-5', enabled: true, when: { hours: { from: '23:00', to: '05:00' } }, then: 'transfer' } };
const putRules = (...ids: readonly string[]): Promise<Answer> => ask('PUT', '/api/profiles/u-1/rules', { body: { rules: ids.map(rule) } });
const rules = async (): Promise<readonly string[]> => ((await ask('GET', '/api/profiles/u-1/rules')).body.rules ?? []).map(({ id }) => id);
const implemented = async (): Promise<number | undefined> => (await ask('GET', '/api/recommendations/stats', { role: 'admin' })).body.implemented;
const act = (id: string, step: string, subject = 'u-1'): Promise<Answer> => ask('POST', `/api/recommendations/${subject}/${id}/${step}`, { subject });
const stateOf = async (id: string): Promise<string | undefined> => (await ask('GET', `/api/recommendations/u-1/${id}`)).body.status;

/** Lists advice of these actions alone, as of the settings that stand. Returns their ids. */
async function plant(actions: readonly Action[], subject = 'u-1'): Promise<readonly string[]> {
  const [user] = await db.query<{ id: number }>(`SELECT user_id::integer AS id FROM user_preference WHERE name = 'timezone' AND value = to_jsonb($1::text)`, [ZONES[subject]]);
  const userId = user?.id as number;
  const recommendations = api.app.get(Recommendations, { strict: false });
  const origin = { refreshedMs: Date.now(), settings: await recommendations.settingsOf(userId) };
  const listed = actions.map((action, place) => {
    const id = `00000000-0000-4000-8000-${String(++planted).padStart(12, '0')}`;
    return recommendationOf(id, { userId, place, advice: adviceOf(id, { kind: 'quiet_hours', action }), expiresMs: Date.now() + 86_400_000 });
  });
  await recommendations.refresh(userId, origin, () => ({ changed: listed, ended: [], decision: { rankingVersion: 1, arms: [], ids: [], list: { places: [], leadPropensity: 1 }, decidedMs: origin.refreshedMs } }));
  return listed.map(({ id }) => id);
}

/** By which a test knows users in the tables. */
const ZONES: Readonly<Record<string, string>> = { 'u-1': 'Asia/Urumqi', 'u-2': 'Asia/Macau' };

beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  const settings = settingsFor(db.url);
  [api, worker] = [await bootApi(settings), await bootWorker(settings)];
  for (const [subject, timezone] of Object.entries(ZONES)) expect((await ask('PUT', `/api/profiles/${subject}/preferences`, { subject, body: { timezone, whitelistStrategy: 'strict' } })).status).toBe(200);
  await until(() => db.query('SELECT FROM user_preference'), (rows) => rows.length === 4);
}, 300_000);
afterAll(async () => {
  await api.stop();
  await worker.stop();
  await server.stop();
});

describe('advice whose setting stands in the way', () => {
  it('of a full list of rules is refused with a code of its own, changes nothing, and can be tried again', async () => {
    await putRules(...Array.from({ length: 100 }, (_, at) => `r-${at}`));
    const [id = ''] = await plant([quiet]);
    const before = await implemented();
    for (let time = 0; time < 2; time++) expect(await act(id, 'implement')).toMatchObject({ status: 409, body: { code: 'rules_full' } });
    expect([await stateOf(id), await implemented()]).toEqual(['seen', before]);
    expect((await ask('GET', '/api/recommendations/u-1')).body.items?.map((one) => one.id)).toEqual([id]);
    expect(await act(id, 'undo')).toMatchObject({ status: 409, body: { code: 'recommendation_state' } });
    await putRules();
    // Though neither list is folded yet.
    expect(await act(id, 'implement')).toMatchObject({ status: 200, body: { status: 'implemented' } });
    await until(rules, ([first]) => first === 'advice-quiet-23-5');
    expect(await act(id, 'undo')).toMatchObject({ status: 200, body: { status: 'seen' } });
    await until(rules, ({ length }) => length === 0);
  });

  it('of a whitelist entry that was taken off, likewise', async () => {
    const calls = [2, 1].map((days) => ({ userId: 'u-2', timestamp: new Date(Date.now() - days * 86_400_000).toISOString(), callerPhone: NUMBER, direction: 'outgoing', outcome: 'answered', duration: 60 }));
    expect((await ask('POST', '/api/realtime/events', { role: 'system', body: calls })).status).toBe(202);
    const entries = async (): Promise<readonly { readonly id: string; readonly state: string }[]> => (await ask('GET', '/api/profiles/u-2/whitelist?state=all', { subject: 'u-2' })).body.items ?? [];
    const [entry] = await until(entries, ({ length }) => length === 1);
    const [id = ''] = await plant([{ type: 'whitelist_entry', change: 'confirm', entryId: entry?.id as string, number: NUMBER }], 'u-2');
    await ask('DELETE', `/api/profiles/u-2/whitelist/${entry?.id}`, { subject: 'u-2' });
    await until(entries, ({ length }) => length === 0);
    expect(await act(id, 'implement', 'u-2')).toMatchObject({ status: 409, body: { code: 'whitelist_entry_gone' } });
    expect((await ask('GET', `/api/recommendations/u-2/${id}`, { subject: 'u-2' })).body.status).toBe('seen');
    await ask('POST', `/api/profiles/u-2/whitelist/${entry?.id}/undo`, { subject: 'u-2' });
    await until(entries, ([first]) => first?.state === 'proposed');
    expect((await Promise.all([act(id, 'implement', 'u-2'), act(id, 'implement', 'u-2')])).map(({ status }) => status)).toEqual([200, 200]);
    await until(entries, ([first]) => first?.state === 'active');
    expect(await act(id, 'undo', 'u-2')).toMatchObject({ status: 200, body: { status: 'seen' } });
    await until(entries, ([first]) => first?.state === 'proposed');
  });
});

describe('advice on rules', () => {
  it('taken all at once is all there, and each can be taken back, also all at once', async () => {
    await putRules('mine');
    const names = ['a', 'b', 'c', 'd'];
    const ids = await plant(names.map(adds));
    expect((await Promise.all(ids.map((id) => act(id, 'implement')))).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect([...(await until(rules, ({ length }) => length === 5))].sort()).toEqual([...names, 'mine']);
    expect((await Promise.all(ids.map((id) => act(id, 'undo')))).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await until(rules, (left) => left.join() === 'mine');
  });

  it('does not lose what the user puts meanwhile', async () => {
    await putRules();
    const ids = await plant([adds('a'), adds('b')]);
    const answers = await Promise.all([...ids.map((id) => act(id, 'implement')), putRules('theirs')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await until(rules, (standing) => standing.includes('theirs'))).toContain('theirs');
  });

  it('is taken back in any order, whatever else the user did to the list', async () => {
    await putRules('old', 'mine');
    const [more = '', fewer = ''] = await plant([quiet, { type: 'rule', removeRule: 'old' }]);
    expect([(await act(more, 'implement')).status, (await act(fewer, 'implement')).status]).toEqual([200, 200]);
    await until(rules, (standing) => standing.join() === 'mine,advice-quiet-23-5');
    expect((await act(more, 'undo')).status).toBe(200);
    await until(rules, (standing) => standing.join() === 'mine');
    await putRules('mine', 'later');
    expect((await act(fewer, 'undo')).status).toBe(200);
    await until(rules, (standing) => standing.join() === 'old,mine,later');
  });

  it('that the user made another rule of since is theirs', async () => {
    await putRules();
    const [id = ''] = await plant([adds('a')]);
    await act(id, 'implement');
    await ask('PUT', '/api/profiles/u-1/rules', { body: { rules: [{ ...rule('a'), then: 'block' }] } });
    expect(await act(id, 'undo')).toMatchObject({ status: 409, body: { code: 'setting_changed' } });
    expect(await stateOf(id)).toBe('implemented');
  });
});

it.each([
  ['the strategy', 'preferences', { whitelistStrategy: 'permissive' }], ['a preference', 'preferences', { shareAnalytics: true }], ['the rules', 'rules', { rules: [rule('new')] }], ['the whitelist', 'whitelist', { phoneNumber: NUMBER }],
])('a list is old once %s has changed', async (_name, what, body) => {
  await plant([quiet]);
  const isOld = async (): Promise<boolean> => (await ask('GET', '/api/recommendations/u-1')).body.refreshing === true;
  // What earlier tests put may still be on its way to the tables.
  await until(async () => (await plant([quiet]), isOld()), (old) => !old);
  expect((await ask('PUT', `/api/profiles/u-1/${what}`, { body })).status).toBeLessThan(300);
  await until(isOld, (old) => old);
  await plant([quiet]);
  expect(await isOld()).toBe(false);
});
