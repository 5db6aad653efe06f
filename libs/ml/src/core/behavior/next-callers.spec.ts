import fc from 'fast-check';
import { seededRandom } from '#kernel';
import type { HistoricCall } from '../features/caller-history.js';
import { randomCalls, START_MS } from '../features/random-calls.fixture.js';
import { nextCallers } from './next-callers.js';

const DAY_MS = 86_400_000;
const call = (days: number, callerId: number, direction = 0): HistoricCall =>
  ({ userId: 1, occurredAtMs: START_MS + days * DAY_MS, call: { callerId, direction, outcome: 0, durationMs: undefined, localHour: 9 } });

describe('who may call next', () => {
  it.each<[string, HistoricCall[], [number | undefined, number][]]>([
    ['nobody where nobody has called', [call(0, 1, 1)], []],
    ['a stranger twice in three after one call', [call(0, 1)], [[1, 1 / 3], [undefined, 2 / 3]]],
    ['no stranger who was dialled before', [call(0, 1, 1), call(1, 1)], [[1, 2 / 3], [undefined, 1 / 3]]],
    ['half as likely who called a fortnight before', [call(0, 1), call(14, 2)], [[2, 1 / 6], [1, 1 / 12], [undefined, 3 / 4]]],
  ])('is %s', (_name, calls, expected) =>
    expect(nextCallers(calls, START_MS + 14 * DAY_MS, 5).map(({ callerId, share }) => [callerId, share])).toEqual(expected.map(([callerId, share]) => [callerId, expect.closeTo(share, 9) as number])));

  it('takes no number for a stranger because the calls before were not read', () => {
    const calls = Array.from({ length: 1000 }, (_, at) => call(at / 100, at % 40));
    const strangers = (isCut: boolean): number => nextCallers(calls, START_MS + 10 * DAY_MS, 5, isCut).at(-1)!.share;
    expect([strangers(false), strangers(true)]).toEqual([41 / 1002, 1 / 502]);
  });

  it('has shares that add up to 1, whoever is left out and however long ago', () => {
    fc.assert(fc.property(fc.nat(), fc.integer({ min: 0, max: 100_000 }), (seed, days) => {
      const callers = nextCallers(randomCalls(9, seededRandom(seed)), START_MS + days * DAY_MS, 3);
      if (callers.length > 0) expect(callers.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
      expect(callers.length).toBeLessThanOrEqual(4);
    }));
  });
});
