import { parentPort, workerData } from 'node:worker_threads';
import { giveWay } from '#platform/process';
import { decodeDataset, encodeDataset } from '../../core/data/dataset-codec.js';
import { isFault, readTrainingData } from '../../core/data/training-data.js';
import { algorithmNamed, searchableAlgorithms } from '../../core/algorithms/index.js';
import { fitSeriesNetwork } from '../../core/forecasting/fit-series-network.js';
import { packForecaster } from '../../core/forecasting/forecaster-artifact.js';
import { judgeCalleeWeights } from '../../core/next-callee/judge-callees.js';
import { AUTO, budgetOf } from '../../core/search/auto.js';
import { selectColumns } from '../../core/selection/select-columns.js';
import { trainBest } from '../../core/training/train-best.js';
import { trainModel } from '../../core/training/train.js';
import { ableToLearn, loadLearning } from '../tensorflow/learning-networks.js';
import { assist } from './side-threads.js';
import { threadedBy } from './threaded-forest.js';
import type { TaskName, ThreadMessage, ThreadOrder, ThreadTasks } from './thread-tasks.js';

/* A thread's whole life: one order in, progress and one answer out. Nothing here may reach the database or the network. */

const PROGRESS_STEP = 0.01;

function say(message: ThreadMessage, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer as ArrayBuffer[]);
}

/** @throws SyntaxError where they are no UTF-8: JSON is nothing else */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SyntaxError('not UTF-8');
  }
}

function read({ request, modelType }: ThreadTasks['read']['given']): ThreadTasks['read']['result'] {
  const sent = request instanceof Uint8Array ? (JSON.parse(textOf(request)) as unknown) : request;
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    return { fault: { code: 'training_data_invalid', detail: 'the body must be an object', errors: [{ path: '', message: 'must be an object' }] } };
  }
  const { features, labels, featureNames, times, ...rest } = sent as Record<string, unknown>;
  if (rest['source'] === 'history') return { dataset: undefined, rest: sent as Record<string, unknown> };
  const data = readTrainingData({ features, labels, featureNames, times }, modelType);
  return isFault(data) ? { fault: data } : { dataset: encodeDataset(data), rest };
}

/** Progress in steps that are worth a message. */
function heard(): (done: number) => void {
  let said = 0;
  return (done) => {
    if (done - said < PROGRESS_STEP && done < 1) return;
    said = done;
    say({ progress: done });
  };
}

async function train({ dataset, algorithm, hyperparameters, threads, tensorflow, mostFeatures = Infinity, ...rest }: ThreadTasks['train']['given']): Promise<ThreadTasks['train']['result']> {
  const data = selectColumns(decodeDataset(dataset), mostFeatures);
  const plan = { ...rest, progress: heard() };
  const threaded = threadedBy(new URL(import.meta.url), threads);
  if (algorithm === AUTO.name) {
    const now = (): number => performance.now();
    const best = trainBest(data, { ...plan, ...budgetOf(hyperparameters), algorithms: searchableAlgorithms(plan.modelType).map(threaded), now });
    return best && { ...best, rows: data.features.rows };
  }
  const known = algorithmNamed(algorithm);
  if (known === undefined) throw new Error(`no algorithm is named ${algorithm}`);
  const able = await ableToLearn(threaded(known), tensorflow, (backend) => say({ backend }));
  return { ...trainModel(data, { ...plan, algorithm: able, hyperparameters }), rows: data.features.rows };
}

async function forecaster({ tensorflow, hyperparameters, ...rest }: ThreadTasks['forecaster']['given']): Promise<ThreadTasks['forecaster']['result']> {
  const { backend, start } = await loadLearning(tensorflow);
  say({ backend });
  const learnt = fitSeriesNetwork(rest.series, { ...rest, values: hyperparameters, start, progress: heard() });
  return learnt && packForecaster(learnt);
}

const callees = ({ calls }: ThreadTasks['callees']['given']): ThreadTasks['callees']['result'] => judgeCalleeWeights(calls);

const TASKS = { read, train, forecaster, callees, assist } as { readonly [T in TaskName]: (given: never) => unknown };

const { task, given } = workerData as ThreadOrder;
// Somebody waits for calls to be judged, and for an answer to a request, nobody for a training.
if (task !== 'read') giveWay();
try {
  say({ result: await TASKS[task](given as never) });
} catch (error) {
  const { name, message } = error as Error;
  say({ error: { name, message } });
}
