import { Clock } from '#kernel';
import type { LogMark } from '#realtime';
import { decodeDataset } from '../core/data/dataset-codec.js';
import type { LoggedCall } from '../core/index.js';
import { CallHistory, type NumberPassed } from './call-history.js';
import { HistoryTraining } from './history-training.js';
import type { HistoryOrder } from './training-jobs.js';

const NOW_MS = Date.UTC(2026, 5, 1);
const MARK: LogMark = { position: 7, receivedMs: NOW_MS - 1 };

class SteadyClock extends Clock {
  now(): number {
    return NOW_MS;
  }
}

/** Ten numbers with three calls each, of half of which came a conversation. */
class FakeCalls extends CallHistory {
  readonly marks: LogMark[] = [];

  end(): Promise<LogMark> {
    return Promise.resolve(MARK);
  }

  async *numbers(until: LogMark): AsyncGenerator<NumberPassed, void, undefined> {
    this.marks.push(until);
    for (let number = 1; number <= 10; number++) {
      const calls = [1, 2, 3].map((user): LoggedCall => ({
        eventId: `${number}-${user}`, userId: user, occurredAtMs: NOW_MS - number * 1000 - user, call: { callerId: number, direction: 0, outcome: 0, durationMs: number % 2 === 0 ? 90_000 : 3000, localHour: 9 },
      }));
      const labels = number % 2 === 0 ? [] : [{ callerId: number, userId: 1, label: 'spam' as const, category: undefined, reportedMs: NOW_MS - 500, eventId: `l-${number}` }];
      yield await Promise.resolve({ calls, labels, done: number / 10 });
    }
  }
}

const calls = new FakeCalls();
const training = new HistoryTraining(calls, new SteadyClock());
const order: HistoryOrder = {
  model: 'spam_classifier', algorithm: 'random_forest', hyperparameters: {}, seed: 3, promote: false, requestedBy: 'u-1', requestId: undefined,
  history: { fromMs: NOW_MS - 86_400_000, toMs: NOW_MS, until: MARK },
};
const unheard = { progress: (): void => undefined, signal: new AbortController().signal };

describe('training from the history', () => {
  it('fixes where the log ended when it was asked for', async () =>
    expect(await training.plan({ modelType: 'anomaly', trainingConfig: { featureSet: 'caller_at_call' } }, { from: '2026-05-31T00:00:00Z' })).toEqual({ ...order.history, until: MARK }));

  it.each([
    ['regression', { featureSet: 'caller_at_call' }], ['forecast', {}], ['classification', {}], ['classification', { featureSet: 'other' }], ['anomaly', { featureSet: ['caller_at_call'] }],
    ['anomaly', { featureSet: 'user_at_call' }],
  ])('is not for a %s with %j', async (modelType, trainingConfig) =>
    expect(training.plan({ modelType: modelType as 'anomaly', trainingConfig }, {})).rejects.toMatchObject({ code: 'history_unavailable' }));

  it('makes the same data again, up to the mark of the order, and says where it comes from', async () => {
    const heard: number[] = [];
    const first = await training.build('classification', order, { ...unheard, progress: (done) => void heard.push(done) });
    expect(first.provenance).toEqual({
      featureSet: { name: 'caller_at_call', version: 1 }, labels: { own: 5, crowd: 0, outcome: 15, unlabelled: 10 },
      data: { source: 'history', from: '2026-05-31T00:00:00.000Z', to: '2026-06-01T00:00:00.000Z' },
    });
    expect(decodeDataset(first.dataset)).toMatchObject({ features: { rows: 20, columns: 30 }, classes: ['not_spam', 'spam'] });
    expect([heard.length, heard.at(-1), calls.marks]).toEqual([10, 1, [MARK]]);
    expect((await training.build('classification', order, unheard)).dataset).toEqual(first.dataset);
  });

  it.each([[{}, 'outcome'], [{ target: 'callback' }, 'callback']])('foretells what users do, by user_at_call and %j', async (config, target) =>
    expect(await training.plan({ modelType: 'classification', trainingConfig: { featureSet: 'user_at_call', ...config } }, {})).toMatchObject({ until: MARK, target }));

  it('makes data of what users did, told in the same way', async () => {
    const behaviour = { ...order, history: { ...order.history, target: 'callback' as const } };
    await expect(training.build('classification', behaviour, unheard)).rejects.toMatchObject({ code: 'training_data_empty' });
    const outcomes = { ...order, history: { ...order.history, target: 'outcome' as const } };
    await expect(training.build('classification', outcomes, unheard)).rejects.toMatchObject({ code: 'training_data_one_class' });
  });

  it('gathers no further once it is ended', async () => {
    const end = new AbortController();
    let heard = 0;
    const progress = (): void => {
      if (++heard === 3) end.abort(new Error('enough'));
    };
    await expect(training.build('anomaly', order, { progress, signal: end.signal })).rejects.toThrow('enough');
    expect(heard).toBe(3);
  });
});
