import { Keyring, type E164 } from '#privacy';
import { readConfig, type Settings } from '#platform/config';
import { EVENT_KINDS } from '#realtime/core';
import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { MemoryIdentities } from '../../../../test/contracts/memory-identities.fixture.js';
import { MemoryEventLog, MemoryLog } from '../../../../test/contracts/memory-log.fixture.js';
import { firstDecisions, foldDisputes, type Dispute } from '../core/index.js';
import { CallerDisputes, type DisputeCase } from './caller-disputes.js';
import { disputesIn } from './open-dispute-facts.js';
import { OpenDispute } from './open-dispute.js';
import { ResolveDispute } from './resolve-dispute.js';

const keyring = new Keyring('a key for tests of more than 32 characters');
const clock = new FixedClock(NOW_MS);
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

function bench() {
  const log = new MemoryLog(clock);
  const disputes = new FakeDisputes();
  const settings = { env: readConfig({ DISPUTE_DEADLINE_DAYS: '3' }, {}).env } as Settings;
  const events = new MemoryEventLog(log);
  const facts = () => disputesIn(log.events, keyring);
  const fold = (): void => void (disputes.known = foldDisputes(facts()));
  return { log, disputes, facts, fold, open: new OpenDispute(new MemoryIdentities(), disputes, events, keyring, clock, settings), resolve: new ResolveDispute(disputes, events, keyring, clock) };
}

it('is opened as a fact of the number, its text sealed', async () => {
  const { open, log, facts } = bench();
  const { id, deadlineMs } = await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: undefined });
  expect(deadlineMs).toBe(NOW_MS + 3 * DAY_MS);
  expect(log.events).toMatchObject([{ eventId: id, kind: EVENT_KINDS.dispute }]);
  expect(Buffer.from(log.events[0]?.details ?? []).toString('latin1')).not.toContain('ours');
  expect(facts()).toMatchObject([{ fact: 'opened', disputeId: id, deadlineMs }]);
});

it('is the same under the same key, also before it is folded; another key finds the open one once it is', async () => {
  const { open, log, fold } = bench();
  const at = (key: string) => open.execute(NUMBER, OBJECTION, { subject: 'u-1', key });
  const [first, again] = [await at('k'), await at('k')];
  expect([again.id, new Set(log.events.map(({ eventId }) => eventId)).size]).toEqual([first.id, 1]);
  fold();
  expect((await at('other')).id).toBe(first.id);
  await expect(at('')).rejects.toMatchObject({ code: 'idempotency_key_invalid' });
});

it('is decided together with one that was opened before the first was known of', async () => {
  const { open, resolve, facts, fold } = bench();
  const [one, two] = [await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: 'a' }), await open.execute(NUMBER, OBJECTION, { subject: 'u-1', key: 'b' })];
  fold();
  await resolve.execute(one.id, { outcome: 'upheld', note: 'so', by: 'm-1' });
  expect(firstDecisions(facts()).map(({ disputeId, outcome }) => [disputeId, outcome]).sort()).toEqual([[one.id, 'upheld'], [two.id, 'upheld']].sort());
  fold();
  await expect(resolve.execute(one.id, { outcome: 'rejected', note: 'no', by: 'm-2' })).rejects.toMatchObject({ code: 'dispute_resolved' });
  await expect(resolve.execute('x', { outcome: 'rejected', note: 'no', by: 'm-2' })).rejects.toMatchObject({ code: 'dispute_unknown' });
});
