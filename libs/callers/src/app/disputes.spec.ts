import { Keyring, type E164 } from '#privacy';
import { EventHistory, idempotentEventId, newEventId } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { memoryActs } from '../../../../test/contracts/memory-acts.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import { firstDecisions, foldDisputes, joins, type Dispute } from '../core/index.js';
import { CallerDisputes, type DisputeCase, type SealedObjection } from './caller-disputes.js';
import { disputesIn, openDetails, sealDetails, type JoinDetails } from './open-dispute-facts.js';
import { OpenDispute } from './open-dispute.js';
import { ResolveDispute, type Decision } from './resolve-dispute.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const NUMBER = '+8613800138000' as E164;
const OBJECTION = { userId: 'u-1', reason: 'ours', contact: undefined };
const DAY_MS = 86_400_000;

/** What has been folded so far: nothing until told. */
class FakeDisputes extends CallerDisputes {
  known: readonly Dispute[] = [];

  async of(): Promise<readonly Dispute[]> {
    return this.known;
  }

  async find(id: string): Promise<DisputeCase | undefined> {
    const found = this.known.find((dispute) => dispute.id === id);
    return found && { ...found, callerId: 1, details: new Uint8Array(), resolution: undefined, evidence: { calls: 0, users: 0, reporters: 0, clearers: 0 } };
  }

  async list(): Promise<readonly DisputeCase[]> {
    return [];
  }

  async joined(): Promise<readonly SealedObjection[]> {
    return [];
  }

  /** The number had calls with one user only. */
  async hadCalls(_callerId: number, userId: number): Promise<boolean> {
    return userId === this.knownUser;
  }

  knownUser = -1;
}

/** The log itself, never behind; the first `early` reads come before anything was written. */
class LogHistory extends EventHistory {
  early = 0;

  constructor(private readonly log: MemoryLog) {
    super();
  }

  async ofSubject(): Promise<readonly StoredEvent[]> {
    return [];
  }

  async ofSubjects(): Promise<readonly StoredEvent[]> {
    return [];
  }

  async ofKind(subjectId: number, kind: number): Promise<readonly StoredEvent[]> {
    if (this.early-- > 0) return [];
    return this.log.events.filter((event) => event.subjectId === subjectId && event.kind === kind);
  }
}

/** Openings of the first number as they stand in older logs, their ids their own. */
async function append(log: MemoryLog, ...ids: readonly string[]): Promise<void> {
  const details = sealDetails({ fact: 'opened', deadlineMs: NOW_MS, reason: 'ours' }, keyring);
  log.add(ids.map((eventId) => ({ eventId, kind: EVENT_KINDS.dispute, userId: 0, subjectId: 1, occurredAtMs: NOW_MS, details })));
}

function bench() {
  const clock = new FixedClock(NOW_MS);
  const log = new MemoryLog(clock);
  const disputes = new FakeDisputes();
  const events = new MemoryEventLog(log);
  const facts = () => disputesIn(log.events, keyring);
  const fold = (): void => void (disputes.known = foldDisputes(facts()));
  const history = new LogHistory(log);
  const open = new OpenDispute(new MemoryIdentities(), history, events, keyring, memoryActs(keyring), { clock, deadlineDays: () => 3, disputes });
  return { log, clock, history, facts, disputes, fold, open, resolve: new ResolveDispute(disputes, history, events, keyring, clock) };
}

it('is opened as a fact of the number, its text sealed', async () => {
  const { open, log, facts } = bench();
  const { id, deadlineMs } = await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: undefined, vouches: false });
  expect(deadlineMs).toBe(NOW_MS + 3 * DAY_MS);
  expect(log.events).toMatchObject([{ eventId: id, kind: EVENT_KINDS.dispute }]);
  expect(Buffer.from(log.events[0]?.details ?? []).toString('latin1')).not.toContain('ours');
  expect(facts()).toMatchObject([{ fact: 'opened', disputeId: id, deadlineMs }]);
});

it('is one however many open it at once, and all are told of that one', async () => {
  const { open, log, facts } = bench();
  const answers = await Promise.all(Array.from({ length: 50 }, (_, user) => open.execute(NUMBER, { ...OBJECTION, userId: `u-${user}` }, { subject: `u-${user}`, key: user % 2 === 0 ? `k-${user}` : undefined, vouches: false })));
  expect(facts().filter(({ fact }) => fact === 'opened')).toHaveLength(1);
  expect(new Set(answers.map(({ id }) => id))).toEqual(new Set([log.events[0]?.eventId]));
});

it('answers a latecomer with the deadline of the one that stands', async () => {
  const { open, clock, history, facts } = bench();
  const first = await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: undefined, vouches: false });
  clock.nowMs = NOW_MS + DAY_MS;
  history.early = 1;
  expect(await open.execute(NUMBER, { ...OBJECTION, userId: 'u-2' }, { subject: 'u-2', key: undefined, vouches: false })).toEqual(first);
  expect(facts().map(({ fact }) => fact)).toEqual(['opened', 'joined']);
});

describe('whoever objects while it is open', () => {
  const said = (log: MemoryLog) => log.events.map(({ userId, details = new Uint8Array() }) => ({ userId, ...openDetails<Partial<JoinDetails>>(details, keyring) }));

  it('joins it, sealed, each with their words and once', async () => {
    const { open, log, facts } = bench();
    const object = (userId: string, reason: string, contact?: string) => open.execute(NUMBER, { userId, reason, contact }, { subject: userId, key: undefined, vouches: false });
    const first = await object('u-1', 'zzz');
    for (const [userId, reason, contact] of [['u-2', 'our clinic', 'office'], ['u-2', 'our clinic', 'office'], ['u-1', 'zzz'], ['u-2', 'our clinic'], ['u-1', 'more']] as const) {
      expect((await object(userId, reason, contact)).id).toBe(first.id);
    }
    expect(said(log).map(({ fact, reason, contact }) => [fact, reason, contact])).toEqual([
      ['opened', 'zzz', undefined], ['joined', 'our clinic', 'office'], ['joined', 'our clinic', undefined], ['joined', 'more', undefined],
    ]);
    expect(new Set(facts().map(({ disputeId }) => disputeId))).toEqual(new Set([first.id]));
    expect(Buffer.concat(log.events.map(({ details }) => Buffer.from(details ?? []))).toString('latin1')).not.toContain('clinic');
  });

  it('is told by what speaks for them', async () => {
    const { open, log, disputes } = bench();
    const object = (userId: string | undefined, vouches: boolean) => open.execute(NUMBER, { userId, reason: 'ours' }, { subject: userId ?? 'platform', key: undefined, vouches });
    await object('u-1', false);
    disputes.knownUser = (log.events[0]?.userId as number) + 1;
    for (const [userId, vouches] of [['u-2', false], ['u-3', false], ['u-4', true], [undefined, true]] as const) await object(userId, vouches);
    expect(said(log).map(({ standing }) => standing)).toEqual(['none', 'acquainted', 'none', 'vouched', 'vouched']);
  });

  it('fills no room of those with more standing, and each key keeps its answer', async () => {
    const { open, resolve, facts, fold } = bench();
    const object = (at: number, vouches: boolean) => open.execute(NUMBER, { userId: `u-${at}`, reason: 'ours' }, { subject: `u-${at}`, key: 'k', vouches });
    const all = Array.from({ length: 30 }, (_, at) => at);
    const { id } = await object(100, false);
    for (const at of all) await object(at, false);
    await object(200, true);
    fold();
    expect([joins(facts()).length, foldDisputes(facts())[0]?.objectors.map(({ standing }) => standing)]).toEqual([21, ['none', 'vouched', ...new Array<string>(19).fill('none')]]);
    await resolve.execute(id, { outcome: 'rejected', note: 'no', by: 'm-1' });
    for (const at of all) expect((await object(at, false)).id).toBe(id);
  });
});

it('answers whoever came at the same moment with the same one, also once it is decided', async () => {
  const { open, resolve, log, fold } = bench();
  const come = () => Promise.all(['a', 'b', 'c'].map((key) => open.execute(NUMBER, OBJECTION, { subject: 'u-1', key, vouches: false })));
  const [first] = await come();
  fold();
  await resolve.execute(first?.id as string, { outcome: 'upheld', note: 'so', by: 'm-1' });
  expect((await come()).map(({ id, outcome }) => [id, outcome])).toEqual(new Array(3).fill([first?.id, 'upheld']));
  expect(log.events).toHaveLength(2);
});

it('is the same under the same key, also once it is decided; then another key opens the next one', async () => {
  const { open, resolve, log, fold } = bench();
  const at = (key: string) => open.execute(NUMBER, OBJECTION, { subject: 'u-1', key, vouches: false });
  const first = await at('k');
  expect([(await at('k')).id, (await at('other')).id, log.events.length]).toEqual([first.id, first.id, 1]);
  fold();
  await resolve.execute(first.id, { outcome: 'rejected', note: 'no', by: 'm-1' });
  for (const key of ['k', 'other']) expect(await at(key)).toMatchObject({ id: first.id, outcome: 'rejected' });
  const next = await at('next');
  expect([next.id === first.id, next.outcome]).toEqual([false, undefined]);
  await expect(open.execute(NUMBER, { ...OBJECTION, reason: 'other' }, { subject: 'u-1', key: 'k', vouches: false })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  await expect(at('')).rejects.toMatchObject({ code: 'idempotency_key_invalid' });
});

it('knows its key also where its id was made of the key', async () => {
  const { open, resolve, log, fold } = bench();
  const id = idempotentEventId(keyring, ['dispute', 'u-1', NUMBER, 'k']);
  await append(log, id);
  fold();
  await resolve.execute(id, { outcome: 'upheld', note: 'so', by: 'm-1' });
  expect(await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: 'k', vouches: false })).toMatchObject({ id, outcome: 'upheld' });
});

it('is decided together with others of the number that are open', async () => {
  const { resolve, log, facts, fold } = bench();
  const [one, two] = [newEventId(), newEventId()];
  await append(log, one, two);
  fold();
  await resolve.execute(one, { outcome: 'upheld', note: 'so', by: 'm-1' });
  expect(firstDecisions(facts()).map(({ disputeId, outcome }) => [disputeId, outcome])).toEqual([[one, 'upheld'], [two, 'upheld']]);
  fold();
  await expect(resolve.execute(one, { outcome: 'rejected', note: 'no', by: 'm-2' })).rejects.toMatchObject({ code: 'dispute_resolved' });
  await expect(resolve.execute('x', { outcome: 'rejected', note: 'no', by: 'm-2' })).rejects.toMatchObject({ code: 'dispute_unknown' });
});

it.each<[string, Decision, object]>([
  ['the same', { outcome: 'upheld', note: 'so', by: 'm-2' }, { status: 'fulfilled', value: NOW_MS }],
  ['another outcome', { outcome: 'rejected', note: 'so', by: 'm-2' }, { status: 'rejected', reason: expect.objectContaining({ code: 'dispute_resolved' }) }],
  ['another note', { outcome: 'upheld', note: 'well', by: 'm-2' }, { status: 'rejected', reason: expect.objectContaining({ code: 'dispute_resolved' }) }],
])('is decided once: who says %s before the first decision is folded', async (_name, second, answer) => {
  const { open, resolve, clock, facts, fold } = bench();
  const { id } = await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: undefined, vouches: false });
  fold();
  expect(await resolve.execute(id, { outcome: 'upheld', note: 'so', by: 'm-1' })).toBe(NOW_MS);
  clock.nowMs = NOW_MS + DAY_MS;
  expect((await Promise.allSettled([resolve.execute(id, second)]))[0]).toEqual(answer);
  expect(facts().filter(({ fact }) => fact === 'resolved')).toHaveLength(1);
});
