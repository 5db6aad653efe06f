import { PredictionHistory, PredictionLog, PredictionRetention } from '#ml';
import { ModelService, type Answer as Answered } from './model-service.fixture.js';

interface Figure { readonly value: number; readonly low: number | null; readonly high: number | null }
interface Performance {
  readonly servedRows: number;
  readonly labelledRows: number;
  readonly window: { readonly from: string | null; readonly to: string | null };
  readonly metrics: Readonly<Record<string, Figure | null>>;
  readonly drift: { readonly features: readonly { readonly feature: string; readonly psi: number | null; readonly rows: number }[]; readonly score: { readonly psi: number | null; readonly ks: object | null } };
  readonly alerts: readonly { readonly kind: string; readonly subject: string }[];
}

const KEPT = 3000;

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start({ ML_PREDICTION_LOG_ROWS: String(KEPT) });
  for (const [name, order] of [['churn', classes], ['durations', targets]] as const) {
    await ask('POST', '/api/models', { name, modelType: name === 'churn' ? 'classification' : 'regression', algorithm: 'random_forest', hyperparameters: { trees: 20, minLeaf: 5 } });
    await train(name, order);
  }
  await ask('POST', '/api/models', { name: 'strange', modelType: 'anomaly', algorithm: 'isolation_forest' });
  await train('strange', { features });
});
afterAll(() => service.stop());

/** Two columns spread evenly over 0…1; the label follows the first in nine of ten rows. */
const spread = (row: number): [number, number] => [(row * 0.618034) % 1, (row * 0.754878) % 1];
const features = Array.from({ length: 600 }, (_, row) => spread(row));
const labelOf = ([share]: readonly [number, number], row: number): string => (share > 0.5 !== (row % 10 === 0) ? 'spam' : 'fine');
const classes = { features, featureNames: ['share', 'calls'], labels: features.map(labelOf) };
const targets = { features, featureNames: ['share', 'calls'], labels: features.map(([share]) => 10 * share) };

const ask = <T>(method: string, path: string, body?: unknown): Promise<Answered<T>> => service.ask<T>(method, path, body);

async function train(name: string, order: object): Promise<void> {
  const { body } = await ask<{ jobId: string }>('POST', `/api/models/${name}/train`, order);
  expect(await service.ended(body.jobId)).toMatchObject({ state: 'completed' });
}

/** What a model says of 300 rows that come after those it learnt from, under references that begin with `prefix`. */
async function serve(name: string, prefix: string, change = (row: [number, number]): [number, number] => row): Promise<[number, number][]> {
  const instances = Array.from({ length: 300 }, (_, row) => change(spread(1000 + row)));
  expect((await ask('POST', `/api/models/${name}/predict`, { instances, ids: instances.map((_, row) => `${prefix}-${row}`) })).status).toBe(200);
  return instances;
}

const label = <T = object>(name: string, items: unknown): Promise<Answered<T>> => ask('POST', `/api/models/${name}/labels`, { items });
const performance = async (name: string): Promise<Performance> => (await ask<Performance>('GET', `/api/models/${name}/performance`)).body;

/** Until what was served is in the log: nobody waits for it. */
async function eventually<T>(look: () => Promise<T>, isThere: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await look();
    if (isThere(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it('is unknown before anything is served, with every key there', async () => {
  expect(await performance('churn')).toEqual({
    model: 'churn', version: 1, servedRows: 0, labelledRows: 0, window: { from: null, to: null },
    metrics: Object.fromEntries(['auc', 'averagePrecision', 'accuracy', 'precision', 'recall', 'brier', 'logLoss', 'calibrationError', 'recallAtFpr1', 'recallAtFpr5'].map((name) => [name, null])),
    drift: { features: ['share', 'calls'].map((feature) => ({ feature, psi: null, rows: 0 })), score: { psi: null, ks: null } }, alerts: [],
  });
});

it('is told by labels that come later, the latest of them', async () => {
  const instances = await serve('churn', 'a');
  const items = instances.map((row, index) => ({ id: `a-${index}`, label: labelOf(row, index) }));
  expect((await label('churn', items.map(({ id }) => ({ id, label: 'fine' })))).body).toEqual({ labelled: 300, unknown: [] });
  expect((await label('churn', [...items, { id: 'never', label: 'spam' }])).body).toEqual({ labelled: 300, unknown: ['never'] });
  const { metrics, drift, window, ...found } = await performance('churn');
  expect(found).toMatchObject({ servedRows: 300, labelledRows: 300, alerts: [] });
  expect(metrics['auc']).toEqual({ value: expect.any(Number), low: expect.any(Number), high: expect.any(Number) });
  expect(metrics['auc']!.value).toBeGreaterThan(0.8);
  expect(metrics['precision']!.value).toBeGreaterThan(0.8);
  expect(drift.features.every(({ psi, rows }) => rows === 300 && psi! < 0.25)).toBe(true);
  expect(drift.score.ks).toEqual({ statistic: expect.any(Number), pValue: expect.any(Number) });
  expect(new Date(window.from!).getTime()).toBeLessThanOrEqual(new Date(window.to!).getTime());
});

it('finds features and scores that drift, and a figure that falls', async () => {
  const instances = await serve('churn', 'b', ([share, calls]) => [0.8 + share / 5, calls]);
  await label('churn', instances.map((_row, index) => ({ id: `b-${index}`, label: index % 2 === 0 ? 'spam' : 'fine' })));
  const { alerts } = await performance('churn');
  expect(alerts.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(['performance auc', 'score_drift psi', 'score_drift ks', 'feature_drift share']);
});

it('is that of a regression, and of anomalies', async () => {
  const rows = await serve('durations', 'c');
  await label('durations', rows.map(([share], index) => ({ id: `c-${index}`, label: 10 * share })));
  expect((await performance('durations')).metrics['rootMeanSquaredError']!.value).toBeLessThan(2);
  const strange = await serve('strange', 'd', ([share, calls]) => (share > 0.95 ? [9, 9] : [share, calls]));
  await label('strange', strange.map(([first], index) => ({ id: `d-${index}`, label: first === 9 })));
  expect((await performance('strange')).metrics).toMatchObject({ auc: { value: 1 }, averagePrecision: { value: 1 } });
});

it('counts answers of the inference protocol, by the id of a single row', async () => {
  const input = { name: 'input', shape: [1, 2], datatype: 'FP64', data: [0.5, 0.5] };
  expect((await ask('POST', '/v2/models/durations/infer', { id: 'tensor-1', inputs: [input] })).body).toMatchObject({ id: 'tensor-1' });
  expect((await label('durations', [{ id: 'tensor-1', label: 5 }])).body).toEqual({ labelled: 1, unknown: [] });
});

it.each([
  ['churn', [{ id: 'a-0', label: 'spam' }, { id: 'a-1', label: 'other' }], 'items.1.label'], ['churn', [{ id: 'a-0', label: 1 }], 'items.0.label'],
  ['durations', [{ id: 'c-0', label: '5' }], 'items.0.label'], ['strange', [{ id: 'd-0', label: 1 }], 'items.0.label'], ['churn', [{ id: 'a-0' }], 'items.0.label'],
  ['churn', [{ id: '', label: 'spam' }], 'items.0.id'], ['churn', [{ id: 'a-0', label: 'spam' }, { id: 'a-0', label: 'fine' }], 'items.1.id'],
  ['churn', [{ id: 'a-0', label: 'spam', why: 1 }], 'items.0.why'], ['churn', [], 'items'], ['churn', [7], 'items.0'],
])('of %s is not told by %j', async (name, items, path) => expect((await label(name, items)).body).toMatchObject({ status: 400, code: 'input_invalid', errors: [{ path }] }));

it.each([['nobody', 404, 'model_unknown'], ['behavior_predictor', 409, 'model_not_trained'], ['churn', 404, 'version_unknown', '?version=9'], ['churn', 400, 'input_invalid', '?version=!']])(
  'of %s is a %i %s', async (name, status, code, query = '') => expect((await ask('GET', `/api/models/${name}/performance${query}`)).body).toMatchObject({ status, code }));

it.each([[{ metric: 'luck', value: 1 }, 'metric'], [{ metric: 'auc', value: '1' }, 'value'], [{ metric: 'auc', value: 1, why: 2 }, 'why']])('has no floor such as %j', async (floor, field) =>
  expect((await ask('POST', '/api/models', { name: 'floored', modelType: 'classification', algorithm: 'random_forest', trainingConfig: { floor } })).body)
    .toMatchObject({ status: 400, errors: [{ path: `trainingConfig.floor.${field}` }] }));

it('learns from what users say of the calls that were judged', async () => {
  const phone = '%2B8613800138000';
  const feedback = (said: string): Promise<Answered<object>> => ask('POST', `/api/profiles/caller/${phone}/feedback`, { userId: 'u-7', label: said });
  const call = { userId: 'u-7', timestamp: new Date(Date.now() - 1000).toISOString(), callerPhone: decodeURIComponent(phone), callType: 'incoming', outcome: 'missed' };
  expect((await ask('POST', '/api/realtime/events', call)).status).toBe(202);
  expect((await feedback('unsure')).status).toBe(201);
  const [{ caller_id: callerId, user_id: userId } = { caller_id: 0, user_id: 0 }] = await eventually(
    () => service.db.query<{ caller_id: number; user_id: number }>('SELECT caller_id::integer, user_id::integer FROM caller_report'), (rows) => rows.length > 0);
  const { app } = service.api;
  const judged = { model: 'spam_classifier', version: 1, classes: ['not_spam', 'spam'], features: { rows: 1, columns: 2, values: Float64Array.of(1, NaN) }, predictions: [{ label: 'spam', probability: 0.75, probabilities: { spam: 0.75, not_spam: 0.25 } }] };
  for (const user of [userId, userId + 1, undefined]) app.get(PredictionLog).record({ ...judged, call: { callerId, userId: user } });
  const history = app.get(PredictionHistory);
  await eventually(() => history.recent('spam_classifier', 1, 10), (rows) => rows.length === 3);

  const labelled = async (wanted: number): Promise<unknown> => eventually(() => history.labelled('spam_classifier', 1, 10), (rows) => rows[0]?.label === wanted);
  await feedback('spam');
  expect(await labelled(1)).toEqual([{ id: expect.any(Number), servedMs: expect.any(Number), vector: Float64Array.of(1, NaN), outcome: Float64Array.of(0.25, 0.75), label: 1 }]);
  await feedback('not_spam');
  expect(await labelled(0)).toHaveLength(1);
});

it('forgets the oldest predictions beyond those that are kept', async () => {
  const instances = Array.from({ length: KEPT }, (_, row) => spread(row));
  await ask('POST', '/api/models/durations/predict', { instances });
  const count = async (): Promise<number> => (await service.db.query<{ count: number }>(`SELECT count(*)::integer FROM prediction WHERE model = 'durations'`))[0]!.count;
  expect(await eventually(count, (rows) => rows >= KEPT + 301)).toBe(KEPT + 301);
  expect(await service.api.app.get(PredictionRetention).prune()).toBe(301);
  expect(await count()).toBe(KEPT);
  expect((await label('durations', [{ id: 'c-0', label: 1 }])).body).toEqual({ labelled: 0, unknown: ['c-0'] });
});
