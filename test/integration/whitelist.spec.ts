import { Keyring } from '#privacy';
import { replayLog } from '#realtime';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { FixedClock } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections } from './state-tables.fixture.js';

interface Entry {
  readonly id: string;
  readonly phoneNumber: string;
  readonly kind: string;
  readonly state: string;
  readonly source: string;
  readonly reason: { readonly code: string; readonly text: string };
  readonly since: string;
  readonly expiresAt: string | null;
}

interface Page {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
}

interface Verdict {
  readonly recommendedAction: string;
  readonly decidedBy: string;
  readonly spamProbability: number | null;
  readonly asOf: string;
}

const FRIEND = '+8613800138000';
const COURIER = '+8613900139000';
const CLINIC = '+861065529988';
const HAWKER = '+8613700137000';
const POLL_MS = 50;
const HOUR_MS = 3_600_000;
const LIST = '/api/profiles/u-1/whitelist';

let server: TestServer;
let db: TestDatabase;
let api: BootedApp;
let worker: BootedApp;
const settings = (url: string) => settingsFor(url);
beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  worker = await bootWorker(settings(db.url));
  api = await bootApi(settings(db.url));
});
afterAll(async () => {
  await api.stop();
  await worker.stop();
  await server.stop();
});

async function ask<T>(method: string, path: string, body?: unknown, subject = 'u-1'): Promise<{ readonly status: number; readonly body: T }> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const headers = { ...(await bearer(subject === 'u-1' || subject === 'u-2' ? 'user' : 'system', subject)), ...json };
  const answer = await fetch(`${api.origin}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
}

/** Folds run a moment later: asks until the answer is what it will be. */
async function until<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const list = async (query = ''): Promise<Page> => (await ask<Page>('GET', `${LIST}${query}`)).body;
const entryOf = async (number: string): Promise<Entry | undefined> => (await list()).items.find(({ phoneNumber }) => phoneNumber === number);
const listed = (number: string, isDone: (entry: Entry) => boolean = () => true): Promise<Entry> =>
  until(() => entryOf(number), (entry) => entry !== undefined && isDone(entry)) as Promise<Entry>;
const gone = (number: string): Promise<unknown> => until(() => entryOf(number), (entry) => entry === undefined);
const verdict = async (number: string, query = ''): Promise<Verdict> => (await ask<Verdict>('GET', `/api/profiles/caller/${encodeURIComponent(number)}?userId=u-1${query}`)).body;
const idOf = async (number: string): Promise<string> => (await listed(number)).id;

function call(callerPhone: string, hoursAgo: number, parts: object = {}): object {
  return { userId: 'u-1', timestamp: new Date(Date.now() - hoursAgo * HOUR_MS).toISOString(), callerPhone, callType: 'incoming', outcome: 'answered', duration: 15, ...parts };
}

async function happen(...events: readonly object[]): Promise<void> {
  expect((await ask('POST', '/api/realtime/events', events, 'platform')).status).toBe(202);
}

describe('what is learned', () => {
  it('is on the list with its reason, and rings', async () => {
    await happen(
      call(FRIEND, 30, { callType: 'outgoing' }), call(FRIEND, 20, { callType: 'outgoing' }), call(COURIER, 2), call(COURIER, 1),
      call(HAWKER, 9, { duration: 2 }), call(HAWKER, 7, { duration: 2 }), call(HAWKER, 5, { outcome: 'rejected', duration: undefined }),
    );
    expect(await listed(FRIEND)).toMatchObject({ kind: 'permanent', state: 'active', source: 'learned', reason: { code: 'dialled', text: 'you called it 2 times' } });
    expect(await listed(COURIER)).toMatchObject({ kind: 'temporary', state: 'active', source: 'learned', reason: { code: 'answered_twice' } });
    expect((await list()).items).toHaveLength(2);
    expect(await verdict(FRIEND)).toMatchObject({ recommendedAction: 'allow', decidedBy: 'contact' });
    expect(await verdict(COURIER)).toMatchObject({ recommendedAction: 'allow', decidedBy: 'whitelist' });
  });

  it('is taken off and comes back when that is undone, also as of then', async () => {
    const id = await idOf(COURIER);
    const before = await verdict(COURIER);
    expect((await ask('DELETE', `${LIST}/${id}`)).status).toBe(204);
    await gone(COURIER);
    const off = await verdict(COURIER);
    expect(off).toMatchObject({ recommendedAction: 'screen', decidedBy: 'strategy:moderate' });
    expect((await ask('POST', `${LIST}/${id}/undo`)).status).toBe(204);
    expect(await listed(COURIER)).toMatchObject({ id, source: 'learned', state: 'active' });
    for (const { asOf, recommendedAction, decidedBy } of [before, off]) expect(await verdict(COURIER, `&asOf=${asOf}`)).toMatchObject({ recommendedAction, decidedBy });
  });

  it('taken off is still a contact that nobody turns away', async () => {
    const id = await idOf(FRIEND);
    await ask('DELETE', `${LIST}/${id}`);
    await gone(FRIEND);
    expect((await verdict(FRIEND)).recommendedAction).toMatch(/^(allow|screen)$/);
    await ask('POST', `${LIST}/${id}/undo`);
    await listed(FRIEND);
  });

  it('is but proposed under strict, until confirmed', async () => {
    await ask('PUT', '/api/profiles/u-1/preferences', { whitelistStrategy: 'strict' });
    const { id } = await listed(FRIEND, ({ state }) => state === 'proposed');
    expect((await list('?state=active')).items).toEqual([]);
    expect((await list('?state=proposed')).items.map(({ phoneNumber }) => phoneNumber).sort()).toEqual([FRIEND, COURIER].sort());
    expect(await verdict(COURIER)).toMatchObject({ recommendedAction: 'screen', decidedBy: 'strategy:strict' });
    const said = await ask<Entry>('POST', `${LIST}/${id}/confirm`);
    expect(said).toMatchObject({ status: 200, body: {
      id, phoneNumber: FRIEND, kind: 'permanent', state: 'active', source: 'confirmed', reason: { code: 'dialled' }, expiresAt: null,
    } });
    expect(await listed(FRIEND, ({ state }) => state === 'active')).toEqual(said.body);
    expect(await verdict(FRIEND)).toMatchObject({ recommendedAction: 'allow', decidedBy: 'whitelist' });
    expect((await ask('POST', `${LIST}/${id}/confirm`)).body).toEqual(said.body);
    await ask('POST', `${LIST}/${id}/undo`);
    await listed(FRIEND, ({ state }) => state === 'proposed');
    await ask('PUT', '/api/profiles/u-1/preferences', { whitelistStrategy: 'moderate' });
    await listed(FRIEND, ({ state }) => state === 'active');
  });
});

describe('what is added by hand', () => {
  it('rings with the note as its reason, is renewed, and every step can be taken back', async () => {
    const asOf = (await verdict(CLINIC)).asOf;
    const added = await ask<Entry>('PUT', LIST, { phoneNumber: '010-65529988', note: 'The clinic' });
    expect(added).toMatchObject({ status: 200, body: {
      phoneNumber: CLINIC, kind: 'permanent', state: 'active', source: 'manual', reason: { code: 'added', text: 'The clinic' }, expiresAt: null,
    } });
    expect(await listed(CLINIC)).toEqual(added.body);
    expect(await verdict(CLINIC)).toMatchObject({ recommendedAction: 'allow', decidedBy: 'whitelist' });
    expect(await verdict(CLINIC, `&asOf=${asOf}`)).toMatchObject({ recommendedAction: 'screen' });
    const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
    const { body: renewed } = await ask<Entry>('PUT', LIST, { phoneNumber: CLINIC, expiresAt });
    expect(renewed).toMatchObject({ id: added.body.id, kind: 'temporary', expiresAt });
    expect(await listed(CLINIC, ({ kind }) => kind === 'temporary')).toEqual(renewed);
    await ask('POST', `${LIST}/${added.body.id}/undo`);
    expect(await listed(CLINIC, ({ kind }) => kind === 'permanent')).toEqual(added.body);
    await ask('POST', `${LIST}/${added.body.id}/undo`);
    await gone(CLINIC);
  });

  it('rings though it is spam to everybody, and no longer once the user calls it spam', async () => {
    await happen(...Array.from({ length: 40 }, (_, user) => ({ ...call(HAWKER, 40 + user / 100, { outcome: 'rejected', duration: undefined }), userId: `w-${user}` })));
    await until(() => verdict(HAWKER), ({ spamProbability }) => (spamProbability ?? 0) > 0.9);
    await ask('PUT', LIST, { phoneNumber: HAWKER });
    await until(() => verdict(HAWKER), ({ decidedBy }) => decidedBy === 'whitelist');
    expect((await verdict(HAWKER)).recommendedAction).toBe('allow');
    await ask('POST', `/api/profiles/caller/${encodeURIComponent(HAWKER)}/feedback`, { userId: 'u-1', label: 'spam' });
    await gone(HAWKER);
    expect(await verdict(HAWKER)).toMatchObject({ recommendedAction: 'block', decidedBy: 'own_feedback' });
  });
});

describe('the list', () => {
  it('is paged', async () => {
    const numbers = Array.from({ length: 60 }, (_, index) => `+86138001381${String(index).padStart(2, '0')}`);
    for (const phoneNumber of numbers) await ask('PUT', LIST, { phoneNumber });
    await listed(FRIEND);
    const all = async (): Promise<string[]> => {
      const first = await list('?state=active');
      const second = first.nextCursor === null ? undefined : await list(`?state=active&cursor=${first.nextCursor}`);
      return [...first.items, ...(second?.items ?? [])].map(({ phoneNumber }) => phoneNumber);
    };
    const found = await until(all, (items) => items.length >= 62);
    expect(found.sort()).toEqual([...numbers, FRIEND, COURIER].sort());
    expect((await list()).items).toHaveLength(50);
  });

  it('is its owner’s alone, and so are its ids', async () => {
    const id = await idOf(FRIEND);
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(await ask('GET', LIST, undefined, 'u-2')).toMatchObject({ status: 403, body: { code: 'forbidden_user' } });
    expect(await ask('PUT', LIST, { bad: 1 }, 'u-2')).toMatchObject({ status: 403 });
    await ask('PUT', '/api/profiles/u-2/whitelist', { phoneNumber: FRIEND }, 'u-2');
    expect(await ask('DELETE', `/api/profiles/u-2/whitelist/${id}`, undefined, 'u-2')).toMatchObject({ status: 404, body: { code: 'whitelist_entry_unknown' } });
    expect((await ask<Page>('GET', '/api/profiles/u-9/whitelist', undefined, 'platform')).body).toEqual({ items: [], nextCursor: null });
  });

  it.each<[string, object, string, string?]>([
    ['no number', { phoneNumber: 'anonymous' }, 'phoneNumber', 'number_withheld'], ['a number too long', { phoneNumber: '1'.repeat(40) }, 'phoneNumber'],
    ['a SIP URI', { phoneNumber: 'sip:a@b.example' }, 'phoneNumber', 'number_unsupported'],
    ['none at all', {}, 'phoneNumber'], ['a number that is no text', { phoneNumber: 13800138000 }, 'phoneNumber'],
    ['an end in the past', { phoneNumber: FRIEND, expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['an end without zone', { phoneNumber: FRIEND, expiresAt: '2030-01-01T00:00:00' }, 'expiresAt'],
    ['an end far off', { phoneNumber: FRIEND, expiresAt: '9999-01-01T00:00:00Z' }, 'expiresAt'], ['an end that is no text', { phoneNumber: FRIEND, expiresAt: 5 }, 'expiresAt'],
    ['an empty note', { phoneNumber: FRIEND, note: '' }, 'note'], ['a blank note', { phoneNumber: FRIEND, note: ' \t　' }, 'note'], ['a note too long', { phoneNumber: FRIEND, note: 'x'.repeat(201) }, 'note'],
    ['a key nobody knows', { phoneNumber: FRIEND, colour: 'red' }, 'colour'],
  ])('refuses %s by name', async (_name, body, path, code = 'input_invalid') => {
    expect(await ask('PUT', LIST, body)).toMatchObject({ status: 400, body: { code, errors: expect.arrayContaining([expect.objectContaining({ path })]) } });
  });

  it('refuses states, cursors and ids that are none', async () => {
    expect(await ask('GET', `${LIST}?state=off`)).toMatchObject({ status: 400, body: { errors: [{ path: 'state' }] } });
    for (const cursor of ['e30', Buffer.from('"AAAAAAAAAAAAAAAAAAAAAA"').toString('base64url')]) {
      expect(await ask('GET', `${LIST}?cursor=${cursor}`)).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    }
    for (const [method, end] of [['POST', '/confirm'], ['POST', '/undo'], ['DELETE', '']] as const) {
      expect(await ask(method, `${LIST}/AAAAAAAAAAAAAAAAAAAAAA${end}`)).toMatchObject({ status: 404, body: { code: 'whitelist_entry_unknown' } });
    }
  });
});

it('a replay leaves every table as it is, and numbers stand nowhere', async () => {
  const { secrets } = settings(db.url);
  const keyring = new Keyring(secrets.dataEncryptionKey);
  await worker.stop();
  const differences = await replayLog({ url: db.url, projections: allProjections(keyring), clock: new FixedClock(Date.now()), mode: 'verify', progress: () => undefined });
  expect(differences.find(({ table }) => table === 'whitelist_change')?.rows).toBeGreaterThan(60);
  expect(differences.filter(({ differing }) => differing > 0)).toEqual([]);
  const rows = await db.query<{ text: string }>('SELECT to_jsonb(w)::text AS text FROM whitelist_change AS w');
  expect(rows.filter(({ text }) => text.includes('The clinic') || text.includes(FRIEND.slice(1)))).toEqual([]);
});
