import { clientOf, kill, removeFolders, startService, until, type Answer, type Client, type Service } from '../support/index.mjs';

const LONG = 180_000;
const HALF_A_MINUTE = 30_000;
const MODEL = 'churn';

let service: Service;
let admin: Client;

beforeAll(async () => {
  service = await startService({ env: { ML_WATCH_INTERVAL: '0' } });
  admin = clientOf(service, 'admin');
}, LONG);

afterAll(async () => {
  await service.stop();
  removeFolders();
}, LONG);

interface Rows {
  readonly features: readonly (readonly number[])[];
  readonly labels: readonly string[];
}

/** Rows that are about, or not, by two of three columns, from a fixed stream; `turned` tells the opposite of the first. */
function rowsOf(count: number, { from = 0, turned = false, shift = 0 } = {}): Rows {
  const noise = (row: number, column: number): number => {
    const value = Math.sin((row + from) * 12.9898 + column * 78.233) * 43758.5453;
    return value - Math.floor(value);
  };
  const features = Array.from({ length: count }, (_, row) => [noise(row, 0) + shift, noise(row, 1), noise(row, 2)]);
  const labels = features.map(([a, b], row) => ((a! - shift + b! + 0.3 * (noise(row, 3) - 0.5) > 1) !== turned ? 'leaves' : 'stays'));
  return { features, labels };
}

async function ok(answer: Promise<Answer>, status = 200): Promise<Answer['body']> {
  const { status: found, body } = await answer;
  expect([found, body]).toEqual([status, expect.anything()]);
  return body;
}

interface Job {
  readonly state: string;
  readonly progress: number;
  readonly result: { readonly version: number } | null;
}

async function ended(jobId: string): Promise<Job> {
  return until('the end of the job', LONG, async () => {
    const job = (await admin.get(`/api/jobs/${jobId}`)).body as Job;
    return job.state === 'queued' || job.state === 'running' ? undefined : job;
  });
}

async function train(rows: Rows, more: object = {}): Promise<Job> {
  const { jobId } = await ok(admin.post(`/api/models/${MODEL}/train`, { ...rows, featureNames: ['a', 'b', 'c'], ...more }), 202);
  return ended(jobId);
}

/** Predicts in requests of 100 under ids, then says what came of each. */
async function serveAndLabel({ features, labels }: Rows, prefix: string): Promise<void> {
  for (let from = 0; from < features.length; from += 100) {
    const ids = features.slice(from, from + 100).map((_row, at) => `${prefix}-${from + at}`);
    await ok(admin.post(`/api/models/${MODEL}/predict`, { instances: features.slice(from, from + 100), ids }));
    const items = ids.map((id, at) => ({ id, label: labels[from + at] }));
    expect(await ok(admin.post(`/api/models/${MODEL}/labels`, { items }))).toMatchObject({ labelled: items.length, unknown: [] });
  }
}

const aliases = async (): Promise<Answer['body']> => ok(admin.get(`/api/models/${MODEL}/aliases`));

describe('the life of a model', () => {
  it('is registered, trained inline and followed to 100', async () => {
    await ok(admin.post('/api/models', { name: MODEL, modelType: 'classification', algorithm: 'random_forest', hyperparameters: { trees: 60 } }), 201);
    const { jobId } = await ok(admin.post(`/api/models/${MODEL}/train`, { ...rowsOf(2000), featureNames: ['a', 'b', 'c'] }), 202);
    const { text } = await admin.get(`/api/jobs/${jobId}/stream`);
    const progress = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => (JSON.parse(data!) as { progress: number }).progress);
    expect([progress.length > 1, progress.at(-1), [...progress].sort((one, other) => one - other)]).toEqual([true, 100, progress]);
    expect(await ended(jobId)).toMatchObject({ state: 'completed', progress: 100, result: { model: MODEL, version: 1, metrics: { auc: expect.any(Number) } } });
  }, LONG);

  it('predicts with an explanation that adds up', async () => {
    const answer = await ok(admin.post(`/api/models/${MODEL}/predict?explain=true`, { instances: [{ a: 0.9, b: 0.9, c: 0.1 }, [0.1, 0.1, 0.5]] }));
    expect(answer).toMatchObject({ version: 1, predictions: [{ label: 'leaves' }, { label: 'stays' }] });
    const { predictions } = answer as { predictions: { explanation: { base: number; contributions: { contribution: number }[]; output: number } }[] };
    for (const { explanation: { base, contributions, output } } of predictions) {
      expect(contributions.reduce((sum, { contribution }) => sum + contribution, base)).toBeCloseTo(output, 6);
    }
  });

  it('promotes another version by hand, and tells who did and why', async () => {
    expect(await train(rowsOf(2000, { from: 5000 }), { algorithm: 'gradient_boosted_trees' })).toMatchObject({ state: 'completed', result: { version: 2 } });
    expect((await aliases()).aliases).toEqual({ champion: 1, challenger: 2 });
    await ok(admin.post(`/api/models/${MODEL}/aliases/champion`, { version: 2, reason: 'boosting learns it faster' }));
    expect(await aliases()).toMatchObject({ aliases: { champion: 2 }, items: expect.arrayContaining([expect.objectContaining({ alias: 'champion', version: 2, changedBy: 'e2e-admin', reason: 'boosting learns it faster' })]) });
  }, LONG);

  it('goes well on rows like those it learnt from', async () => {
    await serveAndLabel(rowsOf(300, { from: 20_000 }), 'steady');
    await ok(admin.post(`/api/models/${MODEL}/watch`));
    const { metrics, alerts, labelledRows } = await ok(admin.get(`/api/models/${MODEL}/performance`));
    expect([metrics.auc.value > 0.9, alerts, labelledRows]).toEqual([true, [], 300]);
  }, LONG);

  it('raises an alert on drifted rows and goes back to the version before', async () => {
    await serveAndLabel(rowsOf(1500, { from: 30_000, turned: true, shift: 0.6 }), 'drifted');
    const done = await ok(admin.post(`/api/models/${MODEL}/watch`));
    expect(done).toMatchObject({ rolledBackTo: 1 });
    const { items } = await ok(admin.get(`/api/models/${MODEL}/alerts`));
    const raised = (items as { version: number; kind: string; subject: string }[]).filter(({ version }) => version === 2).map(({ kind, subject }) => `${kind} ${subject}`);
    expect(raised).toEqual(expect.arrayContaining(['feature_drift a', 'performance auc']));
    expect(await ok(admin.post(`/api/models/${MODEL}/predict`, { instances: [[0.9, 0.9, 0.1]] }))).toMatchObject({ version: 1 });
  }, LONG);

  it('knows who was champion when', async () => {
    const { aliases: held, items } = await aliases();
    expect(held.champion).toBe(1);
    const champions = (items as { alias: string; version: number; changedBy: string; changedAt: string }[]).filter(({ alias }) => alias === 'champion');
    expect(champions.map(({ version, changedBy }) => [version, changedBy])).toEqual([[1, 'service'], [2, 'e2e-admin'], [1, 'e2e-admin']]);
    const times = champions.map(({ changedAt }) => Date.parse(changedAt));
    expect([...times].sort((one, other) => other - one)).toEqual(times);
    const { items: steps } = await ok(admin.get(`/api/models/${MODEL}/audit`));
    expect((steps as { action: string }[]).map(({ action }) => action)).toEqual(expect.arrayContaining(['registered', 'trained', 'alert_raised', 'rolled_back']));
  });
});

describe('a worker that is killed in a training', () => {
  it('leaves the job to the next one, which gives one version and leaves the champion serving meanwhile', async () => {
    const { features, labels } = rowsOf(20_000, { from: 40_000 });
    const { jobId } = await ok(admin.post(`/api/models/${MODEL}/train`, { features, labels, featureNames: ['a', 'b', 'c'], hyperparameters: { trees: 400 } }), 202);
    await until('the training', HALF_A_MINUTE, async () => ((await admin.get(`/api/jobs/${jobId}`)).body.progress > 5 ? true : undefined));
    kill(service.part('worker')!, 'SIGKILL');
    expect(await ok(admin.post(`/api/models/${MODEL}/predict`, { instances: [[0.9, 0.9, 0.1]] }))).toMatchObject({ version: 1 });
    expect(await ended(jobId)).toMatchObject({ state: 'completed', result: { model: MODEL, version: 3 } });
    const { items } = await ok(admin.get(`/api/models/${MODEL}/versions`));
    expect((items as { version: number }[]).map(({ version }) => version)).toEqual([3, 2, 1]);
  }, LONG);
});
