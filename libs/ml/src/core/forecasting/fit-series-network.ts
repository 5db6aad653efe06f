import { seededRandom, type Random } from '#kernel';
import { forward } from '../networks/forward.js';
import { initialDense, initialLstm } from '../networks/initial-weights.js';
import { networkLoss } from '../networks/network-loss.js';
import type { Network } from '../networks/network.js';
import type { StartLearning } from '../networks/optimiser.js';
import { trainNetwork, type Examples } from '../networks/train-network.js';
import { withoutGaps } from './fill-gaps.js';
import type { LstmValues } from './lstm-hyperparameters.js';
import type { SeriesNetwork } from './series-network.js';
import { pastOf, scaled, windowInputs, windowTargets, windowWeight, type ScaledSeries, type WindowShape } from './series-windows.js';

const DAY = 24;

export interface SeriesFit {
  readonly start: StartLearning;
  /** Hours that are forecast at once, 1 to 168. */
  readonly horizon: number;
  readonly seed: number;
  readonly values: LstmValues;
  readonly progress: (done: number) => void;
}

/** A residual of 0, which is the seasonal forecast itself, is where learning begins. */
const FAINT = 0.1;

interface Windows extends Examples {
  readonly weights: Float64Array;
}

/** Windows of all series whose origin lies from `first` to `last` before a series' end, every hour. */
function windowsOf(all: readonly ScaledSeries[], shape: WindowShape, origins: (series: ScaledSeries) => readonly [number, number]): Windows {
  const ranges = all.map(origins);
  const counts = ranges.map(([first, last]) => Math.max(0, last - first + 1));
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const [series, at] = [new Int32Array(rows), new Int32Array(rows)];
  let row = 0;
  counts.forEach((count, index) => {
    for (let step = 0; step < count; step++, row++) [series[row], at[row]] = [index, (ranges[index] as readonly [number, number])[0] + step];
  });
  const seasonal = new Float64Array(shape.horizon);
  const ofSeries = all.map(windowWeight);
  return {
    rows, inputs: shape.days * DAY, targets: shape.horizon,
    weights: Float64Array.from(series, (index) => ofSeries[index] as number),
    weight: (window) => ofSeries[series[window] as number] as number,
    copy: (window, inputs, targets) => {
      const from = all[series[window] as number] as ScaledSeries;
      windowInputs(from, at[window] as number, shape, inputs);
      windowTargets(from, at[window] as number, seasonal, targets);
    },
  };
}

/** The loss on the last window of each series, which ends where the series does. */
function lossAtTheEnd(all: readonly ScaledSeries[], shape: WindowShape): (network: Network) => number {
  const held = windowsOf(all, shape, ({ values: { length } }) => [length - shape.horizon, length - shape.horizon]);
  const [inputs, targets] = [new Float32Array(held.rows * held.inputs), new Float32Array(held.rows * held.targets)];
  for (let row = 0; row < held.rows; row++) {
    held.copy(row, inputs.subarray(row * held.inputs, (row + 1) * held.inputs), targets.subarray(row * held.targets, (row + 1) * held.targets));
  }
  const [rows, wanted] = [{ rows: held.rows, columns: held.inputs, values: Float64Array.from(inputs) }, { targets: Float64Array.from(targets), weights: held.weights }];
  return (network) => networkLoss('absolute', forward(network, rows), wanted);
}

function initialNetwork({ days, units }: LstmValues, horizon: number, random: Random): Network {
  const last = initialDense(units, horizon, 'linear', random);
  return [initialLstm({ steps: days, inputs: DAY, units }, random), { ...last, kernel: last.kernel.map((weight) => Math.fround(FAINT * weight)) }];
}

/**
 * One LSTM for all of the series (hourly, NaN where missing): it sees the differences from day to day of the last days and says by
 * how much the seasonal forecast will miss each of the next hours. It learns from windows that end before the last `horizon` hours of
 * each series, on which it is stopped early. Undefined where no series has two windows of past and `horizon` after it.
 * @throws what `progress` throws
 */
export function fitSeriesNetwork(given: readonly Float64Array[], { start, horizon, seed, values, progress }: SeriesFit): SeriesNetwork | undefined {
  const shape = { days: values.days, horizon };
  const past = pastOf(shape);
  const all = given.map(withoutGaps).flatMap((series) => (series !== undefined && series.length >= past + 2 * horizon ? (scaled(series) ?? []) : []));
  if (all.length === 0) return undefined;
  const learning = start(initialNetwork(values, horizon, seededRandom(seed)), { loss: 'absolute', ...values });
  const examples = windowsOf(all, shape, ({ values: { length } }) => [past, length - 2 * horizon]);
  return { shape, network: trainNetwork(learning, examples, { ...values, perEpoch: values.windowsPerEpoch, seed, heldOutLoss: lossAtTheEnd(all, shape), progress }) };
}
