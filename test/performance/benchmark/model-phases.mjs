import { setTimeout as sleep } from 'node:timers/promises';
import { generatedSet } from '../forest/generated-set.mjs';
import { untilFolded } from './database.mjs';
import { measureVerdicts } from './load-phases.mjs';
import { conduct, measured } from './runs.mjs';

const MODEL = 'benchmark_model';
const SEED = 7;
const POLL_MS = 500;
/** Rows to learn from beside traffic, and more trees than get done while it lasts. */
const TRAINING = { rows: 50_000, trees: 3000 };

/** Requests as an administrator. */
class Administrator {
  static async of(service) {
    return new Administrator(`http://127.0.0.1:${service.port}`, await service.token('admin'));
  }

  constructor(origin, token) {
    Object.assign(this, { origin, token });
  }

  async ask(method, path, body) {
    const headers = { authorization: `Bearer ${this.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(`${this.origin}${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }

  /** Resolves with the id of a job that trains the benchmark's model. */
  async train({ rows, trees }) {
    const { features: { columns, values }, labels } = generatedSet(rows, SEED);
    const features = Array.from(labels, (_, row) => Array.from(values.subarray(row * columns, (row + 1) * columns)));
    const { jobId } = await this.ask('POST', `/api/models/${MODEL}/train`, { features, labels: [...labels], hyperparameters: { trees } });
    return jobId;
  }

  async register() {
    const { items } = await this.ask('GET', '/api/models');
    if (items.some(({ name }) => name === MODEL)) return;
    await this.ask('POST', '/api/models', { name: MODEL, modelType: 'classification', algorithm: 'random_forest' });
  }

  /** The job as soon as `isEnough` of it. */
  async until(jobId, isEnough) {
    for (;;) {
      const job = await this.ask('GET', `/api/jobs/${jobId}`);
      if (job.state === 'failed') throw new Error(`the training failed: ${JSON.stringify(job.error)}`);
      if (isEnough(job)) return job;
      await sleep(POLL_MS);
    }
  }
}

/** One row a request, every row another, at a fixed rate: a forest of 100 trees answers over HTTP. */
export async function measurePredictions({ service, load }, { perSecond, connections, leadIn, seconds, rows, trees }) {
  const administrator = await Administrator.of(service);
  await administrator.register();
  const { result } = await administrator.until(await administrator.train({ rows, trees }), ({ state }) => state === 'completed');
  await load.call('preparePredictions', { model: MODEL, count: perSecond * (leadIn + seconds) });
  const asked = await load.call('predictions', { connections, perSecond });
  const { perSecond: predictionsPerSecond, latencyMs } = measured(asked, { leadIn, seconds });
  return { predictionsPerSecond, answerMs: latencyMs, auc: result.metrics.auc, ...conduct(asked) };
}

/** Verdicts beside events, first alone and then while a forest is trained all the time. */
export async function measureTraining(bench, settings) {
  const before = await measureVerdicts(bench, { ...settings, phase: 'training-before' });
  const administrator = await Administrator.of(bench.service);
  await administrator.register();
  const jobId = await administrator.train(TRAINING);
  await administrator.until(jobId, ({ state, progress }) => state === 'running' && progress > 0);
  const beside = await measureVerdicts(bench, { ...settings, phase: 'training-beside' });
  const { state, progress } = await administrator.ask('DELETE', `/api/jobs/${jobId}`);
  if (state !== 'running') throw new Error(`the training was over too soon, at ${progress} %`);
  await administrator.until(jobId, (job) => job.state === 'cancelled');
  await untilFolded(bench.database);
  return { verdictP95Ratio: beside.answerMs.p95 / before.answerMs.p95, progress, before, beside, notAccepted: before.notAccepted + beside.notAccepted };
}
