import { forward, KerasNetwork, seededRandom, startLearning, tf } from './core.mjs';

const BATCH = 256;
const LEAST_CPU_MS = 100;
const ROUNDS = 3;

const cpuMs = ({ user, system }) => (user + system) / 1000;
const median = (values) => values.toSorted((one, other) => one - other)[values.length >> 1];

/** Milliseconds of CPU that `work` takes: the median of rounds, each so long that what else the process does is lost in it. */
function cpuMsOf(work) {
  let times = 1;
  const spent = () => {
    const from = process.cpuUsage();
    for (let time = 0; time < times; time++) work();
    return cpuMs(process.cpuUsage(from));
  };
  for (let found = spent(); found < LEAST_CPU_MS; found = spent()) times *= found < LEAST_CPU_MS / 8 ? 4 : 2;
  return median(Array.from({ length: ROUNDS }, () => spent() / times));
}

function rowsOf(rows, columns, seed) {
  const random = seededRandom(seed);
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => Math.fround(4 * random.next() - 2)) };
}

function learn(network, columns, outputs) {
  const learning = startLearning(network, { loss: 'absolute', learningRate: 0.003, dropout: 0.1 });
  const inputs = Float32Array.from(rowsOf(BATCH, columns, 1).values);
  const targets = Float32Array.from(rowsOf(BATCH, outputs, 2).values);
  const batch = { rows: BATCH, inputs, targets, weights: new Float32Array(BATCH).fill(1), seed: 1, rate: 1 };
  const stepMs = cpuMsOf(() => learning.step(batch));
  const learnt = learning.network();
  learning.end();
  return { learnt, trainedRowsPerSecond: (1000 * BATCH) / stepMs };
}

function compare(network, columns, rows) {
  const matrix = rowsOf(rows, columns, 3);
  const inputs = Float32Array.from(matrix.values);
  const keras = new KerasNetwork(network);
  const theirs = () => tf.tidy(() => keras.apply(inputs, rows).dataSync());
  const [ours, expected] = [forward(network, matrix), theirs()];
  const largestDifference = ours.reduce((most, output, at) => Math.max(most, Math.abs(output - expected[at])), 0);
  const perRow = (work) => (1000 * cpuMsOf(work)) / rows;
  const [typedArrays, tensorFlow] = [perRow(() => forward(network, matrix)), perRow(theirs)];
  keras.dispose();
  return { largestDifference, microsecondsPerRow: { typedArrays, tensorFlow, ratio: tensorFlow / typedArrays } };
}

/** What a network of these layers takes to learn and to serve, one row at a time and by the batch, in CPU time. */
export function measure(network, columns) {
  const { learnt, trainedRowsPerSecond } = learn(network, columns, network.at(-1).outputs);
  return { trainedRowsPerSecond, oneRow: compare(learnt, columns, 1), batchOf256: compare(learnt, columns, BATCH) };
}
