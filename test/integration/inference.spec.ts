import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DrainState } from '#platform/http';
import { BullJobs } from '../../libs/ml/src/jobs/bull-jobs.js';
import { bearer, type BootedApp } from './booted-app.fixture.js';
import { ModelService, type Answer as Answered } from './model-service.fixture.js';

interface Tensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
  readonly data: readonly (string | number | boolean)[];
}

interface Inference {
  readonly outputs: readonly Tensor[];
}

let service: ModelService;
let api: BootedApp;
beforeAll(async () => {
  service = await ModelService.start();
  ({ api } = service);
  for (const seed of [1, 2]) await train('verdicts', { modelType: 'classification', algorithm: 'random_forest' }, { ...classes, seed });
  await train('durations', { modelType: 'regression', algorithm: 'random_forest' }, { features: classes.features, labels: classes.features.map(([x]) => (x as number) * 2) });
  await train('strange', { modelType: 'anomaly', algorithm: 'isolation_forest' }, { features: cloud, featureNames: ['x', 'y'] });
});
afterAll(() => service.stop());

const features = Array.from({ length: 200 }, (_, row) => [row % 10, row % 7 === 0 ? null : row % 13]);
const classes = { features, featureNames: ['short_share', 'calls'], labels: features.map(([share]) => ((share as number) > 4 ? 'spam' : 'fine')), hyperparameters: { trees: 20 } };
const cloud = Array.from({ length: 200 }, (_, row) => [Math.sin(row * 7.1), Math.cos(row * 3.3)]);

const ask = <T>(method: string, path: string, body?: unknown, role?: 'admin' | 'system' | 'user'): Promise<Answered<T>> => service.ask<T>(method, path, body, role);

interface Event {
  readonly type: string;
  readonly data: { readonly id: string; readonly state: string; readonly progress: number; readonly result: unknown };
}

async function streamOf(jobId: string): Promise<Response> {
  return fetch(`${api.origin}/api/jobs/${jobId}/stream`, { headers: { ...(await bearer('admin')), accept: 'text/event-stream' } });
}

const eventsIn = (text: string): Event[] =>
  [...text.matchAll(/^event: (\w+)$\n(?:id: .*\n)?data: (.*)$/gm)].map(([, type, data]) => ({ type: type as string, data: JSON.parse(data as string) as Event['data'] }));

/** Follows a training to its end; resolves with all that was told of it. */
async function train(name: string, model: object, order: object): Promise<readonly Event[]> {
  await ask('POST', '/api/models', { name, ...model });
  const { body } = await ask<{ jobId: string }>('POST', `/api/models/${name}/train`, order);
  const events = eventsIn(await (await streamOf(body.jobId)).text());
  expect(events.at(-1)).toMatchObject({ type: 'job', data: { id: body.jobId, state: 'completed', progress: 100, result: { model: name } } });
  return events;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}

const rows = [[9, 12], [0, null]];
const whole = { name: 'input', datatype: 'FP64', shape: [2, 2], data: rows as unknown };

describe('the Open Inference Protocol', () => {
  it('describes the server, and says to who has a token that it lives and is ready', async () => {
    expect(await ask('GET', '/v2')).toEqual({ status: 200, body: { name: 'profile-analytics-service', version: expect.any(String) as string, extensions: [] } });
    expect(await ask('GET', '/v2/health/live')).toEqual({ status: 200, body: { live: true } });
    expect(await ask('GET', '/v2/health/ready')).toEqual({ status: 200, body: { live: true, ready: true } });
    expect((await fetch(`${api.origin}/v2/health/live`)).status).toBe(401);
  });

  it('describes models and versions', async () => {
    const verdicts = {
      name: 'verdicts', versions: ['1', '2'], platform: 'profile-analytics_classification', inputs: [{ name: 'input', datatype: 'FP64', shape: [-1, 2] }],
      outputs: [{ name: 'label', datatype: 'BYTES', shape: [-1] }, { name: 'probabilities', datatype: 'FP64', shape: [-1, 2], parameters: { classes: '["fine","spam"]' } }],
    };
    expect(await ask('GET', '/v2/models/verdicts')).toEqual({ status: 200, body: verdicts });
    expect(await ask('GET', '/v2/models/verdicts/versions/2')).toEqual({ status: 200, body: verdicts });
    for (const path of ['verdicts', 'verdicts/versions/2']) expect(await ask('GET', `/v2/models/${path}/ready`)).toEqual({ status: 200, body: { name: 'verdicts', ready: true } });
  });

  it('answers as predictions do, in tensors, whichever way the tensors are written', async () => {
    interface Answer { readonly predictions: readonly { readonly label: string; readonly probabilities: Readonly<Record<string, number>> }[] }
    const { predictions } = (await ask<Answer>('POST', '/api/models/verdicts/predict', { instances: rows })).body;
    const answer = {
      id: '42', model_name: 'verdicts', model_version: '1',
      outputs: [
        { name: 'label', datatype: 'BYTES', shape: [2], data: ['spam', 'fine'] },
        { name: 'probabilities', datatype: 'FP64', shape: [2, 2], parameters: { classes: '["fine","spam"]' }, data: predictions.flatMap(({ probabilities: { fine, spam } }) => [fine, spam]) },
      ],
    };
    const byFeature = [{ name: 'calls', datatype: 'FP32', shape: [2, 1], data: [[12], [null]] }, { name: 'short_share', datatype: 'FP32', shape: [2], data: [9, 0] }];
    for (const inputs of [[whole], [{ ...whole, data: rows.flat() }], byFeature]) {
      expect(await ask('POST', '/v2/models/verdicts/infer', { id: '42', parameters: {}, inputs }, 'system')).toEqual({ status: 200, body: answer });
    }
  });

  it('answers from the version that is named, with the outputs that are asked for', async () => {
    const { body } = await ask('POST', '/v2/models/verdicts/versions/2/infer', { inputs: [whole], outputs: [{ name: 'label' }] });
    expect(body).toEqual({ model_name: 'verdicts', model_version: '2', outputs: [{ name: 'label', datatype: 'BYTES', shape: [2], data: ['spam', 'fine'] }] });
  });

  it('answers with values and scores', async () => {
    const values = (await ask<Inference>('POST', '/v2/models/durations/infer', { inputs: [whole] })).body.outputs;
    expect(values).toEqual([{ name: 'value', datatype: 'FP64', shape: [2], data: [expect.any(Number), expect.any(Number)] }]);
    expect(values[0]?.data[0]).toBeGreaterThan(values[0]?.data[1] as number);
    const scores = (await ask<Inference>('POST', '/v2/models/strange/infer', { inputs: [{ ...whole, data: [0, 0, 40, -40] }] })).body.outputs;
    expect(scores).toEqual([
      { name: 'score', datatype: 'FP64', shape: [2], data: [expect.any(Number), expect.any(Number)] }, { name: 'anomalous', datatype: 'BOOL', shape: [2], data: [false, true] },
    ]);
  });

  it.each([
    ['an unknown model', 'GET', '/v2/models/nobody', undefined, 404, 'model_unknown'],
    ['an unknown version', 'GET', '/v2/models/verdicts/versions/9/ready', undefined, 404, 'version_unknown'],
    ['a version that is none', 'GET', '/v2/models/verdicts/versions/V2', undefined, 400, 'input_invalid'],
    ['a model that was not trained yet', 'GET', '/v2/models/behavior_predictor/ready', undefined, 409, 'model_not_trained'],
    ['no tensors', 'POST', '/v2/models/verdicts/infer', {}, 400, 'input_invalid'],
    ['a tensor that does not fit', 'POST', '/v2/models/verdicts/infer', { inputs: [{ ...whole, shape: [1, 4] }] }, 400, 'input_invalid'],
    ['an output that is not there', 'POST', '/v2/models/verdicts/infer', { inputs: [whole], outputs: [{ name: 'score' }] }, 400, 'input_invalid'],
    ['an output without a name', 'POST', '/v2/models/verdicts/infer', { inputs: [whole], outputs: ['label'] }, 400, 'input_invalid'],
    ['an id that is no text', 'POST', '/v2/models/verdicts/infer', { id: 42, inputs: [whole] }, 400, 'input_invalid'],
    ['a stray field', 'POST', '/v2/models/verdicts/infer', { inputs: [whole], rows: 2 }, 400, 'input_invalid'],
    ['a list', 'POST', '/v2/models/verdicts/infer', [], 400, 'input_invalid'],
    ['a route that is not there', 'GET', '/v2/nowhere', undefined, 404, 'route_unknown'],
  ])('answers %s with a problem that says so under `error` too', async (_name, method, path, sent, status, code) => {
    const { body } = await ask<{ detail: string; errors?: { path: string; message: string }[] }>(method, path, sent);
    const error = [body.detail, ...(body.errors ?? []).map((each) => `${each.path} ${each.message}`)].join('; ');
    expect(body).toMatchObject({ status, code, error });
  });

  it('is closed to users and strangers', async () => {
    expect(await ask('POST', '/v2/models/verdicts/infer', { inputs: [whole] }, 'user')).toMatchObject({ status: 403, body: { error: expect.any(String) as string } });
    expect((await fetch(`${api.origin}/v2/models/verdicts`)).status).toBe(401);
  });

  it('leaves problems elsewhere as they are', async () => expect((await ask('GET', '/api/models/nobody/versions')).body).not.toHaveProperty('error'));
});

describe('a stream of a job', () => {
  it('tells what changed, up to the end', async () => {
    const events = await train('verdicts', { modelType: 'classification', algorithm: 'random_forest' }, { ...classes, hyperparameters: { trees: 300 } });
    expect(events.map(({ type }) => type)).toEqual(events.map(() => 'job'));
    const marks = events.map(({ data: { state, progress } }) => `${state} ${progress}`);
    expect(new Set(marks).size).toBe(marks.length);
    expect(events.map(({ data }) => data.progress)).toEqual(events.map(({ data }) => data.progress).sort((left, right) => left - right));
  });

  it('is an ordinary answer where there is no job, and closed to others than admins', async () => {
    expect(await ask('GET', '/api/jobs/987654/stream')).toMatchObject({ status: 404, body: { code: 'job_unknown' } });
    expect((await ask('GET', '/api/jobs/1/stream', undefined, 'system')).status).toBe(403);
  });

  it('stops looking when its reader leaves', async () => {
    const large = Array.from({ length: 100_000 }, (_, row) => [row, row % 7, row % 11]);
    const { jobId } = (await ask<{ jobId: string }>('POST', '/api/models/anomaly_detector/train', { features: large, hyperparameters: { trees: 1000, sampleSize: 100_000 } })).body;
    const looks = jest.spyOn(BullJobs.prototype, 'find');
    const request = get(`${api.origin}/api/jobs/${jobId}/stream`, { headers: await bearer('admin') });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    const [first] = (await once(answer.setEncoding('utf8'), 'data')) as [string];
    expect(eventsIn(first)).toMatchObject([{ type: 'job', data: { id: jobId } }]);
    request.destroy();
    await until(() => api.app.get(DrainState).inFlight === 0);
    const seen = looks.mock.calls.length;
    await sleep(1200);
    expect(looks.mock.calls.length).toBe(seen);
    looks.mockRestore();
    // Still under way, or there would be nothing to cancel; a worker that stops waits for its jobs.
    expect((await ask('DELETE', `/api/jobs/${jobId}`)).status).toBe(200);
    expect(eventsIn(await (await streamOf(jobId)).text()).at(-1)?.data.state).toBe('cancelled');
  });
});
