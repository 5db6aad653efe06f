import { Keyring, type E164 } from '#privacy';
import { EventHistory, idempotentEventId, newEventId } from '#realtime';
import { EVENT_KINDS, type StoredEvent } from '#realtime/core';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { memoryActs } from '../../../../test/contracts/memory-acts.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import { firstDecisions, foldDisputes, type Dispute } from '../core/index.js';
import { CallerDisputes, type DisputeCase } from './caller-disputes.js';
import { disputesIn, sealDetails } from './open-dispute-facts.js';
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
  const open = new OpenDispute(new MemoryIdentities(), history, events, keyring, memoryActs(keyring), { clock, deadlineDays: () => 3 });
  return { log, clock, history, facts, fold, open, resolve: new ResolveDispute(disputes, history, events, keyring, clock) };
}

it('is opened as a fact of the number, its text sealed', async () => {
  const { open, log, facts } = bench();
  const { id, deadlineMs } = await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: undefined });
  expect(deadlineMs).toBe(NOW_MS + 3 * DAY_MS);
  expect(log.events).toMatchObject([{ eventId: id, kind: EVENT_KINDS.dispute }]);
  expect(Buffer.from(log.events[0]?.details ?? []).toString('latin1')).not.toContain('ours');
  expect(facts()).toMatchObject([{ fact: 'opened', disputeId: id, deadlineMs }]);
});

it('is one however many open it at once, and all are told of that one', async () => {
  const { open, log } = bench();
  const answers = await Promise.all(Array.from({ length: 50 }, (_, user) => open.execute(NUMBER, { ...OBJECTION, userId: `u-${user}` }, { subject: `u-${user}`, key: user % 2 === 0 ? `k-${user}` : undefined })));
  expect(log.events).toHaveLength(1);
  expect(new Set(answers.map(({ id }) => id))).toEqual(new Set([log.events[0]?.eventId]));
});

it('answers a latecomer with the deadline of the one that stands', async () => {
  const { open, log, clock, history } = bench();
  const first = await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: undefined });
  clock.nowMs = NOW_MS + DAY_MS;
  history.early = 1;
  expect(await open.execute(NUMBER, OBJECTION, { subject: 'u-2', key: undefined })).toEqual(first);
  expect(log.events).toHaveLength(1);
});

it('is the same under the same key, also once it is decided; then another key opens the next one', async () => {
  const { open, resolve, log, fold } = bench();
  const at = (key: string) => open.execute(NUMBER, OBJECTION, { subject: 'u-1', key });
  const first = await at('k');
  expect([(await at('k')).id, (await at('other')).id, log.events.length]).toEqual([first.id, first.id, 1]);
  fold();
  await resolve.execute(first.id, { outcome: 'rejected', note: 'no', by: 'm-1' });
  expect(await at('k')).toMatchObject({ id: first.id, outcome: 'rejected' });
  const next = await at('next');
  expect([next.id === first.id, next.outcome]).toEqual([false, undefined]);
  await expect(open.execute(NUMBER, { ...OBJECTION, reason: 'other' }, { subject: 'u-1', key: 'k' })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  await expect(at('')).rejects.toMatchObject({ code: 'idempotency_key_invalid' });
});

it('knows its key also where its id was made of the key', async () => {
  const { open, resolve, log, fold } = bench();
  const id = idempotentEventId(keyring, ['dispute', 'u-1', NUMBER, 'k']);
  await append(log, id);
  fold();
  await resolve.execute(id, { outcome: 'upheld', note: 'so', by: 'm-1' });
  expect(await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: 'k' })).toMatchObject({ id, outcome: 'upheld' });
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
  const { id } = await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: undefined });
  fold();
  expect(await resolve.execute(id, { outcome: 'upheld', note: 'so', by: 'm-1' })).toBe(NOW_MS);
  clock.nowMs = NOW_MS + DAY_MS;
  expect((await Promise.allSettled([resolve.execute(id, second)]))[0]).toEqual(answer);
  expect(facts().filter(({ fact }) => fact === 'resolved')).toHaveLength(1);
});
