import fc from 'fast-check';
import { seededRandom } from '#kernel';
import type { HistoricCall } from '../features/caller-history.js';
import { randomCalls, START_MS } from '../features/random-calls.fixture.js';
import { addToBook, emptyBook, weightAt, type BookEntry } from './call-book.js';
import { CALLEE_FEATURES, candidatesAt } from './callee-features.js';
import { choiceChances, fitConditionalLogit } from './conditional-logit.js';
import { choicesIn, learnCalleeWeights, rankCallees } from './next-callee.js';

const DAY_MS = 86_400_000;
const dial = (atMs: number, callerId: number, rest: Partial<HistoricCall['call']> = {}): HistoricCall =>
  ({ userId: 1, occurredAtMs: START_MS + atMs, call: { callerId, direction: 1, outcome: 0, durationMs: undefined, localHour: 9, ...rest } });
const bookOf = (calls: readonly HistoricCall[]): ReturnType<typeof emptyBook> => {
  const book = emptyBook();
  for (const call of calls) addToBook(book, call);
  return book;
};
const moment = { atMs: START_MS + DAY_MS, localHour: 9 };
const weightsOf = (of: Readonly<Record<string, number>>): Float64Array => Float64Array.from(CALLEE_FEATURES, (name) => of[name] ?? 0);

describe('the next callee', () => {
  const book = bookOf([dial(0, 1), dial(10, 1), dial(20, 2), dial(30, 3, { direction: 0, outcome: 2 })]);

  it.each<[string, Record<string, number>, number]>([
    ['the latest', { is_latest: 1 }, 3], ['the most dialled', { log_outgoing: 1 }, 1], ['who was dialled last', { nearness_out: 1 }, 2], ['who is owed a call', { owes_a_call: 1 }, 3],
  ])('is %s where only that counts', (_name, weights, expected) => expect(rankCallees(book, moment, weightsOf(weights))[0]?.number).toBe(expected));

  it('has chances that add up to 1, ties in the order of contact, and nobody where there was no call', () => {
    const ranked = rankCallees(book, moment, weightsOf({}));
    expect(ranked.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(ranked.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    expect(rankCallees(emptyBook(), moment, weightsOf({}))).toEqual([]);
  });

  it('is told by features that are finite, whatever the calls', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: -40, max: 40 }), (seed, days) => {
      const { features } = candidatesAt(bookOf(randomCalls(6, seededRandom(seed))), { atMs: START_MS + days * DAY_MS, localHour: 23 });
      expect(features.values.every(Number.isFinite)).toBe(true);
    }));
  });

  it('is learnt from what users chose', () => {
    const alternating = Array.from({ length: 40 }, (_, at) => dial(at * 3_600_000, 1 + (at % 2)));
    const weights = learnCalleeWeights(choicesIn(alternating)) as Float64Array;
    expect(rankCallees(bookOf(alternating), { atMs: START_MS + 40 * 3_600_000, localHour: 9 }, weights)[0]).toMatchObject({ number: 1, probability: expect.closeTo(1, 1) });
    expect(learnCalleeWeights(choicesIn([dial(0, 1), dial(1, 1)]))).toBeUndefined();
  });

  it('is chosen among those known before the call', () => {
    const choices = [...choicesIn([dial(0, 1), dial(1, 2, { direction: 0 }), dial(2, 3), { ...dial(3, 1), userId: 2 }])];
    expect(choices.map(({ call, candidates }) => [call.userId, call.call.callerId, candidates.numbers])).toEqual([[1, 1, []], [1, 3, [2, 1]], [2, 1, []]]);
  });

  it('weighs a call half after three days', () => {
    const entry = bookOf([dial(0, 1), dial(3 * DAY_MS, 1)]).entries.get(1) as BookEntry;
    expect([weightAt(entry, START_MS + 3 * DAY_MS), weightAt(entry, START_MS + 6 * DAY_MS)]).toEqual([1.5, 0.75]);
  });
});

describe('a conditional logit', () => {
  const choice = (chosen: number): { features: { rows: number; columns: number; values: Float64Array }; chosen: number } => ({ features: { rows: 2, columns: 1, values: Float64Array.of(1, 0) }, chosen });

  it('of two candidates finds the log-odds of how often each was taken', () => {
    const choices = [...Array.from({ length: 30 }, () => choice(0)), ...Array.from({ length: 10 }, () => choice(1))];
    expect(fitConditionalLogit(choices, 1e-9)?.[0]).toBeCloseTo(Math.log(3), 4);
    expect(Math.abs(fitConditionalLogit(choices, 1e6)?.[0] ?? NaN)).toBeLessThan(1e-4);
  });

  it('gives chances also for scores beyond exp', () => {
    expect([...choiceChances(choice(0).features, Float64Array.of(1e4))]).toEqual([1, 0]);
    expect(choiceChances({ rows: 0, columns: 1, values: new Float64Array(0) }, Float64Array.of(1))).toHaveLength(0);
  });

  it('learns nothing where there was nothing to choose', () => expect(fitConditionalLogit([{ features: { rows: 1, columns: 1, values: Float64Array.of(1) }, chosen: 0 }], 1)).toBeUndefined());
});
