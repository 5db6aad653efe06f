import { Caches } from '#platform/cache';
import { Keyring, rangePrefix, type E164 } from '#privacy';
import { EVENT_KINDS, OUTCOMES, type FeedbackLabel, type NewEvent } from '#realtime/core';
import { blockKeys, type BlockKeys } from '../../libs/callers/src/app/ranges/block-keys.js';
import { evidenceOn } from '../../libs/callers/src/app/ranges/facts-on.js';
import { RangesAsOf } from '../../libs/callers/src/app/ranges/ranges-as-of.js';
import { judge, standingsAt, type Neighbourhood, type Reputation } from '../../libs/callers/src/core/index.js';
import { PgCallerReadModel } from '../../libs/callers/src/infra/pg-caller-read-model.js';
import { PgReputations } from '../../libs/callers/src/infra/ranges/pg-reputations.js';
import { FillRanges } from '../../libs/privacy/src/infra/fill-ranges.js';
import { PgIdentities } from '../../libs/privacy/src/infra/pg-identities.js';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventHistory } from '../../libs/realtime/src/infra/pg-event-history.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { callEvent } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections } from './state-tables.fixture.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const clock = new FixedClock(NOW_MS);
const DAY_MS = 86_400_000;
const ALL = Array.from({ length: 16 }, (_, partition) => partition);
// Of one block of 10, 100, 1,000, 10,000, and none; the last has no blocks.
const NUMBERS = ['+8613800138000', '+8613800138001', '+8613800138010', '+8613800138100', '+8613800139000', '+8613900138000', '+86110'] as E164[];

let server: TestServer;
let db: TestDatabase;
let reputations: PgReputations;
let pastRanges: RangesAsOf;
let ids: number[];
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  clock.nowMs = NOW_MS;
  db = await server.migrated();
  reputations = new PgReputations(db.database);
  pastRanges = new RangesAsOf(reputations, new PgEventHistory(db.database), keyring);
  ids = await identities().registerPhones(NUMBERS);
});

const identities = () => new PgIdentities(db.database, keyring, new Caches({ enabled: false, maxBytes: 1, ttlMs: 1, sweepMs: 1 }));
const idOf = (at: number): number => ids[at] as number;
const number = (at: number): E164 => NUMBERS[at] as E164;
const rejected = (at: number, userId: number, daysAgo = 0): NewEvent =>
  callEvent({ userId, occurredAtMs: NOW_MS - daysAgo * DAY_MS, call: { callerId: idOf(at), outcome: OUTCOMES.indexOf('rejected'), durationMs: undefined } });
const said = (at: number, userId: number, label: FeedbackLabel): NewEvent => ({
  eventId: callEvent().eventId, kind: EVENT_KINDS.feedback, userId, subjectId: idOf(at), occurredAtMs: NOW_MS, details: keyring.seal('details', JSON.stringify({ label })),
});

async function happen(...events: readonly NewEvent[]): Promise<void> {
  await new PgEventLog(db.database, clock).append(events);
  await new PgFoldLog(db.database, clock).fold({ partitions: ALL, mostPerPartition: 10_000 }, applyAll(allProjections(keyring)));
}

const around = async (at: number): Promise<Neighbourhood> => (await reputations.around([idOf(at)])).get(idOf(at)) as Neighbourhood;
const byTime = (rows: readonly Reputation[] | undefined): Reputation[] | undefined => rows && [...rows].sort((left, right) => left.fortnight - right.fortnight);
const heat = async (at: number): Promise<(number | undefined)[]> => {
  const { own, blocks } = standingsAt(await around(at), NOW_MS);
  return [own.heat.bad, ...(blocks ?? []).map((block) => block.heat.bad)].map((calls) => calls && Math.round(calls * 10) / 10);
};

it('a number shares what it did with its blocks, each number counted in the narrowest', async () => {
  await happen(rejected(0, 1), rejected(1, 1), rejected(1, 2), rejected(2, 1), rejected(3, 1), rejected(4, 1), rejected(5, 1), rejected(6, 1), said(6, 1, 'spam'));
  expect(await heat(0)).toEqual([1, 2, 1, 1, 1]);
  expect(await heat(5)).toEqual([1, 0, 0, 0, 0]);
  // Its own calls and report, and no block.
  expect(await heat(6)).toEqual([4]);
});

it('a number is good or bad in its blocks by its calls, whatever is reported of it', async () => {
  const talked = (at: number, userId: number): NewEvent => callEvent({ userId, occurredAtMs: NOW_MS, call: { callerId: idOf(at), outcome: OUTCOMES.indexOf('answered'), durationMs: 60_000 } });
  const members = async () => (standingsAt(await around(0), NOW_MS).blocks ?? []).map(({ members: { bad, good } }) => [bad, good]);
  await happen(...[1, 2, 3, 4].flatMap((at) => [talked(at, 1), ...[1, 2, 3, 4].map((userId) => said(at, userId, 'spam'))]));
  expect(await members()).toEqual([[0, 1], [0, 1], [0, 1], [0, 1]]);
  await happen(...[1, 2, 3, 4].flatMap((at) => [rejected(at, 1), rejected(at, 2), ...[1, 2].map((userId) => said(at, userId, 'not_spam'))]));
  expect(await members()).toEqual([[1, 0], [1, 0], [1, 0], [1, 0]]);
});

it('blocks as of a moment are those that were stored by then', async () => {
  await happen(...[0, 1, 2, 3, 4, 5, 6].flatMap((at) => [rejected(at, 1), rejected(at, 2 + at, 30)]), said(1, 1, 'spam'), said(2, 9, 'spam'), said(3, 1, 'not_spam'));
  const then = (await around(0)).blocks?.map(byTime);
  clock.nowMs += 60_000;
  await happen(rejected(0, 3), said(1, 1, 'not_spam'), said(9 % 7, 9, 'spam'));
  const now = (await around(0)).blocks?.map(byTime);
  expect(now).not.toEqual(then);
  expect((await pastRanges.blocks(number(0), NOW_MS))?.map(byTime)).toEqual(then);
  expect((await pastRanges.blocks(number(0), clock.nowMs))?.map(byTime)).toEqual(now);
  expect(await pastRanges.blocks('+8613800138777' as E164, NOW_MS - 1)).toEqual([[], [], [], []]);
  expect([await pastRanges.blocks(number(6), NOW_MS), await pastRanges.blocks('anonymous', NOW_MS)]).toEqual([undefined, undefined]);
});

it('blocks as of a moment are not known where they have too many numbers', async () => {
  await identities().registerPhones(Array.from({ length: 296 }, (_, at) => `+861380013${5000 + at}` as E164));
  expect(await pastRanges.blocks(number(0), NOW_MS)).toBeUndefined();
  expect(await pastRanges.blocks(number(5), NOW_MS)).toHaveLength(4);
});

it('a number never seen finds its blocks by their keys', async () => {
  await happen(rejected(0, 1), rejected(5, 1));
  const keys = blockKeys('+8613800138005' as E164, keyring) as BlockKeys;
  const blocks = await reputations.blocks(keys);
  expect(blocks).toEqual((await around(0)).blocks);
  expect(blocks?.map((rows) => rows?.length)).toEqual([1, 1, 1, 1]);
  expect(await reputations.blocks(keys.map(() => Buffer.alloc(16)))).toEqual([[], [], [], []]);
});

it('a batch judges a number as a verdict for nobody in particular does', async () => {
  await happen(...[0, 1, 2, 3].flatMap((at) => [1, 2, 3, 4].map((userId) => rejected(at, userId))), said(0, 1, 'spam'), said(2, 2, 'not_spam'));
  const callers = new PgCallerReadModel(db.database, reputations);
  const [page, { toJudge: ofUser }] = [await callers.page(0, 50), await callers.callersOf(1, 50)];
  expect([page.length, ofUser.length]).toEqual([4, 4]);
  for (const facts of page) {
    const { relation: _relation, ownLabel: _label, ...alone } = await callers.facts(facts.callerId, undefined);
    expect(facts.reputation).toEqual(alone.reputation);
    expect(judge(evidenceOn(facts, NOW_MS), undefined)).toEqual(judge(evidenceOn(alone, NOW_MS), undefined));
  }
  const judgements = (facts: readonly Parameters<typeof evidenceOn>[0][]) => facts.map((each) => judge(evidenceOn(each, NOW_MS), undefined).spamProbability).sort();
  expect(judgements(ofUser)).toEqual(judgements(page));
});

it('a changed word leaves no trace of the old one', async () => {
  await happen(rejected(0, 1));
  const before = await around(0);
  await happen({ ...said(0, 1, 'spam'), occurredAtMs: NOW_MS - 60 * DAY_MS });
  expect((await around(0)).own).toHaveLength(2);
  await happen(said(0, 1, 'unsure'));
  expect(await around(0)).toEqual(before);
});

describe('numbers registered before there were blocks of 10,000', () => {
  it('get theirs, and are not looked at again', async () => {
    const stored = () => db.query<{ range: string }>(`SELECT encode(range_10000, 'hex') AS range FROM identity WHERE kind = 2 ORDER BY id`);
    const right = await stored();
    expect(right.map(({ range }) => range)).toContain('');
    expect(right[0]?.range).toBe(keyring.blindIndex('range-10000', rangePrefix(number(0), 4) as string).toString('hex'));
    await identities().registerUsers(['u-1']);
    await db.query('UPDATE identity SET range_10000 = NULL');
    const fill = new FillRanges(db.database, keyring);
    expect(await fill.execute(() => true)).toBe(0);
    expect(await Promise.all([fill.execute(), fill.execute()]).then((counts) => Math.max(...counts))).toBe(NUMBERS.length);
    expect([await stored(), await fill.execute()]).toEqual([right, 0]);
  });
});
