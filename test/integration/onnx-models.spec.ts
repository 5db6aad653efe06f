import { ProcessOnnxRuntime } from '../../libs/ml/src/infra/onnx/process-onnx-runtime.js';
import { intAttribute, logistic, onnxFile, type MadeModel } from '../../libs/ml/src/core/onnx/onnx-file.fixture.js';
import { bearer } from './booted-app.fixture.js';
import { ModelService, type Answer } from './model-service.fixture.js';
import { endless } from './onnx-endless.fixture.js';

let service: ModelService;
beforeAll(async () => {
  service = await ModelService.start();
});
afterAll(() => service.stop());

interface Uploaded {
  readonly version: number;
  readonly code: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

async function upload(file: Uint8Array, query: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}): Promise<Answer<Uploaded>> {
  const answer = await fetch(`${service.api.origin}/api/models?${new URLSearchParams(query).toString()}`, {
    method: 'POST', headers: { ...(await bearer('admin')), 'content-type': 'application/octet-stream', ...headers }, body: file,
  });
  return { status: answer.status, body: (await answer.json()) as Uploaded };
}

const CHURN = { name: 'churn', classes: 'stay,leave', featureNames: 'calls,share' };
const ask = <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> => service.ask<T>(method, path, body);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

it('are taken in, served, and counted by what they are', async () => {
  const first = await upload(logistic([1, -2], 0.5), CHURN);
  expect([first.status, first.body]).toEqual([201, expect.objectContaining({ name: 'churn', algorithm: 'onnx', modelType: 'classification', version: 1, latestVersion: 1, aliases: { champion: 1 } })]);
  expect((await upload(logistic([1, -2], 0.5), CHURN)).body).toMatchObject({ version: 1 });
  expect((await upload(logistic([3, 0], 0), CHURN)).body).toMatchObject({ version: 2, aliases: { champion: 1, challenger: 2 } });
  expect((await upload(logistic([4, 0], 0), { ...CHURN, promote: 'true' })).body).toMatchObject({ version: 3, aliases: { champion: 3, challenger: 2 } });

  interface Said { readonly version: number; readonly predictions: readonly { readonly label: string; readonly probabilities: Record<string, number> }[] }
  const { status, body } = await ask<Said>('POST', '/api/models/churn/predict?version=1', { instances: [[1, 0], { calls: 0, share: 2 }] });
  expect([status, body]).toEqual([200, { model: 'churn', version: 1, predictions: [expect.objectContaining({ label: 'leave' }), expect.objectContaining({ label: 'stay' })] }]);
  expect(body.predictions.map(({ probabilities }) => probabilities['leave'])).toEqual([expect.closeTo(sigmoid(1.5), 6), expect.closeTo(sigmoid(-3.5), 6)]);
  expect((await ask('POST', '/api/models/churn/predict?explain=true', { instances: [[1, 0]] })).body).toMatchObject({ code: 'explanation_unavailable' });
  expect((await ask('GET', '/api/models/churn/versions')).body).toMatchObject({
    items: [{}, {}, { version: 1, passport: { algorithm: 'onnx', features: ['calls', 'share'], classes: ['stay', 'leave'], library: 'pen 1.0', data: { source: 'uploaded' }, onnx: { opset: 17, output: 'p', width: 1 } } }],
  });
});

it('answer in tensors, are remembered, and are put on record like the others', async () => {
  const inputs = [{ name: 'input', shape: [2, 2], datatype: 'FP64', data: [1, 0, 0, 2] }];
  interface Inferred { readonly model_version: string; readonly outputs: readonly { readonly name: string; readonly data: readonly unknown[] }[] }
  const { body } = await ask<Inferred>('POST', '/v2/models/churn/versions/1/infer', { inputs });
  expect(body).toMatchObject({ model_version: '1', outputs: [{ name: 'label', data: ['leave', 'stay'] }, { name: 'probabilities', shape: [2, 2] }] });
  expect(body).toEqual((await ask('POST', '/v2/models/churn/versions/1/infer', { inputs })).body);
  expect((await ask('GET', '/v2/models/churn/ready')).body).toEqual({ name: 'churn', ready: true });
  const report = async (): Promise<{ readonly servedRows: number }> => (await ask<{ readonly servedRows: number }>('GET', '/api/models/churn/performance?version=1')).body;
  while ((await report()).servedRows < 6) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await report()).toMatchObject({ model: 'churn', version: 1, servedRows: 6 });
});

it('have no answer to a row that gives no number, and say so', async () =>
  expect((await ask('POST', '/api/models/churn/predict', { instances: [[1, 1], { calls: 1 }] })).body).toMatchObject({ status: 400, code: 'prediction_undefined', detail: expect.stringContaining('row 1') as string }));

it('take a feature an input, several classes, values and scores', async () => {
  const column = (name: string) => ({ name, shape: ['n', 1] });
  const sum = onnxFile({ inputs: [column('a'), { ...column('b'), type: 'float' }], outputs: [column('y')], nodes: [{ operator: 'Add', inputs: ['a', 'b'], output: 'y' }] });
  expect((await upload(sum, { name: 'sum', modelType: 'regression' })).status).toBe(201);
  expect((await ask('POST', '/api/models/sum/predict', { instances: [[1, 2], { b: 40, a: 2 }] })).body).toMatchObject({ predictions: [{ value: 3 }, { value: 42 }] });
  expect((await upload(sum, { name: 'strange', modelType: 'anomaly', threshold: '10' })).status).toBe(201);
  expect((await ask('POST', '/api/models/strange/predict', { instances: [[1, 2], [9, 1]] })).body).toMatchObject({ predictions: [{ score: 3, anomalous: false }, { score: 10, anomalous: true }] });
  const softmax = onnxFile({ inputs: [{ name: 'x', shape: ['n', 3], type: 'double' }], outputs: [{ name: 'p', shape: ['n', 3], type: 'double' }], nodes: [{ operator: 'Softmax', inputs: ['x'], output: 'p' }] });
  expect((await upload(softmax, { name: 'three', classes: 'a,b,c' })).status).toBe(201);
  expect((await ask('POST', '/api/models/three/predict', { instances: [[0, 5, 0], { f2: 9, f0: 1, f1: 1 }] })).body).toMatchObject({ predictions: [{ label: 'b' }, { label: 'c' }] });
});

const through = (operator: string, parts: Partial<MadeModel> = {}): Uint8Array =>
  onnxFile({ inputs: [{ name: 'x', shape: ['n', 1] }], outputs: [{ name: 'y', shape: ['n', 1] }], nodes: [{ operator, inputs: ['x'], output: 'y' }], ...parts });
const whole = through('Identity');
const VALUE = { name: 'bad', modelType: 'regression' };

it.each<[string, Uint8Array, Readonly<Record<string, string>>, string, RegExp]>([
  ['is no ONNX', new TextEncoder().encode('{"a": 1}'), VALUE, 'onnx_invalid', /no ONNX model/],
  ['is cut off', whole.subarray(0, whole.length / 2), VALUE, 'onnx_invalid', /no ONNX model|cut off/],
  ['has an opset nobody knows', through('Identity', { opset: 99 }), VALUE, 'onnx_invalid', /opset 99/],
  ['has an operator nobody knows', through('Divine'), VALUE, 'onnx_invalid', /Divine/],
  ['has an operator of others', through('Identity', { nodes: [{ operator: 'Mine', domain: 'com.me', inputs: ['x'], output: 'y' }] }), VALUE, 'onnx_invalid', /Mine of com.me/],
  ['has its weights elsewhere', logistic([1], 0, { weights: [{ name: 'w', dims: [1, 1], values: [], external: true }] }), VALUE, 'onnx_invalid', /another file/],
  ['takes texts', through('Identity', { inputs: [{ name: 'x', shape: ['n', 1], type: 'string' }], outputs: [{ name: 'y', shape: ['n', 1], type: 'string' }] }), VALUE, 'input_invalid', /must be a tensor of floats, is string/],
  ['is of the wrong rank', through('Identity', { inputs: [{ name: 'x', shape: ['n', 1, 1] }], outputs: [{ name: 'y', shape: ['n', 1, 1] }] }), VALUE, 'input_invalid', /\[rows, features\]/],
  ['takes one row alone', through('Identity', { inputs: [{ name: 'x', shape: [1, 1] }], outputs: [{ name: 'y', shape: [1, 1] }] }), VALUE, 'input_invalid', /rows free/],
  ['gives NaN', through('Log'), VALUE, 'onnx_invalid', /not finite/],
  ['gives logits', through('Identity'), { name: 'bad', classes: 'a,b' }, 'onnx_invalid', /Softmax or Sigmoid/],
  ['looks at other rows', through('Softmax', { nodes: [{ operator: 'Softmax', inputs: ['x'], output: 'y', attributes: [intAttribute('axis', 0)] }] }), VALUE, 'onnx_invalid', /other rows/],
  ['has other features than are named', whole, { ...VALUE, featureNames: 'a,b' }, 'input_invalid', /must be 1/],
  ['has its inputs named in another order', onnxFile({ inputs: [{ name: 'a', shape: ['n'] }, { name: 'b', shape: ['n'] }], outputs: [{ name: 'y', shape: ['n'] }], nodes: [{ operator: 'Sub', inputs: ['a', 'b'], output: 'y' }] }), { ...VALUE, featureNames: 'b,a' }, 'input_invalid', /order of the file's inputs: a, b/],
  ['has other classes than are named', through('Sigmoid'), { name: 'bad', classes: 'a,b,c' }, 'input_invalid', /must have 3 columns, has 1/],
  ['has no classes', whole, { name: 'bad' }, 'input_invalid', /from 2 to/],
  ['wants a threshold', whole, { name: 'bad', modelType: 'anomaly' }, 'input_invalid', /must be given for an anomaly/],
  ['has no name', whole, { modelType: 'regression' }, 'input_invalid', /must match/],
  ['has a stray parameter', whole, { ...VALUE, opset: '3' }, 'input_invalid', /opset/],
])('are refused where a file %s', async (_name, file, query, code, message) => {
  const { status, body } = await upload(file, query);
  expect([status, body.code, JSON.stringify(body.errors)]).toEqual([400, code, expect.stringMatching(message)]);
});

it('are refused where a file is empty, too large or for a name that means something else, and leave nothing behind', async () => {
  expect((await upload(new Uint8Array(), VALUE)).body).toMatchObject({ status: 400, code: 'body_missing' });
  expect((await upload(new Uint8Array(65 * 1_048_576), VALUE)).body).toMatchObject({ status: 413 });
  expect((await upload(whole, { ...VALUE, name: 'spam_classifier' })).body).toMatchObject({ status: 409, code: 'model_exists' });
  expect((await upload(whole, { ...VALUE, name: 'churn' })).body).toMatchObject({ status: 409, code: 'model_exists' });
  expect((await upload(whole, VALUE, { 'content-type': 'text/plain' })).body).toMatchObject({ status: 415, code: 'media_type_unsupported' });
  expect((await service.ask('POST', '/api/models?name=bad', { name: 'bad', modelType: 'regression', algorithm: 'random_forest' })).body).toMatchObject({ status: 400, errors: [{ path: 'name' }] });
  expect((await ask('GET', '/api/models/bad/versions')).status).toBe(404);
});

it('that never end are ended', async () => {
  const runtime = new ProcessOnnxRuntime({ milliseconds: 1500, bytes: 2 ** 31 });
  const run = runtime.examine(endless, ({ run: ask }) => ask([{ name: 'x', type: 'float32', dims: [1, 1], data: Float32Array.of(1) }], 'y'));
  await expect(run).rejects.toMatchObject({ kind: 'failed', message: expect.stringContaining('1500 ms') as string });
});

it('that want too much memory are ended', async () => {
  const greedy = new ProcessOnnxRuntime({ milliseconds: 20_000, bytes: 1 });
  await expect(greedy.examine(whole, ({ description }) => Promise.resolve(description))).rejects.toMatchObject({ kind: 'failed', message: expect.stringContaining('memory') as string });
});

it('hold an Idempotency-Key against another file', async () => {
  const key = { 'idempotency-key': 'k-1' };
  expect((await upload(whole, { ...VALUE, name: 'keyed' }, key)).body).toMatchObject({ version: 1 });
  expect((await upload(whole, { ...VALUE, name: 'keyed' }, key)).body).toMatchObject({ version: 1 });
  expect((await upload(through('Neg'), { ...VALUE, name: 'keyed' }, key)).body).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
});

it('tell drift by rows that are given once', async () => {
  const path = '/api/models/churn/versions/1/reference';
  const instances = Array.from({ length: 400 }, (_, row) => [Math.sin(row), Math.cos(3 * row)]);
  expect((await ask('POST', path, { instances: instances.slice(0, 50) })).body).toMatchObject({ status: 400, errors: [{ path: 'instances' }] });
  expect(await ask('POST', path, { instances })).toEqual({ status: 200, body: { rows: 400 } });
  expect((await ask('POST', path, { instances })).body).toMatchObject({ status: 409, code: 'reference_known' });
  expect((await ask('POST', '/api/models/churn/versions/9/reference', { instances })).body).toMatchObject({ status: 404, code: 'version_unknown' });
  expect((await ask('POST', '/api/models/churn/predict?version=1', { instances: instances.map(([calls, share]) => [(calls as number) + 5, share]) })).status).toBe(200);
  interface Report { readonly servedRows: number; readonly drift: { readonly features: readonly { readonly feature: string; readonly psi: number }[] } }
  const report = async (): Promise<Report> => (await ask<Report>('GET', '/api/models/churn/performance?version=1')).body;
  while ((await report()).servedRows < 400) await new Promise((resolve) => setTimeout(resolve, 100));
  const [calls, share] = (await report()).drift.features;
  expect([calls?.psi, share?.psi]).toEqual([expect.any(Number), expect.any(Number)]);
  expect(calls?.psi).toBeGreaterThan(10 * (share?.psi ?? Infinity));
  expect((await ask('GET', '/api/models/churn/audit')).body).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ action: 'reference_given', version: 1 }), expect.objectContaining({ action: 'uploaded', version: 3, actedBy: 'u-1' })]) as object[],
  });
});
