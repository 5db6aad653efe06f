import fc from 'fast-check';
import { EVENT_KINDS, latestLabels, type FeedbackLabel, type StoredCall, type UserLabel } from '#realtime/core';
import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import { foldReputation, mergeReputation, reputationFrom, type CallerReputation } from './reputation-fold.js';
import { fortnightOf, type Reputation } from './reputation.js';

const CALLER = 1000;
const call = (userId: number, { callerId = CALLER, outcome = 1, daysAgo = 0 } = {}): StoredCall => ({
  eventId: '', kind: EVENT_KINDS.call, userId, occurredAtMs: AS_OF_MS - daysAgo * DAY_MS, position: 1, receivedAtMs: AS_OF_MS,
  call: { callerId, direction: 0, outcome, durationMs: undefined, localHour: 9 },
});
const label = (userId: number, said: FeedbackLabel, daysAgo = 0): UserLabel => ({
  callerId: CALLER, userId, label: said, category: undefined, reportedMs: AS_OF_MS - daysAgo * DAY_MS, eventId: `${userId}${said}${daysAgo}`,
});

/** One row a fortnight, in order, whatever the parts were; parts of one number are no members of anything. */
function summed(parts: readonly (readonly Reputation[])[]): Reputation[] {
  const callHeat = (fortnight: number): number => parts.flat().filter((row) => row.fortnight === fortnight).reduce((sum, row) => sum + row.callHeat, 0);
  const rows = mergeReputation(parts.flat()).map(({ members: _, ...row }) => ({ ...row, callHeat: callHeat(row.fortnight) }));
  return rows.filter(({ heatBad, heatGood, users }) => heatBad !== 0 || heatGood !== 0 || users.low !== 0 || users.high !== 0).sort((a, b) => a.fortnight - b.fortnight);
}

describe('reputation', () => {
  it('hears only users who had a call with the number', () => {
    expect(reputationFrom([], [label(1, 'spam')])).toEqual([]);
    const [quiet, heard] = [reputationFrom([call(1)], []), reputationFrom([call(1)], [label(1, 'spam')])] as [CallerReputation[], CallerReputation[]];
    expect(heard[0]?.heatBad).toBeGreaterThan(quiet[0]?.heatBad as number);
    expect(reputationFrom([call(1)], [label(2, 'spam')])).toEqual(quiet);
    expect(reputationFrom([call(1)], [label(1, 'unsure')])).toEqual(quiet);
  });

  it('counts a report at its own time, and whom the number reached by its calls alone', () => {
    const rows = reputationFrom([call(1)], [label(1, 'not_spam', 40)]).sort((a, b) => a.fortnight - b.fortnight);
    expect(rows.map(({ fortnight }) => fortnight)).toEqual([fortnightOf(AS_OF_MS - 40 * DAY_MS), fortnightOf(AS_OF_MS)]);
    expect(rows[0]).toMatchObject({ heatBad: 0, users: { low: 0, high: 0 }, numbers: { low: 0, high: 0 } });
    expect(rows[0]?.heatGood).toBeGreaterThan(0);
  });

  it('makes a number bad or good in its blocks by its calls alone, whatever is said of it', () => {
    const saying = (said: FeedbackLabel) => Array.from({ length: 30 }, (_, user) => label(user, said));
    const [talk, turnedAway] = [call(1, { outcome: 0 }), call(1)].map((each) => ({ ...each, call: { ...each.call, durationMs: 60_000 } })) as [StoredCall, StoredCall];
    const met = Array.from({ length: 30 }, (_, user) => ({ ...call(user), call: { ...call(user).call, outcome: 4 } }));
    expect(mergeReputation(reputationFrom([talk, ...met], saying('spam')))[0]?.members).toEqual({ bad: 0, good: 1 });
    expect(mergeReputation(reputationFrom([turnedAway, ...met], saying('not_spam')))[0]?.members).toEqual({ bad: 1, good: 0 });
    expect(mergeReputation(reputationFrom(met, saying('spam')))[0]?.members).toEqual({ bad: 0, good: 0 });
  });

  it('is the same in whatever steps words change and calls come', () => {
    const anyStep = fc.record({ userId: fc.integer({ min: 1, max: 3 }), said: fc.constantFrom<FeedbackLabel | 'call'>('call', 'spam', 'not_spam', 'unsure'), daysAgo: fc.integer({ min: 0, max: 60 }) });
    fc.assert(fc.property(fc.uniqueArray(anyStep, { maxLength: 12, selector: (step) => JSON.stringify(step) }), (steps) => {
      const [calls, labels]: [StoredCall[], UserLabel[]] = [[], []];
      const word = (userId: number) => ({ met: calls.some((each) => each.userId === userId), said: latestLabels(labels).find((each) => each.userId === userId) });
      const parts = steps.map(({ userId, said, daysAgo }) => {
        const before = word(userId);
        const mine = said === 'call' ? [call(userId, { daysAgo })] : [];
        calls.push(...mine);
        if (said !== 'call') labels.push(label(userId, said, daysAgo));
        return foldReputation(mine, [{ callerId: CALLER, before, after: word(userId) }]);
      });
      expect(summed(parts)).toEqual(summed([reputationFrom(calls, latestLabels(labels))]));
    }));
  });

  it('of a block is that of its numbers together', () => {
    const calls = [call(1), call(2, { callerId: 1001 }), call(3, { callerId: 1001, daysAgo: 30 })];
    const merged = mergeReputation(reputationFrom(calls, []));
    expect(merged.map(({ fortnight }) => fortnight).sort()).toEqual([fortnightOf(AS_OF_MS - 30 * DAY_MS), fortnightOf(AS_OF_MS)]);
    const alone = reputationFrom([call(1)], [])[0] as CallerReputation;
    expect(merged.find(({ fortnight }) => fortnight === fortnightOf(AS_OF_MS))).toMatchObject({ heatBad: 2 * alone.heatBad, evidenceBad: 2 * alone.evidenceBad, members: { bad: 2, good: 0 } });
    expect(mergeReputation([...merged, ...merged])[0]?.members).toEqual({ bad: 2 * (merged[0]?.members?.bad as number), good: 0 });
  });
});
