import { PredictedCalls } from './predicted-calls.js';

const NOW_MS = Date.parse('2026-03-20T12:00:00Z');

describe('the model that foresees behaviour', () => {
  const told = (probabilities: Record<string, number> | null) => ({ model: 'behavior_predictor', version: 1, probabilities, reason: null });
  const predicted = (all: Record<string, number> | null, newCallerShare: number | null) => new PredictedCalls({
    nextCall: async () => ({ outcome: told(all), callback: told(null), callees: { model: 'c', version: null, callees: null, reason: 'model_not_trained' }, calls: 9, newCallerShare }),
    ofCalls: async (_user, callers) => callers.map((id) => ({ outcome: told(id === undefined ? { missed: 0.8, answered: 0.2 } : null), callback: told(null) })),
  });

  it('is asked about the next call, and about one of a stranger', async () =>
    expect(await predicted({ answered: 0.7, rejected: 0.3 }, 0.4).at(1, NOW_MS)).toEqual({ newCallers: 0.4, all: { answered: 0.7, missed: 0 }, ofNewCallers: { answered: 0.2, missed: 0.8 } }));

  it('says nothing untrained, or where nobody has called', async () =>
    expect([await predicted(null, 0.4).at(1, NOW_MS), await predicted({ answered: 1 }, null).at(1, NOW_MS)]).toEqual([undefined, undefined]));
});
