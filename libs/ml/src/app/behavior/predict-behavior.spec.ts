import type { UserCall } from '#realtime';
import { CALLEE_FEATURES, USER_AT_CALL } from '../../core/index.js';
import type { ServedModel } from '../served-model.js';
import { classifier } from '../watching/watching.fixture.js';
import type { LearntWeights } from './callee-weights.js';
import type { UserMoment } from './live-features.js';
import { PredictBehavior } from './predict-behavior.js';

const NOW_MS = 1_800_000_000_000;
const NAMES = USER_AT_CALL.features.map(({ name }) => name);
const PAIR_CALLS = NAMES.indexOf('pair_calls_in');

const call = (minutesAgo: number, callerId: number, direction = 0): UserCall =>
  ({ eventId: `e-${minutesAgo}`, userId: 1, occurredAtMs: NOW_MS - minutesAgo * 60_000, call: { callerId, direction, outcome: 0, durationMs: undefined, localHour: 9 } });

/** Says that whoever called before is answered, and nobody else. */
const knowing = (shape: { readonly version?: number; readonly featureNames?: readonly string[] } = {}): ServedModel =>
  classifier({ featureNames: ['pair_calls_in', 'weekday'], classes: ['answered', 'missed'], says: ([calls = 0]) => (calls > 0 ? [1, 0] : [0, 1]), ...shape });

interface Given {
  readonly outcome?: ServedModel;
  readonly callback?: ServedModel;
  readonly calls?: readonly UserCall[];
  readonly weights?: LearntWeights;
}

function predicted({ outcome, callback, calls = [], weights }: Given): PredictBehavior {
  const moment: UserMoment = { userId: 1, atMs: NOW_MS, isNow: true, calls, localHour: 9 };
  const vectors = async (_moment: UserMoment, ids: readonly (number | undefined)[]): Promise<Float64Array[]> => ids.map((id) => {
    const vector = new Float64Array(NAMES.length);
    vector[PAIR_CALLS] = calls.filter((one) => one.call.callerId === id).length;
    return vector;
  });
  const champions = { now: async (name: string) => (name === 'behavior_predictor' ? outcome : callback) };
  return new PredictBehavior(champions, { momentOf: async () => moment, vectors }, { latest: async () => weights });
}

const byLatest: LearntWeights = { version: 4, features: CALLEE_FEATURES, weights: Float64Array.from(CALLEE_FEATURES, (name) => (name === 'is_latest' ? 9 : 0)) };

describe('what a user will do with the next call', () => {
  it('is weighed over those who may make it, strangers among them', async () => {
    const { outcome, newCallerShare, calls } = await predicted({ outcome: knowing({ version: 7 }), calls: [call(1, 5), call(2, 5), call(3, 6)] }).nextCall(1, NOW_MS);
    // Two of three calls were the first of their number.
    expect(newCallerShare).toBeCloseTo(3 / 5, 9);
    expect([outcome.model, outcome.version, outcome.reason, calls]).toEqual(['behavior_predictor', 7, null, 3]);
    expect(outcome.probabilities).toEqual({ answered: expect.closeTo(2 / 5, 9) as number, missed: expect.closeTo(3 / 5, 9) as number });
  });

  it.each<[string, Given, string, string]>([
    ['nothing was learnt', { calls: [call(1, 5)] }, 'model_not_trained', 'model_not_trained'],
    ['only one was learnt, of other features', { calls: [call(1, 5)], outcome: knowing({ featureNames: ['x', 'y'] }) }, 'model_unfit', 'model_not_trained'],
    ['nobody has called', { calls: [call(1, 5, 1)], outcome: knowing(), callback: knowing() }, 'calls_missing', 'calls_missing'],
  ])('is not said where %s', async (_name, given, outcome, callback) => {
    const said = await predicted(given).nextCall(1, NOW_MS);
    expect([said.outcome, said.callback]).toMatchObject([{ reason: outcome, probabilities: null }, { reason: callback, probabilities: null }]);
  });

  it('is said of each of several numbers', async () => {
    const said = await predicted({ outcome: knowing(), calls: [call(1, 5)] }).ofCalls(1, [5, undefined], NOW_MS);
    expect(said.map(({ outcome, callback }) => [outcome.probabilities, callback.reason])).toEqual([[{ answered: 1, missed: 0 }, 'model_not_trained'], [{ answered: 0, missed: 1 }, 'model_not_trained']]);
  });
});

describe('whom a user calls next', () => {
  it('is ranked by what was learnt', async () => {
    const { callees } = await predicted({ calls: [call(1, 5, 1), call(2, 6, 1)], weights: byLatest }).nextCall(1, NOW_MS);
    expect([callees.version, callees.reason, callees.callees?.map(({ callerId }) => callerId)]).toEqual([4, null, [5, 6]]);
    expect(callees.callees?.[0]?.probability).toBeGreaterThan(0.99);
  });

  it.each<[string, Given, string]>([
    ['nothing was learnt', { calls: [call(1, 5, 1)] }, 'model_not_trained'],
    ['other features were weighed', { calls: [call(1, 5, 1)], weights: { ...byLatest, features: ['age'] } }, 'model_unfit'],
    ['they never dialled', { calls: [call(1, 5)], weights: byLatest }, 'calls_missing'],
  ])('is not said where %s', async (_name, given, reason) => expect((await predicted(given).nextCall(1, NOW_MS)).callees).toMatchObject({ callees: null, reason }));
});
