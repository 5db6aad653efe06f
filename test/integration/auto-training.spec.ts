import { PredictiveModels, PredictiveModelsModule } from '#ml';
import { ModelService, type Answer } from './model-service.fixture.js';

interface Tried {
  readonly algorithm: string;
  readonly share: number;
  readonly value: number | null;
  readonly seconds: number;
}

interface Passport {
  readonly algorithm: string;
  readonly hyperparameters: object;
  readonly search?: { readonly trials: number; readonly seconds: number; readonly measure: string; readonly leaderboard: readonly Tried[] };
}

interface Job {
  readonly state: string;
  readonly progress: number;
  readonly result: { readonly version: number; readonly leaderboard: readonly Tried[] };
  readonly error: { readonly code: string } | null;
}

let service: ModelService;
let models: PredictiveModels;
beforeAll(async () => {
  service = await ModelService.start({ ML_TRAINING_BATCH_SIZE: '7' });
  models = service.api.app.select(PredictiveModelsModule).get(PredictiveModels);
});
afterAll(() => service.stop());

const ask = <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => service.ask<T>(method, path, body);

async function train(name: string, order: unknown): Promise<Job> {
  const { body: { jobId } } = await ask<{ jobId: string }>('POST', `/api/models/${name}/train`, order);
  return service.ended<Job>(jobId);
}

async function passportsOf(name: string): Promise<readonly Passport[]> {
  return (await ask<{ items: { passport: Passport }[] }>('GET', `/api/models/${name}/versions`)).body.items.map(({ passport }) => passport);
}

const untimed = (tried: readonly Tried[]): unknown[] => tried.map(({ seconds: _seconds, ...rest }) => rest);

/** Spam where two columns add up to much, now and then wrongly said. */
const features = Array.from({ length: 150 }, (_, row) => [row % 10, (row * 7) % 13, row % 17 === 0 ? null : Math.sin(row)]);
const labels = features.map(([first, second], row) => ((first as number) + (second as number) > 10 !== (row % 19 === 0) ? 'spam' : 'fine'));

describe('a search for a model', () => {
  const order = { features, labels, algorithm: 'auto', hyperparameters: { trials: 4, seconds: 600 }, seed: 3 };

  it('trains its winner, says what else was tried, and is a matter of the seed', async () => {
    const first = await train('behavior_predictor', order);
    expect(first).toMatchObject({ state: 'completed', progress: 100, error: null, result: { version: 1 } });
    const again = await train('behavior_predictor', order);
    const [second, passport] = (await passportsOf('behavior_predictor')) as [Passport, Passport];
    expect(passport.search).toMatchObject({ trials: 4, seconds: 600, measure: 'logLoss', leaderboard: first.result.leaderboard });
    expect(first.result.leaderboard).toHaveLength(4);
    expect(first.result.leaderboard[0]).toMatchObject({ algorithm: passport.algorithm, share: 1, value: expect.any(Number) as number });
    expect(untimed(again.result.leaderboard)).toEqual(untimed(first.result.leaderboard));
    expect([second.algorithm, second.hyperparameters]).toEqual([passport.algorithm, passport.hyperparameters]);
    expect((await ask('POST', '/api/models/behavior_predictor/predict', { instances: [[9, 12, 0]] })).body).toMatchObject({ predictions: [{ label: 'spam' }] });
  });

  it('fails with a reason where there is no time', async () =>
    expect(await train('spam_classifier', { features: Array.from({ length: 12_000 }, (_, row) => [Math.sin(row), Math.cos(row * 3), row % 7, Math.sin(row * 11)]), labels: Array.from({ length: 12_000 }, (_, row) => row % 90), algorithm: 'auto', hyperparameters: { trials: 1, seconds: 1 } }))
      .toMatchObject({ state: 'failed', error: { code: 'search_out_of_time' } }));

  it.each([
    ['anomaly_detector', { features: [[1]], algorithm: 'auto' }, 'algorithm'],
    ['spam_classifier', { ...order, hyperparameters: { trials: 0 } }, 'hyperparameters.trials'],
    ['spam_classifier', { ...order, hyperparameters: { trials: 201 } }, 'hyperparameters.trials'],
    ['spam_classifier', { ...order, hyperparameters: { seconds: 3601 } }, 'hyperparameters.seconds'],
    ['spam_classifier', { ...order, hyperparameters: { trees: 10 } }, 'hyperparameters.trees'],
  ])('of %s is refused where it cannot be (%#)', async (name, refused, path) =>
    expect((await ask('POST', `/api/models/${name}/train`, refused)).body).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ path }] }));
});

describe('through code', () => {
  it('a model is registered, searched for and served', async () => {
    const targets = features.map(([first, second]) => 3 * (first as number) - (second as number));
    await models.registerModel('by_code', { modelType: 'regression', algorithm: 'auto', hyperparameters: { trials: 2, seconds: 600 } });
    const { version, passport } = await models.trainModel('by_code', { features, labels: targets, featureNames: ['a', 'b', 'c'], seed: 5 });
    expect([version, passport.seed, passport.features]).toEqual([1, 5, ['a', 'b', 'c']]);
    expect(passport.search).toMatchObject({ trials: 2, measure: 'rootMeanSquaredError' });
    const { body } = await ask<{ predictions: { value: number }[] }>('POST', '/api/models/by_code/predict', { instances: [{ a: 9, b: 0, c: 0 }] });
    expect(body.predictions[0]?.value).toBeGreaterThan(10);
  });

  it('a fault is named as over HTTP', async () => {
    await expect(models.trainModel('by_code', { features: [[1], [Infinity]], labels: [1, 2] })).rejects.toMatchObject({ code: 'training_data_not_numeric' });
    await expect(models.trainModel('nobody', { features: [[1]] })).rejects.toMatchObject({ code: 'model_unknown' });
    await expect(models.registerModel('by_code', { modelType: 'regression', algorithm: 'auto' })).rejects.toMatchObject({ code: 'model_exists' });
  });

  it('a training can be ended', async () => {
    const end = new AbortController();
    const progress = (): void => end.abort(new Error('enough'));
    await expect(models.trainModel('by_code', { features, labels: labels.map((label) => label.length), algorithm: 'random_forest', hyperparameters: { trees: 5000 } }, { signal: end.signal, progress }))
      .rejects.toThrow('enough');
    expect(await passportsOf('by_code')).toHaveLength(1);
  });
});
