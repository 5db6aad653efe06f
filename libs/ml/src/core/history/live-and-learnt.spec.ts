import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { latestLabels, type UserLabel } from '#realtime/core';
import { addToTally, emptyTally } from '../features/caller-tally.js';
import { byAge, NewestCalls } from '../features/newest-calls.js';
import { randomCall, START_MS } from '../features/random-calls.fixture.js';
import { summariseCaller } from '../features/user-at-call.js';
import { userVectorAt, type CallerKnown } from '../features/user-history.js';
import { BehaviorRows } from './behavior-rows.js';
import { categoryBefore } from './category-named.js';
import type { LoggedCall, NumberHistory } from './history-rows.js';

const DAY_MS = 86_400_000;
const MOST_USER_CALLS = 9;
const NUMBERS = [1, 2, 3, 4];

function histories(seed: number): NumberHistory[] {
  const random = seededRandom(seed);
  const calls = Array.from({ length: 120 }, (_, at): LoggedCall => ({ ...randomCall(4, random), userId: 1 + random.below(3), eventId: `e-${at}` }));
  const labels = Array.from({ length: 12 }, (_, at): UserLabel => ({
    callerId: 1 + random.below(4), userId: 1 + random.below(3), label: 'spam', category: random.below(3) === 0 ? undefined : (['scam', 'loan'] as const)[random.below(2)],
    reportedMs: START_MS + random.below(30) * DAY_MS, eventId: `l-${at}`,
  }));
  return NUMBERS.map((number) => ({ calls: calls.filter(({ call }) => call.callerId === number), labels: labels.filter(({ callerId }) => callerId === number) }));
}

/** The features for a call as they are put together while it rings: from what the stores then hold. */
function asItRings(numbers: readonly NumberHistory[], ringing: LoggedCall): Float64Array {
  const over = ({ occurredAtMs, call }: LoggedCall): boolean => occurredAtMs + (call.durationMs ?? 0) < ringing.occurredAtMs;
  const newest = new NewestCalls();
  const own = numbers.flatMap(({ calls }) => calls).filter((call) => call.userId === ringing.userId && over(call));
  for (const call of own.sort(byAge).slice(-MOST_USER_CALLS)) newest.add(call);
  return userVectorAt(newest.history, ringing, known(numbers[ringing.call.callerId - 1] as NumberHistory, over, ringing.occurredAtMs));
}

function known({ calls, labels }: NumberHistory, over: (call: LoggedCall) => boolean, atMs: number): CallerKnown {
  const tally = emptyTally();
  const ended = calls.filter(over);
  for (const call of ended) addToTally(tally, call);
  const category = categoryBefore(latestLabels(labels.filter(({ reportedMs }) => reportedMs < atMs)))(Infinity);
  return { caller: summariseCaller(tally, new Set(ended.map(({ userId }) => userId)).size), category };
}

it('what is learnt of a call and what is said while it rings rest on the same features', () => {
  fc.assert(fc.property(fc.nat(), (seed) => {
    const numbers = histories(seed);
    const rows = new BehaviorRows({ fromMs: START_MS, toMs: Infinity, target: 'outcome', seed: 1, mostRows: Infinity, mostUserCalls: MOST_USER_CALLS });
    for (const number of numbers) for (const _step of rows.add(number));
    for (const _step of rows.settle());
    const built = rows.finish();
    if ('code' in built) throw new Error(built.code);
    const { rows: count, columns, values } = built.data.features;
    const learnt = Array.from({ length: count }, (_, row) => [built.data.times?.[row], ...values.subarray(row * columns, (row + 1) * columns)].join(' '));
    const asked = numbers.flatMap(({ calls }) => calls).filter(({ call }) => call.direction === 0 && call.outcome !== 3);
    expect(asked.map((call) => [call.occurredAtMs, ...asItRings(numbers, call)].join(' ')).sort()).toEqual(learnt.sort());
  }), { numRuns: 25 });
});
