import { forward, seededRandom } from './core.mjs';

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

const begin = (network, { start }) => start(network, { loss: 'absolute', learningRate: 0.003, dropout: 0.1 });

function learn(network, columns, loaded) {
  const learning = begin(network, loaded);
  const [inputs, targets] = [columns, network.at(-1).outputs].map((width, at) => Float32Array.from(rowsOf(BATCH, width, at).values));
  const batch = { rows: BATCH, inputs, targets, weights: new Float32Array(BATCH).fill(1), seed: 1, rate: 1 };
  const stepMs = cpuMsOf(() => learning.step(batch));
  const learnt = learning.network();
  learning.end();
  return { learnt, trainedRowsPerSecond: (1000 * BATCH) / stepMs };
}

function compare(network, matrix, loaded) {
  const { rows, values } = matrix;
  const inputs = Float32Array.from(values);
  const learning = begin(network, loaded);
  const [ours, theirs] = [() => forward(network, matrix), () => learning.outputs(rows, inputs)];
  const expected = theirs();
  const largestDifference = ours().reduce((most, output, at) => Math.max(most, Math.abs(output - expected[at])), 0);
  const perRow = (work) => (1000 * cpuMsOf(work)) / rows;
  const [typedArrays, tensorFlow] = [perRow(ours), perRow(theirs)];
  learning.end();
  return { largestDifference, microsecondsPerRow: { typedArrays, tensorFlow, ratio: tensorFlow / typedArrays } };
}

/** What a network of these layers takes to learn and to serve, one row at a time and by the batch, in CPU time. */
export function measure(network, columns, loaded) {
  const { learnt, trainedRowsPerSecond } = learn(network, columns, loaded);
  const compared = (rows) => compare(learnt, rowsOf(rows, columns, 3), loaded);
  return { trainedRowsPerSecond, oneRow: compared(1), batchOf256: compared(BATCH) };
}
