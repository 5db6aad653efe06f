import * as tf from '@tensorflow/tfjs-core';
import { forward } from '../../core/networks/forward.js';
import { denseNetwork, lstmNetwork, madeRows } from '../../core/networks/networks.fixture.js';
import type { Network } from '../../core/networks/network.js';
import type { Batch, LearningNetwork, Loss } from '../../core/networks/optimiser.js';
import { networkLoss } from '../../core/networks/network-loss.js';
import { startPlainLearning } from '../../core/networks/plain-learning.fixture.js';
import type { TensorFlowBackend } from './backend.js';
import { loadTensorFlow } from './load-tensorflow.js';
import { lossOf } from './losses.js';
import { startLearning } from './start-learning.js';

const ROWS = 30;
const BACKENDS: readonly TensorFlowBackend[] = ['wasm', 'cpu'];
const NETWORKS: readonly (readonly [string, Network, number])[] = [
  ['dense layers', denseNetwork(5, 6, [8, 5], 3), 6],
  ['an LSTM', lstmNetwork(5, { steps: 3, inputs: 2, units: 4, outputs: 3 }), 6],
];

function batchOf(seed: number): Batch {
  const { values } = madeRows(9, ROWS, 6);
  const targets = Float32Array.from({ length: ROWS * 3 }, (_, at) => (at % 3 === (Math.floor(at / 3) % 3) ? 1 : 0));
  return { rows: ROWS, inputs: Float32Array.from(values), targets, weights: new Float32Array(ROWS).fill(1), seed, rate: 1 };
}

function learnt(network: Network, { steps = 20, dropout = 0, seed = 0 } = {}): Network {
  const learning = startLearning(network, { loss: 'softmax', learningRate: 0.05, dropout });
  for (let step = 0; step < steps; step++) learning.step(batchOf(seed + step));
  const found = learning.network();
  learning.end();
  return found;
}

function outputsOf<T>(network: Network, use: (learning: LearningNetwork) => T): T {
  const learning = startLearning(network, { loss: 'squared', learningRate: 0.01, dropout: 0 });
  const found = use(learning);
  learning.end();
  return found;
}

const lossNow = (network: Network): number => {
  const { inputs, targets } = batchOf(0);
  const outputs = forward(network, { rows: ROWS, columns: 6, values: Float64Array.from(inputs) });
  return networkLoss('softmax', outputs, { targets: Float64Array.from(targets), weights: new Float64Array(ROWS).fill(1) });
};

describe.each(BACKENDS)('on %s', (backend) => {
  beforeAll(async () => expect(await loadTensorFlow(backend)).toBe(backend));

  it.each(NETWORKS)('%s give what TensorFlow gives within 1e-5', (_name, network, columns) => {
    const learntOne = learnt(network);
    const rows = madeRows(11, ROWS, columns);
    const theirs = outputsOf(learntOne, (learning) => learning.outputs(ROWS, Float32Array.from(rows.values)));
    forward(learntOne, rows).forEach((output, at) => expect(Math.abs(output - (theirs[at] as number))).toBeLessThan(1e-5));
  });

  it.each<Loss>(['logistic', 'softmax', 'squared', 'absolute'])('the %s loss is that of the core', (loss) => {
    const outputs = madeRows(3, ROWS, 3).values;
    const { targets } = batchOf(0);
    const weights = Float64Array.from({ length: ROWS }, (_, row) => 0.5 + (row % 3));
    const ours = networkLoss(loss, outputs, { targets: Float64Array.from(targets), weights }) * (weights.reduce((sum, weight) => sum + weight, 0) / ROWS);
    const theirs = tf.tidy(() => lossOf(loss, tf.tensor(Float32Array.from(outputs), [ROWS, 3]), tf.tensor(targets, [ROWS, 3]), tf.tensor1d(Float32Array.from(weights))).dataSync()[0] as number);
    expect(theirs).toBeCloseTo(ours, 5);
  });
});

describe('learning', () => {
  beforeAll(() => loadTensorFlow('wasm'));

  it.each<Loss>(['logistic', 'softmax', 'squared', 'absolute'])("by the %s loss takes the steps of plain loops, from Adam's paper", (loss) => {
    const weights = Float32Array.from({ length: ROWS }, (_, row) => 0.5 + (row % 3));
    const [theirs, ours] = [startLearning, startPlainLearning].map((start) => {
      const learning = start(denseNetwork(5, 6, [8, 5], 3), { loss, learningRate: 0.01, dropout: 0 });
      for (let step = 0; step < 10; step++) learning.step({ ...batchOf(step), rate: 1 - step / 20, weights });
      const learnt = learning.network();
      learning.end();
      return learnt.flatMap(({ kernel, bias }) => [...kernel, ...bias]);
    }) as [number[], number[]];
    theirs.forEach((weight, at) => expect(Math.abs(weight - (ours[at] as number))).toBeLessThan(1e-4));
  });

  it.each(NETWORKS)('%s learn', (_name, network) => expect(lossNow(learnt(network, { steps: 60 }))).toBeLessThan(0.5 * lossNow(network)));

  it.each(NETWORKS)('%s learn the same of the same steps, with units left out too', (_name, network) => {
    const dropping = { dropout: 0.4, steps: 5 };
    expect(learnt(network, dropping)).toEqual(learnt(network, dropping));
    expect(learnt(network, dropping)).not.toEqual(learnt(network, { ...dropping, seed: 50 }));
  });

  it.each(NETWORKS)('%s hold no tensor more after 1,000 predictions, nor after trainings', (_name, network, columns) => {
    const before = tf.memory().numTensors;
    for (let round = 0; round < 3; round++) learnt(network, { steps: 3, dropout: 0.2 });
    expect(tf.memory().numTensors).toBe(before);
    const { values } = madeRows(1, 1, columns);
    outputsOf(network, (learning) => {
      const loaded = tf.memory().numTensors;
      for (let round = 0; round < 1000; round++) learning.outputs(1, Float32Array.from(values));
      expect(tf.memory().numTensors).toBe(loaded);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
