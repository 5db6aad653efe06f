import { randomUUID } from 'node:crypto';
import { Keyring, type E164 } from '#privacy';
import { Caches } from '#platform/cache';
import { EVENT_KINDS, type NewEvent } from '#realtime/core';
import type { RunResult } from '../../libs/callers/src/app/campaigns/campaigns.js';
import { FindCampaigns } from '../../libs/callers/src/app/campaigns/find-campaigns.js';
import { Grouped } from '../../libs/callers/src/app/campaigns/grouped.js';
import { WatchStorms } from '../../libs/callers/src/app/campaigns/watch-storms.js';
import type { CampaignDossier, CampaignSummary } from '../../libs/callers/src/app/campaigns/campaign-read-model.js';
import { GraphologyCommunities } from '../../libs/callers/src/infra/campaigns/graphology-communities.js';
import { PgCampaignOf } from '../../libs/callers/src/infra/campaigns/pg-campaign-of.js';
import { PgCampaignReadModel } from '../../libs/callers/src/infra/campaigns/pg-campaign-read-model.js';
import { PgCampaigns } from '../../libs/callers/src/infra/campaigns/pg-campaigns.js';
import { PgSuspects } from '../../libs/callers/src/infra/campaigns/pg-suspects.js';
import { PgIdentities } from '../../libs/privacy/src/infra/pg-identities.js';
import { applyAll } from '../../libs/realtime/src/app/apply-all.js';
import { PgEventLog } from '../../libs/realtime/src/infra/pg-event-log.js';
import { PgFoldLog } from '../../libs/realtime/src/infra/pg-fold-log.js';
import { callEvent } from '../contracts/events.fixture.js';
import { FixedClock, NOW_MS } from '../contracts/fixed-clock.fixture.js';
import { TestServer, type TestDatabase } from './postgres.fixture.js';
import { allProjections } from './state-tables.fixture.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const clock = new FixedClock(NOW_MS);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const ALL = Array.from({ length: 16 }, (_, partition) => partition);
const BANK = 'Hello this is the security department of your bank, we found a suspicious charge on your account today, please press 1 now.';
const LOAN = 'Congratulations, you qualify for a loan without interest, this is a limited time offer so call us back to enroll today.';

let server: TestServer;
let db: TestDatabase;
let identities: PgIdentities;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  clock.nowMs = NOW_MS;
  db = await server.migrated();
  identities = new PgIdentities(db.database, keyring, new Caches({ enabled: false, maxBytes: 1, ttlMs: 1, sweepMs: 1 }));
});

interface Heard {
  readonly transcript?: string;
  readonly callbackNumber?: string;
}

interface Calls {
  readonly users?: readonly number[];
  readonly heard?: Heard;
  readonly atMs?: number;
}

const number = (index: number): E164 => `+8613${String(800_000_000 + index * 1_010_101).slice(0, 9)}` as E164;
const inBlock = (last: number): E164 => `+86139000000${String(last).padStart(2, '0')}` as E164;

/** Calls of a number to users, a minute apart from each other. */
async function calls(from: E164, { users = [1, 2, 3], heard, atMs = clock.nowMs }: Calls = {}): Promise<NewEvent[]> {
  const [callerId = 0] = await identities.registerPhones([from]);
  return users.map((userId, index) => ({
    ...callEvent({ userId, occurredAtMs: atMs - index * MINUTE_MS, call: { callerId, outcome: 4, localHour: 10 } }),
    ...(heard !== undefined && { details: keyring.seal('details', JSON.stringify({ metadata: heard })) }),
  }));
}

async function reported(from: E164, category = 'loan', userId = 50): Promise<NewEvent> {
  const [subjectId = 0] = await identities.registerPhones([from]);
  return { eventId: randomUUID(), kind: EVENT_KINDS.feedback, userId, subjectId, occurredAtMs: clock.nowMs, details: keyring.seal('details', JSON.stringify({ label: 'spam', category })) };
}

async function happen(...events: readonly (Promise<NewEvent[]> | Promise<NewEvent>)[]): Promise<void> {
  await new PgEventLog(db.database, clock).append((await Promise.all(events)).flat());
  const log = new PgFoldLog(db.database, clock);
  while ((await log.fold({ partitions: ALL, mostPerPartition: 1000 }, applyAll(allProjections(keyring)))).length > 0);
}

const parts = () => [new PgSuspects(db.database, identities, keyring), new Grouped(new GraphologyCommunities()), new PgCampaigns(db.database), { clock, newId: randomUUID }] as const;
const find = (heard: (percent: number) => void = () => undefined) => new FindCampaigns(...parts()).execute(heard);
const watch = () => new WatchStorms(...parts()).execute();
const list = (state: 'active' | 'ended' = 'active'): Promise<readonly CampaignSummary[]> => new PgCampaignReadModel(db.database).list({ state }, undefined, 100);
const dossier = (id: string): Promise<CampaignDossier | undefined> => new PgCampaignReadModel(db.database).dossier(id, clock.nowMs - 3 * DAY_MS);
const idOf = async (phone: E164): Promise<number> => (await identities.findPhone(phone)) as number;
const membersOf = async (id: string): Promise<number[]> => (await new PgCampaignReadModel(db.database).members(id, undefined, 100)).map(({ callerId }) => callerId).sort((one, other) => one - other);
const ids = (phones: readonly E164[]): Promise<number[]> => Promise.all(phones.map(idOf)).then((found) => found.sort((one, other) => one - other));

/** Numbers that read one script, all reported. */
const plant = (phones: readonly E164[], heard: Heard, category?: string, atMs?: number) => phones.flatMap((phone, index) => [calls(phone, { heard, users: [index + 1, index + 2], ...(atMs !== undefined && { atMs }) }), reported(phone, category)]);
const some = (from: number, count: number): E164[] => Array.from({ length: count }, (_, index) => number(from + index));

describe('suspects', () => {
  const suspects = () => new PgSuspects(db.database, identities, keyring);
  const found = async (): Promise<number[]> => [...(await suspects().find(NOW_MS - 60 * DAY_MS, 100))];

  it('are the reported, the judged, and their neighbours where there are several, if they called lately', async () => {
    const bad = [inBlock(1), inBlock(22), inBlock(33)];
    await happen(...bad.flatMap((phone) => [calls(phone), reported(phone)]), calls(inBlock(44)), calls(inBlock(55)), calls(number(1)), calls(number(2)), calls(number(3)), calls(number(4), { atMs: NOW_MS - 61 * DAY_MS }), reported(number(4)));
    await db.query('INSERT INTO caller_score VALUES ($1, 0, .9), ($2, 1, .7), ($3, 3, .01)', await Promise.all([number(1), number(2), inBlock(55)].map(idOf)));
    expect(await found()).toEqual([await idOf(number(1)), await idOf(number(2)), ...(await ids(bad)), await idOf(inBlock(44))]);
    expect(await suspects().find(NOW_MS - 60 * DAY_MS, 2)).toHaveLength(2);
  });

  it('are no neighbours in a block of as many legitimate numbers as bad ones', async () => {
    const bad = [inBlock(1), inBlock(22), inBlock(33)];
    const fine = [inBlock(44), inBlock(55), inBlock(66)];
    await happen(...bad.flatMap((phone) => [calls(phone), reported(phone)]), ...fine.map((phone) => calls(phone)), calls(inBlock(77)));
    await db.query('INSERT INTO caller_score SELECT id, 3, .01 FROM unnest($1::bigint[]) AS id', [await ids(fine)]);
    expect(await found()).toEqual(await ids(bad));
    await db.query('DELETE FROM caller_score WHERE caller_id = $1', [await idOf(inBlock(66))]);
    expect(await found()).toEqual([...(await ids(bad)), ...(await ids([inBlock(66), inBlock(77)]))]);
  });

  it('are told from those who are not bad, of whom only legitimate ones count by what they say', async () => {
    const heard = { transcript: BANK, callbackNumber: '400 820 8820' };
    const earlier = NOW_MS - 3 * DAY_MS;
    await happen(calls(number(1), { heard }), calls(number(2), { heard, users: [1], atMs: earlier }), calls(number(3), { heard, users: [1] }), calls(number(4), { atMs: NOW_MS - 61 * DAY_MS }));
    await db.query('INSERT INTO caller_score VALUES ($1, 0, .9), ($2, 3, .01)', await Promise.all([number(1), number(2)].map(idOf)));
    await db.query('ANALYZE caller');
    const others = await suspects().bystanders(NOW_MS - 60 * DAY_MS, 100);
    expect(others.map(({ startMs, callbacks, sketches }) => [startMs, callbacks.length, sketches.length]).sort()).toEqual([[earlier, 1, 1], [NOW_MS, 0, 0]]);
    expect(await suspects().bystanders(NOW_MS - 60 * DAY_MS, 100)).toEqual(others);
  });

  it('come with their latest calls, their blocks, and what they are called, however busy they are', async () => {
    const users = Array.from({ length: 300 }, (_, index) => index + 1);
    await happen(calls(inBlock(1), { users }), calls(inBlock(2), { heard: { callbackNumber: '400-820-8820', transcript: BANK } }), calls(inBlock(3), { heard: { callbackNumber: '+864008208820' } }),
      reported(inBlock(1), 'scam', 7), reported(inBlock(1), 'loan', 8), reported(inBlock(1), 'loan', 9));
    const loaded = await suspects().load(await ids([inBlock(1), inBlock(2), inBlock(3)]), { sinceMs: NOW_MS - 60 * DAY_MS, mostCalls: 200 });
    const [busy, other, third] = loaded.toSorted((one, two) => one.callerId - two.callerId);
    expect(busy).toMatchObject({ category: 'loan', callbacks: [], sketches: [] });
    expect(busy?.calls).toHaveLength(200);
    expect(busy?.calls.at(-1)).toEqual({ userId: 1, atMs: NOW_MS, durationMs: 30_000, outcome: 4 });
    expect(other?.callbacks).toEqual(third?.callbacks);
    expect(other?.sketches.map((sketch) => sketch.length)).toEqual([1024]);
    expect(other?.blocks[0]).toBe(third?.blocks[0]);
    expect(new Set(loaded.flatMap(({ blocks }) => blocks)).size).toBe(4);
  });
});

describe('campaigns', () => {
  it('are found with all that is said of them', async () => {
    const bank = some(0, 4);
    await happen(...plant(bank, { transcript: BANK }, 'scam', NOW_MS - 5 * DAY_MS), ...plant(some(20, 3), { transcript: LOAN }), calls(bank[0] as E164, { users: [9, 10] }), calls(number(40)), reported(number(40)));
    const heard: number[] = [];
    expect(await find((percent) => heard.push(percent))).toEqual({ suspects: 8, groups: 2, opened: 2, merged: 0, joined: 7, left: 0 });
    expect([heard.at(-1), heard.toSorted((one, other) => one - other)]).toEqual([100, heard]);
    const [biggest, other] = await list();
    expect(biggest).toMatchObject({ state: 'active', numbers: 4, users: 7, calls: 10, category: 'scam', firstMs: NOW_MS - 5 * DAY_MS - MINUTE_MS, lastMs: NOW_MS });
    expect(other).toMatchObject({ numbers: 3, users: 4, calls: 6, category: 'loan' });
    expect(biggest?.confidence).toBeCloseTo(0.771, 3);
    const told = await dossier(biggest?.id ?? '');
    expect(told?.hours).toEqual(Array.from({ length: 24 }, (_, hour) => (hour === 10 ? 10 : 0)));
    const day = (ago: number): number => Math.floor((NOW_MS - ago * DAY_MS) / DAY_MS) * DAY_MS;
    expect(told?.turnover).toEqual([{ dayMs: day(5), began: 4, retired: 3 }]);
    expect(await membersOf(biggest?.id ?? '')).toEqual(await ids(bank));
  });

  it('keep their ids as they grow, change nothing where nothing changed, and revive', async () => {
    await happen(...plant(some(0, 3), { transcript: BANK }));
    await find();
    const [first] = await list();
    await happen(...plant(some(3, 9), { transcript: BANK }));
    expect(await find()).toMatchObject({ opened: 0, joined: 9, left: 0 });
    expect(await find()).toMatchObject({ opened: 0, joined: 0, left: 0, merged: 0 });
    expect((await list()).map(({ id, numbers }) => [id, numbers])).toEqual([[first?.id, 12]]);
    clock.nowMs += 15 * DAY_MS;
    await find();
    expect([await list(), (await list('ended')).map(({ id }) => id)]).toEqual([[], [first?.id]]);
    await happen(...plant(some(2, 1), { transcript: BANK }));
    await find();
    expect((await list()).map(({ id }) => id)).toEqual([first?.id]);
  });

  it('that turn out to be one are merged into the older, and can be asked for as of before', async () => {
    await happen(...plant(some(0, 3), { transcript: BANK }));
    await find();
    clock.nowMs += MINUTE_MS;
    await happen(...plant(some(20, 5), { transcript: LOAN }));
    await find();
    const both = await list();
    const [older, newer] = [both.find(({ numbers }) => numbers === 3)?.id ?? '', both.find(({ numbers }) => numbers === 5)?.id ?? ''];
    clock.nowMs += MINUTE_MS;
    await happen(...plant(some(2, 1), { transcript: LOAN }));
    expect(await find()).toMatchObject({ merged: 1, opened: 0 });
    expect((await list()).map(({ id, numbers }) => [id, numbers])).toEqual([[older, 8]]);
    expect(await dossier(newer)).toMatchObject({ state: 'merged', mergedInto: older, numbers: 5 });
    const campaignOf = new PgCampaignOf(db.database);
    const [moved = 0, ...others] = await ids(some(20, 5));
    expect([await campaignOf.of(moved), await campaignOf.of(moved, NOW_MS + MINUTE_MS), await campaignOf.of(moved, NOW_MS)]).toMatchObject([{ id: older, numbers: 8 }, { id: newer, numbers: 5 }, undefined]);
    const related = (await campaignOf.network(moved, NOW_MS + MINUTE_MS)).links;
    expect(related).toEqual(others.map((callerId) => ({ callerId, relation: 'script', strength: 0.76 })));
    expect(await campaignOf.network(await idOf(number(2)), NOW_MS - 1)).toEqual({ campaign: undefined, links: [] });
  });

  it('are not saved twice where two runs meet', async () => {
    await happen(...plant(some(0, 3), { transcript: BANK }));
    const outcomes = await Promise.allSettled([find(), find(), find()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'campaigns_changed' });
    expect(await list()).toHaveLength(1);
  });

  it('are read whole while a run is saved: as the run before left them', async () => {
    await happen(...plant(some(0, 3), { transcript: BANK }));
    await find();
    const before = await list();
    await happen(...plant(some(3, 2), { transcript: BANK }), ...plant(some(20, 5), { transcript: LOAN }));
    const seen: (readonly CampaignSummary[])[] = [];
    class Watched extends PgCampaigns {
      override save(result: RunResult): Promise<void> {
        return super.save(result, async () => void seen.push(await list()));
      }
    }
    const [suspects, grouping, , run] = parts();
    await new FindCampaigns(suspects, grouping, new Watched(db.database), run).execute(() => undefined);
    expect(seen).toEqual([before, before]);
    expect((await list()).map(({ numbers, calls: made }) => [numbers, made])).toEqual([[5, 10], [5, 10]]);
  });

  it('count, tie and name nothing by calls of newcomers', async () => {
    const [first, second, outside, unheard] = [number(0), number(1), number(20), number(40)];
    await happen(...plant([first, second, number(2)], { transcript: BANK }), ...plant([outside], { transcript: LOAN }), reported(unheard));
    await find();
    const [before] = await list();
    const told = await dossier(before?.id ?? '');
    const network = await new PgCampaignOf(db.database).network(await idOf(first));
    clock.nowMs += DAY_MS;
    const users = Array.from({ length: 200 }, (_, index) => 1000 + index);
    const ofNewcomers = async (phone: E164): Promise<NewEvent[]> => (await calls(phone, { users: [...users, 1], heard: { transcript: BANK } })).map((event) => ({ ...event, kind: EVENT_KINDS.newcomer }));
    await happen(...[first, second, outside, unheard].map(ofNewcomers));
    expect(await find()).toMatchObject({ suspects: 4, joined: 0, left: 0, opened: 0 });
    expect([await list(), await dossier(before?.id ?? ''), await membersOf(before?.id ?? '')]).toEqual([[before], told, await ids([first, second, number(2)])]);
    expect(await new PgCampaignOf(db.database).network(await idOf(first))).toEqual(network);
    const members = await new PgCampaignReadModel(db.database).members(before?.id ?? '', undefined, 100);
    expect(Math.max(...members.map(({ lastMs }) => lastMs))).toBe(before?.lastMs);
  });

  it('say where the next number will come from', async () => {
    await happen(...plant([1, 2, 3, 4, 5, 6].map(inBlock), { transcript: BANK }), ...plant([11].map(inBlock), { transcript: BANK }));
    await find();
    const told = await dossier((await list())[0]?.id ?? '');
    expect(told?.likelyNext).toEqual([{ callerId: await idOf(inBlock(1)), freeDigits: 2, probability: 0.5 }]);
  });
});

describe('a storm', () => {
  const users = Array.from({ length: 30 }, (_, index) => index + 1);

  it('joins the campaign it belongs to within a minute, or opens one', async () => {
    await happen(...plant(some(0, 3), { transcript: BANK }));
    await find();
    const [known] = await list();
    expect(await watch()).toEqual({ storms: 0, kin: 0, joined: 0, opened: 0 });
    clock.nowMs += MINUTE_MS;
    const storm = (phone: E164, heard: Heard, hour: number) => calls(phone, { heard, users: users.map((user) => 100 * hour + user), atMs: clock.nowMs + 60 * hour * MINUTE_MS });
    const callback = { callbackNumber: '400-820-8820' };
    await happen(storm(number(50), { transcript: BANK }, 1), storm(number(51), callback, 3), storm(number(52), callback, 3), storm(number(53), { transcript: LOAN }, 9), calls(number(54)));
    expect(await watch()).toMatchObject({ storms: 4, joined: 3, opened: 1 });
    expect(await watch()).toMatchObject({ joined: 0, opened: 0 });
    expect(await membersOf(known?.id ?? '')).toEqual(await ids([...some(0, 3), number(50)]));
    expect((await list()).map(({ numbers }) => numbers).sort()).toEqual([2, 4]);
    expect((await new PgCampaignOf(db.database).of(await idOf(number(50))))?.id).toBe(known?.id);
  });

  it('is none where a number calls as it always did, or is judged legitimate, or the calls are history', async () => {
    await happen(calls(number(0), { users: Array.from({ length: 3000 }, (_, index) => index), atMs: NOW_MS - MINUTE_MS }));
    await watch();
    clock.nowMs += MINUTE_MS;
    await happen(calls(number(1), { users, atMs: clock.nowMs }), calls(number(2), { users, atMs: clock.nowMs - DAY_MS }));
    await db.query('INSERT INTO caller_score VALUES ($1, 3, .01)', [await idOf(number(1))]);
    await happen(calls(number(0), { users, atMs: clock.nowMs }));
    expect(await watch()).toMatchObject({ storms: 0 });
  });
});

describe('a number that has something in common with a campaign', () => {
  const callback = { callbackNumber: '400-820-8820' };

  it.each([
    ['reads its script', number(60), { transcript: BANK }],
    ['names its call-back number', number(60), callback],
    ['calls from its block', inBlock(60), undefined],
  ])('joins it within a minute, however seldom it calls, unless it is judged legitimate: %s', async (_what, phone, heard) => {
    const members = heard === undefined ? [1, 2, 3, 4, 5].map(inBlock) : some(0, 6);
    await happen(...plant(members, heard ?? { transcript: BANK }));
    await find();
    const [known] = await list();
    expect(await watch()).toMatchObject({ storms: 0, joined: 0 });
    clock.nowMs += MINUTE_MS;
    await happen(calls(phone, heard === undefined ? {} : { heard }), calls(number(61), { heard: { transcript: LOAN } }), calls(number(62)));
    expect(await watch()).toEqual({ storms: 0, kin: 1, joined: 1, opened: 0 });
    expect(await membersOf(known?.id ?? '')).toEqual(await ids([...members, phone]));
    expect((await new PgCampaignOf(db.database).network(await idOf(phone)))?.links.length).toBeGreaterThan(0);
    clock.nowMs += MINUTE_MS;
    await happen(calls(number(63), { heard: { transcript: BANK, ...callback } }));
    await db.query('INSERT INTO caller_score VALUES ($1, 3, .01)', [await idOf(number(63))]);
    expect(await watch()).toEqual({ storms: 0, kin: 0, joined: 0, opened: 0 });
  });
});
