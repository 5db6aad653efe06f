import { bearer } from './booted-app.fixture.js';
import { ModelService, type Answer as Answered } from './model-service.fixture.js';

interface Job {
  readonly state: string;
  readonly progress: number;
  readonly result: { readonly model: string; readonly version: number } | null;
  readonly error: { readonly code: string } | null;
}

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start();
});
afterAll(() => service.stop());

const ask = <T>(method: string, path: string, body?: unknown): Promise<Answered<T>> => service.ask<T>(method, path, body);
const ended = (jobId: string): Promise<Job> => service.ended<Job>(jobId);

async function train(name: string, order: unknown): Promise<Job> {
  const { status, body } = await ask<{ jobId: string }>('POST', `/api/models/${name}/train`, order);
  expect([status, body]).toEqual([202, { jobId: expect.any(String) as string }]);
  return ended(body.jobId);
}

/** A cloud around the origin and one point far away. */
const cloud = Array.from({ length: 200 }, (_, row) => [Math.sin(row * 7.1), Math.cos(row * 3.3)]);

it('come with five names, two of them trained on simulated traffic', async () => {
  const { body } = await ask<{ items: { name: string; aliases: object }[] }>('GET', '/api/models');
  expect(body.items.map(({ name }) => name)).toEqual(['anomaly_detector', 'behavior_predictor', 'callback_predictor', 'spam_classifier', 'time_series_forecaster']);
  expect(body.items.map(({ aliases }) => aliases)).toEqual([{ champion: 1 }, {}, {}, { champion: 1 }, {}]);
  expect((await ask('GET', '/api/models/spam_classifier/versions')).body).toMatchObject({ items: [{ version: 1, passport: { data: { source: 'synthetic' } } }] });
  expect((await ask('POST', '/api/models/spam_classifier/predict', { instances: [{ calls_made: 40, users: 40, answered_share: 0, new_user_share: 1 }] })).body)
    .toMatchObject({ version: 1, predictions: [{ label: 'spam' }] });
  expect((await ask('POST', '/api/models/behavior_predictor/predict', { instances: [[1]] })).body).toMatchObject({ status: 409, code: 'model_not_trained' });
});

it('are registered, trained, served with explanations, promoted, and remember who was champion', async () => {
  expect((await ask('POST', '/api/models', { name: 'strange', modelType: 'anomaly', algorithm: 'isolation_forest' })).status).toBe(201);
  expect((await ask('POST', '/api/models', { name: 'strange', modelType: 'anomaly', algorithm: 'isolation_forest' })).body).toMatchObject({ status: 409, code: 'model_exists' });
  expect(await train('strange', { features: cloud, featureNames: ['x', 'y'], hyperparameters: { trees: 50 } })).toMatchObject({ state: 'completed', progress: 100, result: { model: 'strange', version: 1 } });
  expect(await train('strange', { features: cloud, featureNames: ['x', 'y'], seed: 2 })).toMatchObject({ result: { version: 2 } });

  interface Answer { readonly version: number; readonly predictions: readonly { readonly score: number; readonly anomalous: boolean; readonly explanation: { readonly base: number; readonly output: number; readonly contributions: readonly { readonly contribution: number }[] } }[] }
  const { body } = await ask<Answer>('POST', '/api/models/strange/predict?explain=true', { instances: [[0, 0], { y: 40, x: -40 }] });
  expect(body).toMatchObject({ version: 1, predictions: [{ anomalous: false }, { anomalous: true }] });
  for (const { score, explanation } of body.predictions) {
    expect(explanation.output).toBeCloseTo(score, 9);
    expect(explanation.contributions.reduce((sum, { contribution }) => sum + contribution, explanation.base)).toBeCloseTo(score, 9);
  }

  expect((await ask('POST', '/api/models/strange/aliases/champion', { version: 2, reason: 'another seed' })).status).toBe(200);
  expect((await ask<Answer>('POST', '/api/models/strange/predict', { instances: [[0, 0]] })).body.version).toBe(2);
  expect((await ask<Answer>('POST', '/api/models/strange/predict?version=1', { instances: [[0, 0]] })).body.version).toBe(1);
  expect((await ask('GET', '/api/models/strange/aliases')).body).toMatchObject({
    aliases: { champion: 2 },
    items: [
      { alias: 'challenger', version: null, reason: 'became champion' }, { alias: 'champion', version: 2, changedBy: 'u-1', reason: 'another seed' },
      { alias: 'challenger', version: 2 }, { alias: 'champion', version: 1, reason: 'first trained version' },
    ],
  });
  expect((await ask('GET', '/api/models/strange/versions')).body).toMatchObject({ items: [{ version: 2, passport: { seed: 2, features: ['x', 'y'], data: { rows: 200 } } }, { version: 1 }] });
});

it('carry notes that people wrote on a version', async () => {
  const path = '/api/models/strange/versions/1/tags';
  expect(await ask('POST', path, { tags: { ticket: 'ML-17', reviewed: '"yes", {all}' } })).toMatchObject({ status: 200, body: { tags: { reviewed: '"yes", {all}', ticket: 'ML-17' } } });
  expect(await ask('POST', path, { tags: { ticket: 'ML-18', reviewed: null } })).toMatchObject({ status: 200, body: { tags: { ticket: 'ML-18' } } });
  expect((await ask('GET', '/api/models/strange/versions')).body).toMatchObject({ items: [{ version: 2, tags: {} }, { version: 1, tags: { ticket: 'ML-18' } }] });
  expect((await ask('GET', '/api/models/strange/audit')).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ action: 'tagged', version: 1, actedBy: 'u-1' })]) as object[] });
  expect(await ask('POST', '/api/models/strange/versions/9/tags', { tags: { a: 'b' } })).toMatchObject({ status: 404, body: { code: 'version_unknown' } });
  expect(await ask('POST', '/api/models/strange/versions/champion/tags', { tags: { a: 'b' } })).toMatchObject({ status: 400, body: { errors: [{ path: 'version' }] } });
  expect(await ask('POST', path, { tags: { '1st': 'b', empty: '', number: 3 } })).toMatchObject({ status: 400, body: { errors: [{ path: 'tags.1st' }, { path: 'tags.empty' }, { path: 'tags.number' }] } });
  expect(await ask('POST', path, { tags: {} })).toMatchObject({ status: 400, body: { errors: [{ path: 'tags' }] } });
});

it.each(['random_forest', 'gradient_boosted_trees', 'logistic_regression'])('learn classes by %s and answer with probabilities that add up, and with exact explanations', async (algorithm) => {
  const features = Array.from({ length: 300 }, (_, row) => [row % 10, (row * 7) % 13, row % 17 === 0 ? null : Math.sin(row)]);
  const labels = features.map(([first, second], row) => ((first as number) + (second as number) > 10 !== (row % 19 === 0) ? 'spam' : 'fine'));
  const name = `by_${algorithm}`;
  expect((await ask('POST', '/api/models', { name, modelType: 'classification', algorithm })).status).toBe(201);
  expect(await train(name, { features, labels })).toMatchObject({ state: 'completed', result: { version: 1, metrics: { auc: expect.any(Number) as number } } });
  interface Answer { readonly predictions: readonly { readonly label: string; readonly probability: number; readonly probabilities: Record<string, number>; readonly interval: [number, number]; readonly explanation: { readonly base: number; readonly output: number; readonly contributions: readonly { readonly feature: string; readonly contribution: number }[] } }[] }
  const { body } = await ask<Answer>('POST', `/api/models/${name}/predict?explain=true`, { instances: [[9, 12, 0], [0, 0, 0], { f0: 5 }] });
  expect(body.predictions.slice(0, 2).map(({ label }) => label)).toEqual(['spam', 'fine']);
  for (const { label, probability, probabilities, interval, explanation } of body.predictions) {
    expect(probabilities['spam'] as number + (probabilities['fine'] as number)).toBeCloseTo(1, 12);
    expect(probabilities[label]).toBe(probability);
    expect(interval[0]).toBeLessThanOrEqual(probability);
    expect(interval[1]).toBeGreaterThanOrEqual(probability);
    expect(explanation.contributions.reduce((sum, { contribution }) => sum + contribution, explanation.base)).toBeCloseTo(explanation.output, 6);
  }
  expect((await ask('GET', `/api/models/${name}/versions`)).body).toMatchObject({ items: [{ passport: { evaluation: '5 folds, each judged by a model of the others', calibration: 'isotonic, with a Venn-Abers interval', classes: ['fine', 'spam'] } }] });
});

it.each([
  [[[1, 2]], 'instances.0'], [[[1, 2, 'x']], 'instances.0.2'], [[{ f9: 1 }], 'instances.0.f9'], [[7], 'instances.0'], [[], 'instances'],
])('name what does not fit in %j', async (instances, path) =>
  expect((await ask('POST', '/api/models/by_random_forest/predict', { instances })).body).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ path }] }));

it.each([
  ['one class', { features: [[1], [2]], labels: ['a', 'a'] }, 'training_data_one_class'],
  ['too few labels', { features: [[1], [2]], labels: ['a'] }, 'training_data_label_mismatch'],
  ['no labels', { features: [[1], [2]] }, 'training_data_label_mismatch'],
])('learn no classes from %s', async (_name, order, code) => expect((await ask('POST', '/api/models/spam_classifier/train', order)).body).toMatchObject({ status: 400, code }));

it.each([
  ['no row', { features: [] }, 'training_data_empty'],
  ['ragged rows', { features: [[1, 2], [3]] }, 'training_data_ragged'],
  ['a text among numbers', { features: [[1], ['2']] }, 'training_data_not_numeric'],
  ['labels that anomalies do not take', { features: [[1]], labels: [1] }, 'training_data_invalid'],
  ['an unknown hyperparameter', { features: [[1]], hyperparameters: { leaves: 3 } }, 'input_invalid'],
  ['an algorithm that is not there', { features: [[1]], algorithm: 'magic' }, 'input_invalid'],
  ['a stray field', { features: [[1]], rows: 3 }, 'input_invalid'],
])('are not trained from %s', async (_name, order, code) => expect((await ask('POST', '/api/models/anomaly_detector/train', order)).body).toMatchObject({ status: 400, code }));

it('end a training that is cancelled', async () => {
  const features = Array.from({ length: 100_000 }, (_, row) => [row, row % 7, row % 11]);
  const { body } = await ask<{ jobId: string }>('POST', '/api/models/anomaly_detector/train', { features, hyperparameters: { trees: 1000, sampleSize: 100_000 } });
  expect((await ask('DELETE', `/api/jobs/${body.jobId}`)).status).toBe(200);
  expect(await ended(body.jobId)).toMatchObject({ state: 'cancelled', error: { code: 'job_cancelled' } });
  expect((await ask('GET', '/api/models/anomaly_detector/versions')).body).toMatchObject({ items: [{ version: 1, passport: { data: { source: 'synthetic' } } }] });
  // What was to be learnt from is gone, here and after trainings that ended well: only versions keep bytes.
  expect(await service.db.query('SELECT FROM model_artifact WHERE id NOT IN (SELECT artifact_id FROM model_version)')).toEqual([]);
});

it('are trained by jobs that no other store of jobs could have named alike, once for a key', async () => {
  await ask('POST', '/api/models', { name: 'keyed', modelType: 'regression', algorithm: 'gradient_boosted_trees' });
  const body = JSON.stringify({ features: [[1], [2], [3], [4]], labels: [1, 2, 3, 4], hyperparameters: { trees: 3 } });
  const send = async (key: string, sent = body): Promise<{ readonly jobId: string }> => {
    const headers = { ...(await bearer('admin')), 'content-type': 'application/json', 'idempotency-key': key };
    return (await (await fetch(`${service.api.origin}/api/models/keyed/train`, { method: 'POST', headers, body: sent })).json()) as { jobId: string };
  };
  const [first, again, other] = [await send('a'), await send('a'), await send('b')];
  expect(first.jobId).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect([again.jobId === first.jobId, other.jobId === first.jobId]).toEqual([true, false]);
  await Promise.all([first, other].map(({ jobId }) => ended(jobId)));
  expect((await ask<{ items: object[] }>('GET', '/api/models/keyed/versions')).body.items).toHaveLength(2);
  expect(await send('a', body.replace('3}', '4}'))).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
  expect(await send('', body)).toMatchObject({ code: 'idempotency_key_invalid' });
});

it('refuse a version that no model could have', async () => {
  expect((await ask('POST', '/api/models/keyed/aliases/champion', { version: 2_147_483_648, reason: 'large' })).body).toMatchObject({ status: 400, errors: [{ path: 'version' }] });
});
