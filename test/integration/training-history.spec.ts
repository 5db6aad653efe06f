import { PredictiveModels, PredictiveModelsModule } from '#ml';
import { Keyring } from '#privacy';
import { simulate, type Feedback } from '#simulation';
import { LoggedCalls } from '../../libs/ml/src/infra/logged-calls.js';
import { PgEventsBySubject } from '../../libs/realtime/src/infra/pg-events-by-subject.js';
import { ModelService, type Answer } from './model-service.fixture.js';

interface Job {
  readonly state: string;
  readonly result: { readonly version: number } | null;
  readonly error: { readonly code: string } | null;
}

interface Passport {
  readonly features: readonly string[];
  readonly classes: readonly string[];
  readonly data: { readonly source: string; readonly rows: number; readonly fingerprint: string; readonly from: string; readonly to: string };
  readonly featureSet: { readonly name: string; readonly version: number };
  readonly labels?: { readonly own: number; readonly crowd: number; readonly outcome: number; readonly unlabelled: number };
  readonly evaluation: string;
  readonly metrics: { readonly auc?: { readonly value: number } };
}

const DAYS = 6;
const DAY_MS = 86_400_000;
const CHINA_MS = 8 * 3_600_000;
const BATCH = 1000;
/** Local midnight some days ago, so that all of it has happened. */
const START_MS = Math.floor((Date.now() + CHINA_MS) / DAY_MS) * DAY_MS - CHINA_MS - (DAYS + 1) * DAY_MS;
const END = new Date(START_MS + DAYS * DAY_MS).toISOString();

let service: ModelService;
let calls = 0;

const ask = <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => service.ask<T>(method, path, body);
const train = async (name: string, order: object = {}): Promise<Job> => {
  const { status, body } = await ask<{ jobId: string }>('POST', `/api/models/${name}/train`, { source: 'history', ...order });
  expect([status, body]).toEqual([202, { jobId: expect.any(String) as string }]);
  return service.ended<Job>(body.jobId);
};
const passportsOf = async (name: string): Promise<readonly Passport[]> =>
  (await ask<{ items: { passport: Passport }[] }>('GET', `/api/models/${name}/versions`)).body.items.map(({ passport }) => passport);

async function send(events: readonly object[]): Promise<void> {
  expect((await ask('POST', '/api/realtime/events', events)).body).toEqual({ accepted: events.length, rejected: [] });
}

async function say({ userId, callerPhone, label, category }: Feedback): Promise<void> {
  const said = { userId, label, ...(category !== null && { category }) };
  expect((await ask('POST', `/api/profiles/caller/${encodeURIComponent(callerPhone)}/feedback`, said)).status).toBe(201);
}

beforeAll(async () => {
  service = await ModelService.start();
}, 300_000);
afterAll(() => service.stop());

describe('before anything has happened', () => {
  it.each(['spam_classifier', 'anomaly_detector'])('%s learns nothing, says why, and goes on with what ships', async (name) => {
    expect(await train(name)).toMatchObject({ state: 'failed', error: { code: 'training_data_empty' } });
    const { body } = await ask<object>('POST', `/api/models/${name}/predict`, { instances: [{ calls_made: 1 }] });
    expect(body).toMatchObject({ version: 1, predictions: [expect.anything()] });
  });
});

describe('from what happened', () => {
  beforeAll(async () => {
    const feedback: Feedback[] = [];
    const batch: object[] = [];
    for (const item of simulate({ users: 75, days: DAYS, seed: 5, startMs: START_MS })) {
      if (item.kind === 'feedback') feedback.push(item.feedback);
      else {
        batch.push(item.event);
        calls++;
      }
      if (batch.length === BATCH) await send(batch.splice(0));
    }
    await send(batch);
    for (const said of feedback) await say(said);
  }, 120_000);

  it('a classifier of spam is learnt, tells where from, and answers', async () => {
    expect(await train('spam_classifier', { hyperparameters: { trees: 30 } })).toMatchObject({ state: 'completed', result: { version: 2 } });
    const [passport] = (await passportsOf('spam_classifier')) as [Passport];
    const { data, labels, featureSet, classes, features, metrics } = passport;
    expect([featureSet, classes, features.length, data.source]).toEqual([{ name: 'caller_at_call', version: 1 }, ['not_spam', 'spam'], 30, 'history']);
    expect(Date.parse(data.to) - Date.parse(data.from)).toBe(90 * DAY_MS);
    const { own = 0, crowd = 0, outcome = 0, unlabelled = 0 } = labels ?? {};
    expect([own > 0, outcome > 0, unlabelled > 0, own + crowd + outcome]).toEqual([true, true, true, data.rows]);
    expect(data.rows + unlabelled).toBeLessThan(calls);
    expect(passport.evaluation).toBe('5 folds of whole groups, each judged by a model of the others');
    expect(metrics.auc?.value).toBeGreaterThan(0.7);
    const { body } = await ask<object>('POST', '/api/models/spam_classifier/predict?explain=true&version=2', { instances: [{ calls_made: 30, users: 30, calls_per_user: 1, new_user_share: 1, answered_share: 0.2 }] });
    expect(body).toMatchObject({ version: 2, predictions: [{ label: expect.stringMatching(/^(not_)?spam$/) as string }] });
  });

  it('anomalies are learnt from every incoming call', async () => {
    expect(await train('anomaly_detector')).toMatchObject({ state: 'completed' });
    const [passport] = (await passportsOf('anomaly_detector')) as [Passport];
    const [spam] = (await passportsOf('spam_classifier')) as [Passport];
    expect(passport.labels).toBeUndefined();
    expect(passport.data.rows).toBe(spam.data.rows + (spam.labels?.unlabelled ?? NaN));
  });

  it('what users do with a call, and whether they call back, is learnt from how calls ended', async () => {
    const classes = { behavior_predictor: ['ai_handled', 'answered', 'missed', 'rejected'], callback_predictor: ['not_returned', 'returned'] };
    for (const [name, expected] of Object.entries(classes)) {
      expect(await train(name, { hyperparameters: { trees: 20 } })).toMatchObject({ state: 'completed', result: { version: 1 } });
      const [passport] = (await passportsOf(name)) as [Passport];
      expect([passport.featureSet, passport.classes.filter((known) => !expected.includes(known)), passport.classes.length > 1]).toEqual([{ name: 'user_at_call', version: 2 }, [], true]);
      expect(passport.evaluation).toContain('stretches of time');
      const { body } = await ask<{ predictions: { label: string; probabilities: Record<string, number> }[] }>('POST', `/api/models/${name}/predict`, { instances: [{ pair_calls_in: 3, pair_missed_share: 1 }] });
      const [prediction] = body.predictions;
      expect(expected).toContain(prediction?.label);
      expect(Object.values(prediction?.probabilities ?? {}).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }
  }, 120_000);

  it('the same range gives the same data, through code as well, and what comes later changes nothing', async () => {
    const range = { from: new Date(START_MS + DAY_MS).toISOString(), to: END };
    const models = service.api.app.select(PredictiveModelsModule).get(PredictiveModels);
    const progress: number[] = [];
    const first = await models.trainModel('anomaly_detector', { source: 'history', ...range, hyperparameters: { trees: 5 } }, { progress: (done) => void progress.push(done) });
    expect(first.passport.data).toMatchObject({ source: 'history', ...range });
    expect([...progress].sort((left, right) => left - right)).toEqual(progress);
    expect([progress.filter((done) => done < 0.2).length > 10, progress.at(-1)]).toEqual([true, 1]);
    await send([{ userId: 'u-late', callerPhone: '+8613800138000', outcome: 'answered', duration: 5, timestamp: new Date(Date.parse(END) + 1000).toISOString() }]);
    expect(await train('anomaly_detector', { ...range, seed: 1 })).toMatchObject({ state: 'completed' });
    const [{ data }] = (await passportsOf('anomaly_detector')) as [Passport];
    expect(data).toEqual(first.passport.data);
  });

  it('a registered model with the feature set learns too, and others are told what is possible', async () => {
    const register = (name: string, modelType: string, algorithm: string, trainingConfig: object): Promise<Answer<unknown>> => ask('POST', '/api/models', { name, modelType, algorithm, trainingConfig });
    await register('own_spam', 'classification', 'logistic_regression', { featureSet: 'caller_at_call' });
    expect(await register('own_other', 'classification', 'logistic_regression', { featureSet: 'other' })).toMatchObject({ status: 400, body: { errors: [{ path: 'trainingConfig.featureSet' }] } });
    await register('own_amount', 'regression', 'random_forest', { featureSet: 'caller_at_call' });
    expect(await train('own_spam', { from: '2020-01-01T00:00:00Z' })).toMatchObject({ state: 'completed', result: { version: 1 } });
    expect((await ask('POST', '/api/models/own_amount/train', { source: 'history' })).body).toMatchObject({ status: 409, code: 'history_unavailable', detail: expect.stringContaining('caller_at_call') as string });
  });

  it('a range with too little fails its job, and the champion goes on', async () => {
    const range = { from: new Date(START_MS - 2 * DAY_MS).toISOString(), to: new Date(START_MS - DAY_MS).toISOString() };
    expect(await train('spam_classifier', range)).toMatchObject({ state: 'failed', error: { code: 'training_data_empty' } });
    expect((await ask('POST', '/api/models/spam_classifier/predict', { instances: [{ users: 1 }] })).body).toMatchObject({ version: 1 });
    expect(await passportsOf('spam_classifier')).toHaveLength(2);
    expect(await service.db.query('SELECT FROM model_artifact WHERE id NOT IN (SELECT artifact_id FROM model_version)')).toEqual([]);
  });

  it('can be ended while its data is gathered', async () => {
    const models = service.api.app.select(PredictiveModelsModule).get(PredictiveModels);
    const end = new AbortController();
    const progress = (done: number): void => {
      if (done > 0.05 && done < 0.2) end.abort(new Error('enough'));
    };
    await expect(models.trainModel('anomaly_detector', { source: 'history' }, { signal: end.signal, progress })).rejects.toThrow('enough');
  });

  it('numbers are read whole and in order, however the pages fall, and no further than the mark', async () => {
    const events = new PgEventsBySubject(service.db.database);
    const keyring = service.api.app.get(Keyring, { strict: false });
    const read = async (pageEvents: number, until = mark): Promise<unknown[]> => {
      const numbers: unknown[] = [];
      for await (const { calls: made, labels } of new LoggedCalls(events, keyring, pageEvents).numbers(until)) numbers.push([made.map(({ eventId }) => eventId), labels.map(({ eventId }) => eventId)]);
      return numbers;
    };
    const mark = await events.end();
    const all = await read(100_000);
    const rows = await service.db.query<{ calls: string[]; labels: string[] }>(`
      SELECT coalesce(array_agg(event_id ORDER BY position) FILTER (WHERE kind = 1), '{}')::text[] AS calls,
             coalesce(array_agg(event_id ORDER BY position) FILTER (WHERE kind = 5), '{}')::text[] AS labels
      FROM event WHERE subject_id IS NOT NULL GROUP BY subject_id ORDER BY subject_id`);
    expect(all).toEqual(rows.map(({ calls: made, labels }) => [made, labels]));
    expect(await read(97)).toEqual(all);
    await send([{ userId: 'u-late', callerPhone: '+8613800138000', outcome: 'missed', timestamp: END }]);
    expect(await read(100_000)).toEqual(all);
    expect(await read(100_000, await events.end())).not.toEqual(all);
  });
});

describe('a request', () => {
  it.each([
    [{ from: 'monday' }, 'from'],
    [{ to: '2026-01-01' }, 'to'],
    [{ to: '2200-01-01T00:00:00Z' }, 'to'],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'from'],
    [{ features: [[1]] }, 'features'],
    [{ labels: ['spam'] }, 'labels'],
    [{ rows: 5 }, 'rows'],
    [{ hyperparameters: { leaves: 5 } }, 'hyperparameters.leaves'],
  ])('that says %j is refused', async (order, path) =>
    expect((await ask('POST', '/api/models/spam_classifier/train', { source: 'history', ...order })).body).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ path }] }));

  it.each([
    [{ source: 'elsewhere' }, 'source'],
    [{ from: '2026-01-01T00:00:00Z' }, 'from'],
  ])('with data that says %j is refused', async (order, path) =>
    expect((await ask('POST', '/api/models/anomaly_detector/train', { features: [[1]], ...order })).body).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ path }] }));
});
