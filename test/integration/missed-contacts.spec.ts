import { VerdictsNow } from '#callers';
import { Identities } from '#privacy';
import { GatherSituation } from '../../libs/recommendations/src/app/gather-situation.js';
import { UserFigures } from '../../libs/recommendations/src/app/user-figures.js';
import { bearer, bootApi, bootWorker, settingsFor, type BootedApp } from './booted-app.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

type Call = readonly [daysAgo: number, outcome: string, parts?: { readonly direction?: string; readonly duration?: number }];

const times = (count: number, call: Call): Call[] => Array.from({ length: count }, (_, at) => [call[0] - at / 100, ...call.slice(1)] as unknown as Call);
const DIALLED: Call = [50, 'answered', { direction: 'outgoing', duration: 5 }];
const TALKED: Call = [50, 'answered', { duration: 60 }];

/** Numbers by their last digit, what passed between them and u-1, and how many of it are missed calls to be called back. */
const NUMBERS: readonly (readonly [name: string, calls: readonly Call[], missed: number])[] = [
  ['dialled once, missed four times', [DIALLED, ...times(4, [10, 'missed'])], 4],
  ['talked with for a minute, missed three times lately and five times before', [TALKED, ...times(5, [40, 'missed']), ...times(3, [10, 'missed'])], 3],
  ['missed twice', [DIALLED, ...times(2, [10, 'missed'])], 0],
  ['answered, for three seconds', [[50, 'answered', { duration: 3 }], ...times(5, [10, 'missed'])], 0],
  ['taken by the assistant', [TALKED, ...times(5, [10, 'ai_handled'])], 0],
  ['rejected, and passed on', [TALKED, ...times(3, [10, 'rejected']), ...times(3, [11, 'transferred'])], 0],
  ['called back since', [TALKED, ...times(5, [10, 'missed']), [2, 'missed', { direction: 'outgoing' }]], 0],
  ['talked with since', [TALKED, ...times(5, [10, 'missed']), [2, 'answered', { duration: 40 }]], 0],
  ['called back, and missed again', [TALKED, ...times(5, [10, 'missed']), [5, 'answered', { direction: 'outgoing', duration: 9 }], ...times(3, [2, 'missed'])], 3],
  ['spam to the user', [TALKED, ...times(6, [10, 'missed'])], 0],
];
const numberOf = (at: number): string => `+861380013810${at}`;
/** Dialled once, as one does who calls back a stranger. */
const SPAMMER = '+8613700137009';
/** The same, and called spam by the list alone. */
const LISTED = '+8613700137008';

let server: TestServer;
let db: TestDatabase;
let api: BootedApp;
let worker: BootedApp;

async function post(path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${api.origin}${path}`, { method: 'POST', headers: { ...(await bearer('system', 'tests')), 'content-type': 'application/json' }, body: JSON.stringify(body) });
  expect([201, 202]).toContain(answer.status);
}

async function until<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const call = (userId: string, callerPhone: string, [daysAgo, outcome, parts]: Call): object => ({ userId, callerPhone, outcome, timestamp: new Date(Date.now() - daysAgo * DAY_MS).toISOString(), ...parts });
const report = (userId: string, number: string): Promise<void> => post(`/api/profiles/caller/${encodeURIComponent(number)}/feedback`, { userId, label: 'spam' });

async function missed(): Promise<readonly [calls: number, number: string][]> {
  const found = await worker.app.get(UserFigures, { strict: false }).missedContacts(await userId(), Date.now() - 30 * DAY_MS, Date.now());
  return found.map(({ missed: calls, callerId }) => [calls, names.get(callerId) as string]);
}

const names = new Map<number, string>();
const callerOf = (number: string): number => [...names].find(([, name]) => name === number)?.[0] as number;
const userId = async (): Promise<number> => (await db.query<{ id: number }>(`SELECT user_id::integer AS id FROM event WHERE duration_ms = 60000 LIMIT 1`))[0]?.id as number;
const situation = async (): Promise<{ numbers: number; calls: number } | undefined> => (await worker.app.get(GatherSituation, { strict: false }).execute('u-1', await userId(), Date.now()))?.missedContacts;

beforeAll(async () => {
  server = await TestServer.start();
  db = await server.migrated();
  const settings = settingsFor(db.url);
  [api, worker] = [await bootApi(settings), await bootWorker(settings)];
  const others = Array.from({ length: 40 }, (_, at) => `other-${at}`);
  // Their calls are missed: who dials back or answers speaks for a number.
  const spam = [DIALLED, ...times(7, [9, 'missed'])];
  const calls = [
    ...NUMBERS.flatMap(([, own], at) => own.map((each) => call('u-1', numberOf(at), each))), ...[SPAMMER, LISTED].flatMap((number) => spam.map((each) => call('u-1', number, each))),
    ...others.flatMap((other) => [call(other, SPAMMER, [60, 'missed']), call(other, SPAMMER, [3, 'missed'])]),
  ];
  await post('/api/realtime/events', calls);
  await until(() => db.query<{ made: number }>('SELECT coalesce(sum(made + taken), 0)::integer AS made FROM caller_user'), ([row]) => row?.made === calls.length);
  await report('u-1', numberOf(9));
  for (const other of others) await report(other, SPAMMER);
  await until(() => db.query('SELECT FROM caller_report'), (rows) => rows.length === others.length + 1);
  const ids = (await db.query<{ id: number }>('SELECT caller_id::integer AS id FROM caller')).map(({ id }) => id);
  for (const [id, number] of await worker.app.get(Identities, { strict: false }).revealPhones(ids)) names.set(id, number);
}, 240_000);
afterAll(async () => {
  await api.stop();
  await worker.stop();
  await server.stop();
});

describe('contacts to be called back', () => {
  it.each(NUMBERS.map(([name, , count], at) => [name, count, at] as const))('%s: %i missed calls', async (_name, count, at) => {
    expect((await missed()).filter(([, number]) => number === numberOf(at))).toEqual(count === 0 ? [] : [[count, numberOf(at)]]);
  });

  it('are none that the service calls spam, by what came in since the list was made, or by the list', async () => {
    const verdicts = worker.app.get(VerdictsNow, { strict: false });
    const [spammer, listed] = [callerOf(SPAMMER), callerOf(LISTED)];
    // Both were dialled, so both are contacts: the verdict alone speaks against calling them back.
    expect((await missed()).filter(([, number]) => number === SPAMMER || number === LISTED)).toHaveLength(2);
    expect(['spam', 'suspicious']).toContain((await verdicts.of([spammer], Date.now())).get(spammer));
    const counted = NUMBERS.reduce((sum, [, , calls]) => sum + calls, 0);
    expect(await situation()).toEqual({ numbers: 4, calls: counted + 7 });

    await db.query('INSERT INTO caller_score (caller_id, verdict, probability) VALUES ($1, 1, 0.7) ON CONFLICT (caller_id) DO UPDATE SET verdict = 1', [listed]);
    await db.query('INSERT INTO caller_scoring (started_ms, finished_ms, callers) VALUES ($1, $1, 1)', [Date.now() + HOUR_MS]);
    expect((await verdicts.of([listed], Date.now())).get(listed)).toBe('suspicious');
    expect(await situation()).toEqual({ numbers: 3, calls: counted });
  });
});
