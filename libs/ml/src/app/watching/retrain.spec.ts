import { DAY_MS } from '#kernel';
import { learnsFromHistory, Retrain } from './retrain.js';
import type { RetrainingAnswer } from './request-retraining.js';
import { clock, MemoryAudit, MODEL, NOW_MS } from './watching.fixture.js';

const learning = { ...MODEL, trainingConfig: { featureSet: 'caller_at_call' } };

function stage(answer: RetrainingAnswer = { jobId: '7' }) {
  const [audit, asked] = [new MemoryAudit(), [] as string[]];
  const request = { execute: async (model: string, reason: string) => { asked.push(`${model}: ${reason}`); return answer; } };
  return { audit, asked, retrain: new Retrain(audit, request, clock) };
}

it.each([
  ['the shipped classifier', { ...MODEL, name: 'spam_classifier', builtIn: true }, true], ['the shipped detector', { ...MODEL, name: 'anomaly_detector', builtIn: true }, true],
  ['the forecaster', { ...MODEL, name: 'time_series_forecaster', builtIn: true }, true],
  ['another one that was shipped', { ...MODEL, name: 'behavior_predictor', builtIn: true }, false], ['one of those features', learning, true], ['one of what users do', { ...MODEL, trainingConfig: { featureSet: 'user_at_call' } }, true], ['any other', MODEL, false],
])('%s learns from history: %p', (_name, model, learns) => expect(learnsFromHistory(model)).toBe(learns));

describe('retraining', () => {
  it('is asked for once a day', async () => {
    const { audit, asked, retrain } = stage();
    expect([await retrain.execute(learning, 'drift'), await retrain.execute(learning, 'more drift')]).toEqual([true, false]);
    expect(asked).toEqual(['m: drift']);
    expect(audit.rows).toMatchObject([{ action: 'retraining_requested', reason: 'drift', details: { jobId: '7' } }]);
    audit.rows[0] = { ...audit.rows[0]!, actedMs: NOW_MS - DAY_MS };
    expect(await retrain.execute(learning, 'drift still')).toBe(true);
  });

  it('that is refused is told, and no more asked for that day', async () => {
    const { audit, retrain } = stage({ refused: 'history_unavailable' });
    expect([await retrain.execute(learning, 'drift'), await retrain.execute(learning, 'drift')]).toEqual([true, false]);
    expect(audit.rows).toMatchObject([{ action: 'retraining_refused', details: { refused: 'history_unavailable' } }]);
  });

  it('is not for models that learn from what they are sent', async () => {
    const { audit, retrain } = stage();
    expect([await retrain.execute(MODEL, 'drift'), audit.rows]).toEqual([false, []]);
  });
});
