import { parseArgs } from 'node:util';
import { initialDense, initialDenseNetwork, initialLstm, loadLearning, seededRandom } from './core.mjs';
import { measure } from './measure.mjs';

const BACKENDS = ['auto', 'tensorflow', 'wasm', 'cpu'];
const USAGE = `usage: npm run bench:networks -- [--backend ${BACKENDS.join('|')}] [--json]`;
const FLAGS = { backend: { type: 'string', default: 'auto' }, json: { type: 'boolean', default: false } };

const say = (line) => process.stderr.write(`bench:networks ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);

function benchmark(loaded) {
  const random = seededRandom(1);
  say('dense layers 30-64-32-5');
  const dense = measure(initialDenseNetwork(30, [64, 32], 5, random), 30, loaded);
  say('an LSTM of 48 units over 8 days of 24 hours, 48 hours ahead');
  const lstm = measure([initialLstm({ steps: 8, inputs: 24, units: 48 }, random), initialDense(48, 48, 'linear', random)], 8 * 24, loaded);
  return { backend: loaded.backend, dense, lstm, totalSeconds: performance.now() / 1000 };
}

const rounded = (_name, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value);

function lines(name, { trainedRowsPerSecond, ...served }) {
  const shown = Object.entries(served).map(([rows, { largestDifference, microsecondsPerRow: { typedArrays, tensorFlow, ratio } }]) =>
    `  ${rows.padEnd(12)}typed arrays ${typedArrays.toFixed(2)} µs a row, TensorFlow ${tensorFlow.toFixed(2)} (${ratio.toFixed(1)}×), apart by at most ${largestDifference.toExponential(1)}`);
  return [`${name}: learns ${trainedRowsPerSecond.toFixed(0)} rows/s`, ...shown].join('\n');
}

const asTable = ({ backend, dense, lstm }) => [`CPU time, TensorFlow on ${backend}`, lines('dense', dense), lines('lstm', lstm), ''].join('\n');

/** Measures and prints. Returns the exit code: 1 where something broke, 2 for a wrong call. */
export async function main(args) {
  let options;
  try {
    options = parseArgs({ args, options: FLAGS, strict: true }).values;
    if (!BACKENDS.includes(options.backend)) throw new Error(`--backend must be one of ${BACKENDS.join(', ')}`);
  } catch (error) {
    say(`${error.message}\n${USAGE}`);
    return 2;
  }
  try {
    const report = benchmark(await loadLearning(options.backend));
    process.stdout.write(options.json ? `${JSON.stringify(report, rounded)}\n` : asTable(report));
    return 0;
  } catch (error) {
    say(error.stack);
    return 1;
  }
}
