import type { HistoricCall } from '../features/caller-history.js';
import { START_MS } from '../features/random-calls.fixture.js';
import { CALLEE_FEATURES } from './callee-features.js';
import { judgeCalleeWeights } from './judge-callees.js';

const HOUR_MS = 3_600_000;
const dial = (at: number, callerId: number): HistoricCall => ({ userId: 1, occurredAtMs: START_MS + at * HOUR_MS, call: { callerId, direction: 1, outcome: 0, durationMs: undefined, localHour: 9 } });

describe('weights of next callees', () => {
  it('are judged on the newest choices: who alternates is foreseen by them, and never by the latest contact', () => {
    const judged = judgeCalleeWeights(Array.from({ length: 100 }, (_, at) => dial(at, 1 + (at % 2))));
    expect(judged).toMatchObject({ features: CALLEE_FEATURES, choices: 100, top1: 1, mostRecentTop1: 0 });
    expect(judged?.weights).toHaveLength(CALLEE_FEATURES.length);
  });

  it('are not there where nobody chose between two, and not judged where nothing was to be learnt before', () => {
    expect(judgeCalleeWeights([dial(0, 1), dial(1, 1)])).toBeUndefined();
    expect(judgeCalleeWeights([dial(0, 1), dial(1, 2), dial(2, 1)])).toMatchObject({ top1: null, mostRecentTop1: 0 });
  });
});
