import fc from 'fast-check';
import { seededRandom, type Random } from '#kernel';
import { randomCall, START_MS } from '../features/random-calls.fixture.js';
import { USER_AT_CALL } from '../features/user-at-call.js';
import { BehaviorRows, type BehaviorPlan } from './behavior-rows.js';
import type { HistoryData, LoggedCall, NumberHistory } from './history-rows.js';
import type { DataFault } from '../data/training-data.js';

const DAY_MS = 86_400_000;
const MIDDLE_MS = START_MS + 15 * DAY_MS;
const PLAN: BehaviorPlan = { fromMs: START_MS, toMs: START_MS + 40 * DAY_MS, target: 'outcome', seed: 1, mostRows: 10_000 };

const forEverySeed = (check: (random: Random) => void): void => fc.assert(fc.property(fc.nat(), (seed) => check(seededRandom(seed))), { numRuns: 25 });

/** Sixty calls of four numbers, by number. */
function randomNumbers(random: Random, prefix = 'e'): NumberHistory[] {
  const calls = Array.from({ length: 60 }, (_, at): LoggedCall => ({ ...randomCall(4, random), eventId: `${prefix}-${at}` }));
  return [1, 2, 3, 4].map((number) => ({ calls: calls.filter(({ call }) => call.callerId === number), labels: [] }));
}

function gather(numbers: readonly NumberHistory[], plan: Partial<BehaviorPlan> = {}): HistoryData | DataFault {
  const rows = new BehaviorRows({ ...PLAN, ...plan });
  for (const number of numbers) for (const _step of rows.add(number));
  for (const _step of rows.settle());
  return rows.finish();
}

function good(numbers: readonly NumberHistory[], plan: Partial<BehaviorPlan> = {}): HistoryData {
  const built = gather(numbers, plan);
  if ('code' in built) throw new Error(built.code);
  return built;
}

describe('rows of what users did with calls', () => {
  it('are the incoming calls of the range that have a label, in the order of their time', () => {
    forEverySeed((random) => {
      const numbers = randomNumbers(random);
      const incoming = numbers.flatMap(({ calls }) => calls).filter(({ call, occurredAtMs }) => call.direction === 0 && occurredAtMs >= MIDDLE_MS);
      const { data, found, labels } = good(numbers, { fromMs: MIDDLE_MS });
      const expected = incoming.filter(({ call }) => call.outcome !== 3).map(({ occurredAtMs }) => occurredAtMs);
      expect([...data.times ?? []]).toEqual(expected.sort((left, right) => left - right));
      expect([found, labels?.unlabelled, data.features.columns]).toEqual([expected.length, incoming.length - expected.length, USER_AT_CALL.features.length]);
    });
  });

  it('do not see what comes after their own call', () => {
    forEverySeed((random) => {
      const [numbers, others] = [randomNumbers(random), randomNumbers(random, 'f')];
      const past = numbers.map(({ calls, labels }) => ({ labels, calls: calls.filter(({ occurredAtMs }) => occurredAtMs < MIDDLE_MS) }));
      const changed = past.map(({ calls }, at) => ({ labels: [], calls: [...(others[at] as NumberHistory).calls.filter(({ occurredAtMs }) => occurredAtMs >= MIDDLE_MS), ...calls] }));
      const known = good(past).data.features.values;
      expect(good(changed).data.features.values.subarray(0, known.length)).toEqual(known);
      expect(good(changed, { toMs: MIDDLE_MS })).toEqual(good(past, { toMs: MIDDLE_MS }));
    });
  });

  const call = (atMs: number, rest: Partial<LoggedCall['call']> = {}): LoggedCall =>
    ({ eventId: `c-${atMs}`, userId: 1, occurredAtMs: START_MS + atMs, call: { callerId: 1, direction: 0, outcome: 0, durationMs: undefined, localHour: 9, ...rest } });
  const column = ({ data }: HistoryData, name: string): number[] => {
    const at = data.featureNames.indexOf(name);
    return Array.from({ length: data.features.rows }, (_, row) => data.features.values[row * data.features.columns + at] as number);
  };

  it('do not know how a call under way ends', () => {
    const built = good([{ calls: [call(0, { durationMs: 5000 }), call(3000, { outcome: 2 }), call(6000)], labels: [] }]);
    expect([column(built, 'user_calls_in'), column(built, 'caller_calls'), column(built, 'pair_unanswered_streak')]).toEqual([[0, 0, 2], [0, 0, 2], [0, 0, 1]]);
  });

  it('know the kind of spam that a user named before, and what other users did', () => {
    const labels = [{ callerId: 1, userId: 2, label: 'spam' as const, category: 'scam' as const, reportedMs: START_MS + 2000, eventId: 'l' }];
    const built = good([{ calls: [call(0), { ...call(1000, { outcome: 1 }), userId: 2 }, call(3000)], labels }]);
    expect([column(built, 'category_a').map(Number.isNaN), column(built, 'caller_users'), column(built, 'user_calls_in')]).toEqual([[true, true, false], [0, 1, 2], [0, 0, 1]]);
  });

  it('are of some users with all of their calls where there are too many: the same for the same seed', () => {
    const random = seededRandom(8);
    const numbers = Array.from({ length: 20 }, (_, number): NumberHistory => ({
      calls: Array.from({ length: 40 }, (_unused, at) => ({ ...randomCall(1, random), userId: 1 + random.below(50), eventId: `${number}-${at}` })), labels: [],
    }));
    const all = good(numbers);
    const some = good(numbers, { mostRows: 300 });
    expect([some.data.features.rows < 300, some.data.features.rows > 100, good(numbers, { mostRows: 300 })]).toEqual([true, true, some]);
    const contacts = column(all, 'contacts').map((value, row) => `${all.data.times?.[row]} ${value}`);
    for (const [row, value] of column(some, 'contacts').entries()) expect(contacts).toContain(`${some.data.times?.[row]} ${value}`);
  });

  it.each<[string, NumberHistory[], Partial<BehaviorPlan>, string]>([
    ['no call', [], {}, 'training_data_empty'],
    ['a transfer alone', [{ calls: [call(0, { outcome: 3 })], labels: [] }], {}, 'training_data_empty'],
    ['no day that is over', [{ calls: [call(0)], labels: [] }], { target: 'callback', toMs: START_MS + 1000 }, 'training_data_empty'],
    ['one kind of outcome', [{ calls: [call(0), call(9)], labels: [] }], {}, 'training_data_one_class'],
  ])('are no data set where there is %s', (_name, numbers, plan, code) => expect(gather(numbers, plan)).toMatchObject({ code }));

  it('name only classes that occur', () =>
    expect(good([{ calls: [call(0), call(9, { outcome: 1 })], labels: [] }]).data).toMatchObject({ classes: ['answered', 'rejected'], labels: Float64Array.of(0, 1) }));
});
