import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { addCall as addLive, emptyCaller, foldPairs } from '../../libs/callers/src/core/index.js';
import { evidenceOf } from '../../libs/callers/src/core/evidence.js';
import { CALLER_AT_CALL } from '../../libs/ml/src/core/features/caller-at-call.js';
import { addCall, emptyHistory, vectorAt, type HistoricCall } from '../../libs/ml/src/core/features/caller-history.js';
import { HistoryRows } from '../../libs/ml/src/core/history/history-rows.js';
import { randomCall, randomCalls } from '../../libs/ml/src/core/features/random-calls.fixture.js';
import type { StoredCall } from '../../libs/realtime/src/core/index.js';

/** What a verdict rests on after `calls`, as the live projections hold it. */
function evidence(calls: readonly HistoricCall[], userId: number, asOfMs: number) {
  const stored = calls as unknown as readonly StoredCall[];
  const caller = emptyCaller();
  for (const call of stored) addLive(caller, call);
  const pairs = foldPairs(stored);
  const relation = pairs.find((pair) => pair.userId === userId);
  return evidenceOf({ caller: calls.length === 0 ? undefined : caller, users: pairs.length, reports: [], relation, asOfMs });
}

describe('the features of a caller', () => {
  it('are the same from the evidence of a verdict as from the history a model learns from', () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const random = seededRandom(seed);
      const calls = randomCalls(1, random);
      const { userId, occurredAtMs } = randomCall(1, random);
      const history = emptyHistory();
      for (const call of calls) addCall(history, call);
      expect(vectorAt(history, { userId }, occurredAtMs)).toEqual(CALLER_AT_CALL.vector(evidence(calls, userId, occurredAtMs)));
    }), { numRuns: 300 });
  });

  it('are in a training set what a verdict rested on while the phone rang, whatever came later', () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const random = seededRandom(seed);
      const calls = randomCalls(1, random).map((call, at) => ({ ...call, eventId: `e-${at}` }));
      const rows = new HistoryRows({ fromMs: 0, toMs: Infinity, labelled: false, seed: 1, mostRows: 100 });
      for (const _step of rows.add({ calls, labels: [] }));
      const built = rows.finish();
      const expected = calls.flatMap((call, at) => (call.call.direction === 0 ? [...CALLER_AT_CALL.vector(evidence(calls.slice(0, at), call.userId, call.occurredAtMs))] : []));
      expect('code' in built ? [] : [...built.data.features.values]).toEqual(expected);
    }), { numRuns: 200 });
  });
});
