import { existsSync, readdirSync } from 'node:fs';
import { encodeDataset } from '../core/data/dataset-codec.js';
import type { TrainedOnRows } from '../app/training.js';
import { ThreadTraining } from './thread-training.js';

/** So many that folds are worth sharing too. */
const ROWS = 2600;
const ORDER = {
  model: 'm', algorithm: 'random_forest', hyperparameters: { trees: 100, maxDepth: 'unlimited', minLeaf: 1, maxFeatures: 'sqrt', bins: 255, classWeights: 'none' },
  seed: 3, datasetId: 'd', promote: true, requestedBy: 'test', requestId: undefined,
};
const dataset = encodeDataset({
  featureNames: ['a', 'b', 'c'],
  features: { rows: ROWS, columns: 3, values: Float64Array.from({ length: ROWS * 3 }, (_, index) => (index % 41 === 0 ? NaN : Math.sin(index * index))) },
  labels: Float64Array.from({ length: ROWS }, (_, row) => (Math.sin(9 * row * row) + 0.3 * Math.cos(row) > 0 ? 1 : 0)),
  classes: ['fine', 'spam'],
});

/** Threads of this process, the system's count: a thread that waits cannot be asked. 0 where the system does not tell. */
const liveThreads = (): number => (existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : 0);

const untold = { progress: () => undefined, signal: new AbortController().signal };

async function trainedOn(threads: number): Promise<{ trained: TrainedOnRows; most: number; heard: number[] }> {
  let most = 0;
  const heard: number[] = [];
  const progress = (done: number): void => {
    heard.push(done);
    most = Math.max(most, liveThreads());
  };
  return { trained: await new ThreadTraining(50, threads).train(dataset, 'classification', ORDER, { ...untold, progress }), most, heard };
}

describe('training on threads', () => {
  it('gives the same bytes on one and on three, and ends them', async () => {
    const one = await trainedOn(1);
    const before = liveThreads();
    const three = await trainedOn(3);
    expect(Buffer.compare(three.trained.artifact, one.trained.artifact)).toBe(0);
    expect({ ...three.trained, artifact: null }).toEqual({ ...one.trained, artifact: null });
    expect(three.most >= one.most + 2 || three.most === 0).toBe(true);
    expect(liveThreads()).toBeLessThanOrEqual(before);
    expect(three.heard.at(-1)).toBe(1);
  }, 120_000);

  it('leaves no thread behind where it is cancelled', async () => {
    await trainedOn(3);
    const before = liveThreads();
    const cancel = new AbortController();
    const progress = (done: number): void => {
      if (done > 0.3) cancel.abort(new Error('cancelled'));
    };
    await expect(new ThreadTraining(50, 3).train(dataset, 'classification', ORDER, { signal: cancel.signal, progress })).rejects.toThrow('cancelled');
    expect(liveThreads()).toBeLessThanOrEqual(before);
  }, 120_000);
});
