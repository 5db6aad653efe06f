import { Caches } from '#platform/cache';
import { Keyring, type E164 } from '#privacy';
import { EVENT_KINDS, type NewEvent, type StoredEvent } from '#realtime/core';
import { CallerAsOf } from '../../libs/callers/src/app/caller-as-of.js';
import { CountSpamCalls } from '../../libs/callers/src/app/count-spam-calls.js';
import { SpamModels } from '../../libs/callers/src/app/spam-models.js';
import { foldCallers } from '../../libs/callers/src/core/caller-state.js';
import { reporterWeight, trackRecord, type Verdict } from '../../libs/callers/src/core/index.js';
import { PgCallerReadModel } from '../../libs/callers/src/infra/pg-caller-read-model.js';
import { PgCallerScores } from '../../libs/callers/src/infra/pg-caller-scores.js';
import { PgReputations } from '../../libs/callers/src/infra/ranges/pg-reputations.js';
import { PgReporterRecords } from '../../libs/callers/src/infra/pg-reporter-records.js';
import { PgIdentities } from '../../libs/privacy/src/infra/pg-identities.js';
import { CachedChoices } from '../../libs/profiles/src/infra/cached-choices.js';
import { CHANGED_CHANNEL } from '../../libs/profiles/src/infra/profile-statements.js';
import { PgUserReadModel } from '../../libs/profiles/src/infra/pg-user-read-model.js';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventHistory } from '../../libs/realtime/src/infra/pg-event-history.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgPreferenceHistory } from '../../libs/realtime/src/infra/pg-preference-history.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { callEvent } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections } from './state-tables.fixture.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const clock = new FixedClock(NOW_MS);
const DAY_MS = 86_400_000;
const ALL = Array.from({ length: 16 }, (_, partition) => partition);
const NUMBERS = ['+8613800138000', '+8613800138011', '+8613800138099', '+8613800138100'] as E164[];

let server: TestServer;
let db: TestDatabase;
let callers: number[];
let identities: PgIdentities;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  clock.nowMs = NOW_MS;
  db = await server.migrated();
  const caches = new Caches({ enabled: false, maxBytes: 1, ttlMs: 1, sweepMs: 1 });
  identities = new PgIdentities(db.database, keyring, caches);
  callers = await identities.registerPhones(NUMBERS);
});

const readModel = () => new PgCallerReadModel(db.database, new PgReputations(db.database));
const at = (index: number): number => callers[index] as number;
const call = (caller: number, userId: number, parts: Parameters<typeof callEvent>[0] = {}): NewEvent => callEvent({ userId, ...parts, call: { callerId: at(caller), ...parts.call } });
const said = (caller: number, userId: number, label: string, parts: { readonly category?: string; readonly daysAgo?: number } = {}): NewEvent => ({
  eventId: callEvent().eventId, kind: EVENT_KINDS.feedback, userId, subjectId: at(caller), occurredAtMs: NOW_MS - (parts.daysAgo ?? 0) * DAY_MS,
  details: keyring.seal('details', JSON.stringify({ label, ...(parts.category === undefined ? {} : { category: parts.category }) })),
});

async function happen(...events: readonly NewEvent[]): Promise<readonly StoredEvent[]> {
  await new PgEventLog(db.database, clock).append(events);
  return new PgFoldLog(db.database, clock).fold({ partitions: ALL, mostPerPartition: 10_000 }, applyAll(allProjections(keyring)));
}

describe('facts on a number', () => {
  const read = (caller: number, user?: number) => readModel().facts(at(caller), user);

  it('are nothing where nothing happened', async () => {
    expect(await read(0, 1)).toEqual({ caller: undefined, users: 0, reports: [], pairs: [], reputation: { own: [], blocks: [[], [], [], []] }, relation: undefined, ownLabel: undefined });
  });

  it('are what its calls add up to, and when its users were called', async () => {
    const events = await happen(call(0, 1), call(0, 2, { call: { outcome: 2, durationMs: undefined } }), call(0, 1, { call: { direction: 1, durationMs: 5000 }, occurredAtMs: NOW_MS - 5 }), call(1, 1));
    const facts = await read(0);
    expect(facts.caller).toEqual({ ...foldCallers(events.filter((event) => event.call?.callerId === at(0)) as never).get(at(0)), rings: 0, shortRings: 0 });
    expect(facts).toMatchObject({ users: 2, relation: undefined, ownLabel: undefined });
    expect(facts.pairs).toEqual([NOW_MS, NOW_MS].map((at) => ({ callTimes: [at], made: 1, turnedAway: 0, lastTurnedAwayMs: undefined })));
  });

  it('hold the relation to the user who asks, and the word of that user', async () => {
    await happen(call(0, 1), call(0, 2, { call: { direction: 1, durationMs: undefined } }), said(0, 2, 'not_spam'), said(0, 3, 'spam'));
    expect(await read(0, 2)).toMatchObject({ relation: { made: 0, taken: 1, answered: 1, answeredMs: 0, lastMs: NOW_MS }, ownLabel: 'not_spam' });
    expect(await read(0, 3)).toMatchObject({ relation: undefined, ownLabel: 'spam' });
    expect(await read(0, 9)).toMatchObject({ relation: undefined, ownLabel: undefined });
  });

  it('hold reports by day, label and category, each user with the latest word alone', async () => {
    await happen(
      said(0, 1, 'spam', { category: 'loan' }), said(0, 2, 'spam', { category: 'loan' }), said(0, 3, 'spam'), said(0, 4, 'not_spam', { daysAgo: 2 }), said(0, 5, 'unsure'),
      said(0, 6, 'spam', { daysAgo: 3 }), said(0, 6, 'not_spam', { daysAgo: 2 }),
    );
    const { reports } = await read(0);
    const weight = reporterWeight(trackRecord({ agreed: 0, disagreed: 0 }), { knownDays: 0, callsBefore: 0 });
    const noon = (Math.floor(NOW_MS / DAY_MS) + 0.5) * DAY_MS;
    expect(reports).toHaveLength(4);
    expect(reports).toEqual(expect.arrayContaining([
      { label: 'spam', category: 'loan', reportedMs: noon, count: 2, weight }, { label: 'spam', category: null, reportedMs: noon, count: 1, weight },
      { label: 'not_spam', category: null, reportedMs: noon - 2 * DAY_MS, count: 2, weight }, { label: 'unsure', category: null, reportedMs: noon, count: 1, weight },
    ]));
  });

  it('hold a sample of fifty pairs, however many there are', async () => {
    await happen(...Array.from({ length: 230 }, (_, user) => call(0, user + 1)));
    const facts = await read(0);
    expect([facts.users, facts.pairs.length]).toEqual([230, 50]);
  });

  it('as of an earlier moment are what had been received by then', async () => {
    const past = new CallerAsOf(new PgEventHistory(db.database), keyring, new PgReporterRecords(db.database));
    await happen(call(0, 1, { occurredAtMs: NOW_MS - DAY_MS }), said(0, 1, 'not_spam'));
    clock.nowMs += 60_000;
    // It happened before, but it came later.
    await happen(call(0, 2, { occurredAtMs: NOW_MS - 2 * DAY_MS }), said(0, 1, 'spam'), call(1, 1));
    const [before, after, earlier] = [await past.facts(at(0), 1, NOW_MS), await past.facts(at(0), 1, clock.nowMs), await past.facts(at(0), 1, NOW_MS - 1)];
    expect(before).toMatchObject({ users: 1, caller: { firstMs: NOW_MS - DAY_MS }, relation: { made: 1 }, ownLabel: 'not_spam' });
    expect(earlier).toMatchObject({ users: 0, caller: undefined, pairs: [], ownLabel: undefined });
    const { reports, reputation, ...now } = await read(0, 1);
    expect(after).toMatchObject({ ...now, relation: { made: 1, taken: 0 } });
    expect([after.reports.length, reports.length]).toEqual([1, 1]);
    expect(new Set(after.reputation?.own)).toEqual(new Set(reputation?.own));
  });
});

describe('the callers of a user', () => {
  it('come busiest first, without those the user alone dialled, as many as asked for', async () => {
    await happen(call(0, 1), call(1, 1), call(1, 1), call(2, 1, { call: { direction: 1 } }), call(3, 2), said(1, 5, 'spam', { category: 'scam' }));
    const { toJudge: found } = await readModel().callersOf(1, 10);
    expect(found.map(({ made, users, reports }) => [made, users, reports.length])).toEqual([[2, 1, 1], [1, 1, 0]]);
    expect(found[0]?.caller).toEqual((await readModel().facts(at(1), undefined)).caller);
    expect((await readModel().callersOf(1, 1)).toJudge).toHaveLength(1);
    expect(await readModel().callersOf(99, 10)).toEqual({ spamCalls: 0, toJudge: [] });
  });

  it('that are spam are counted by their calls', async () => {
    const bad = Array.from({ length: 120 }, (_, index) => call(1, index + 1, { call: { outcome: 2, durationMs: undefined }, occurredAtMs: NOW_MS - index * 60_000 }));
    await happen(...bad, call(1, 1), call(0, 1), ...Array.from({ length: 15 }, (_, user) => said(1, user + 1, 'spam', { category: 'loan' })));
    const count = new CountSpamCalls(readModel(), new SpamModels({ now: async () => undefined, at: async () => undefined }, () => undefined));
    expect(await count.execute(1, NOW_MS)).toBe(2);
    expect(await count.execute(2, NOW_MS)).toBe(1);
    expect(await count.execute(500, NOW_MS)).toBe(0);
  });

  it('are judged as the latest batch did, but for those that it never met and those with a call or a word since', async () => {
    const dayBefore = { occurredAtMs: NOW_MS - DAY_MS };
    await happen(...[0, 0, 1, 2, 3].map((number) => call(number, 1, dayBefore)));
    const scores = new PgCallerScores(db.database);
    const judged = (number: number, verdict: Verdict) => ({ callerId: at(number), verdict, probability: 0.5, category: null });
    await scores.save([judged(0, 'spam'), judged(1, 'legitimate'), judged(2, 'spam')]);
    const toJudge = async (): Promise<[number, number]> => readModel().callersOf(1, 10).then((found) => [found.spamCalls, found.toJudge.length]);
    expect(await toJudge()).toEqual([0, 4]);
    await scores.finished({ modelVersion: null, startedMs: NOW_MS - 1000, finishedMs: NOW_MS - 500, callers: 3 });
    expect(await toJudge()).toEqual([3, 1]);
    await scores.finished({ modelVersion: null, startedMs: NOW_MS, finishedMs: NOW_MS, callers: 0 });
    expect(await toJudge()).toEqual([3, 1]);
    await happen(call(0, 9));
    expect(await toJudge()).toEqual([1, 2]);
    await happen(said(1, 9, 'spam'));
    expect(await toJudge()).toEqual([1, 3]);
  });
});

describe('the callers of a user, once a batch has met them', () => {
  it('are judged anew where a call came in after it that happened before', async () => {
    const long = { occurredAtMs: NOW_MS - 2 * DAY_MS };
    await happen(call(0, 1, long), call(1, 1, long));
    const scores = new PgCallerScores(db.database);
    const begun = await scores.begin();
    await scores.save([0, 1].map((number) => ({ callerId: at(number), verdict: 'spam' as const, probability: 0.9, category: null })));
    await scores.finished({ modelVersion: null, startedMs: NOW_MS - 1000, finishedMs: NOW_MS - 500, callers: 2 }, begun);
    const toJudge = async (): Promise<[number, number]> => readModel().callersOf(1, 10).then((found) => [found.spamCalls, found.toJudge.length]);
    expect(await toJudge()).toEqual([2, 0]);
    await happen(call(0, 1, { occurredAtMs: NOW_MS - DAY_MS }));
    expect(await toJudge()).toEqual([1, 1]);
    expect((await readModel().callersOf(1, 10)).toJudge).toMatchObject([{ made: 2 }]);
  });
});

describe('a user', () => {
  const users = (): PgUserReadModel => new PgUserReadModel(db.database);

  it('is not there before anything happened', async () => {
    expect([await users().find(1), await users().preferences(1)]).toEqual([undefined, {}]);
  });

  it('is what the events add up to, with contacts: numbers spoken with or dialled', async () => {
    await happen(
      call(0, 1), call(0, 1), call(1, 1, { call: { outcome: 2, durationMs: undefined } }), call(2, 1, { call: { direction: 1, outcome: 2, durationMs: undefined } }), call(3, 2),
      { eventId: callEvent().eventId, kind: EVENT_KINDS.interaction, userId: 1, occurredAtMs: NOW_MS + 1000 },
    );
    const stored = await users().find(1);
    expect(stored?.contacts).toBe(2);
    expect(stored?.state).toMatchObject({
      incoming: [2, 0, 1, 0, 0], outgoing: [0, 0, 1, 0, 0], timedAnswered: 2, answeredMs: 60_000, interactions: 1, securityEvents: 0, firstMs: NOW_MS, lastMs: NOW_MS + 1000,
    });
  });

  it('has calls by quarter hour, both directions, in order of time', async () => {
    await happen(call(0, 1, { occurredAtMs: NOW_MS }), call(0, 1, { occurredAtMs: NOW_MS + 899_999, call: { direction: 1 } }), call(0, 1, { occurredAtMs: NOW_MS - 1 }), call(0, 2));
    const quarter = NOW_MS / 900_000;
    expect((await users().find(1))?.quarters).toEqual([{ quarter: quarter - 1, calls: 1 }, { quarter, calls: 2 }]);
  });

  const choice = (change: object, userId = 1, occurredAtMs = NOW_MS): NewEvent =>
    ({ eventId: callEvent().eventId, kind: EVENT_KINDS.preferences, userId, occurredAtMs, details: keyring.seal('details', JSON.stringify(change)) });

  it('has chosen what was chosen last, each by itself', async () => {
    await happen(call(0, 1), choice({ timezone: 'UTC', language: 'en' }), choice({ timezone: 'Europe/Paris', shareAnalytics: false }, 1, NOW_MS - 1), choice({ language: 'de' }, 2));
    const chosen = { timezone: 'UTC', language: 'en', shareAnalytics: false };
    expect([await users().preferences(1), (await users().find(1))?.chosen]).toEqual([chosen, chosen]);
  });

  it('is known anew to those who keep choices as soon as one is folded', async () => {
    const caches = new Caches({ enabled: true, maxBytes: 1_000_000, ttlMs: 60_000, sweepMs: 60_000 });
    const choices = new CachedChoices({ database: db.database, history: new PgPreferenceHistory(db.database), keyring }, caches, { zone: 'Asia/Shanghai', strategy: 'moderate' });
    let told = (): void => undefined;
    const listening = await db.database.listen(CHANGED_CHANNEL, (userId) => {
      choices.forget(userId);
      if (userId !== '') told();
    });
    expect([(await choices.choicesOf(1)).strategy, await choices.zonesOf([1, 2])]).toEqual(['moderate', ['Asia/Shanghai', 'Asia/Shanghai']]);
    const heard = new Promise<void>((resolve) => (told = resolve));
    await happen(choice({ whitelistStrategy: 'strict', timezone: 'America/New_York' }));
    await heard;
    expect([(await choices.choicesOf(1)).strategy, await choices.zonesOf([1, 2])]).toEqual(['strict', ['America/New_York', 'Asia/Shanghai']]);
    await listening.stop();
    caches.close();
  });
});
