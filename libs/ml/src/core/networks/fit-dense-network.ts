import { seededRandom } from '#kernel';
import type { TrainingSet } from '../algorithms/algorithm.js';
import { weightsOfClasses } from '../algorithms/class-weights.js';
import type { NetworkValues } from '../algorithms/network-hyperparameters.js';
import { standardise } from '../algorithms/targets.js';
import { takeRows, type Matrix } from '../data/matrix.js';
import { learnStandardisation, type Standardisation } from '../linear/standardisation.js';
import { forward } from './forward.js';
import { initialDenseNetwork } from './initial-weights.js';
import { networkInputs, withoutIdleInputs } from './network-inputs.js';
import { networkLoss, type Wanted } from './network-loss.js';
import type { DenseLayer, Network } from './network.js';
import type { Loss, StartLearning } from './optimiser.js';
import { temperatureOf } from './temperature.js';
import { trainNetwork, type Examples } from './train-network.js';

/** Everything that serves: output = mean + spread × what the layers say of the inputs. */
export interface DenseModel {
  /** As in the training set; 0 for a regression. */
  readonly classes: number;
  readonly standardisation: Standardisation;
  readonly layers: readonly DenseLayer[];
  /** 0 and 1 ÷ temperature of a classification, those of the targets of a regression. */
  readonly mean: number;
  readonly spread: number;
}

export interface DenseFit {
  readonly values: NetworkValues;
  readonly start: StartLearning;
  readonly seed: number;
  readonly progress: (done: number) => void;
}

const HELD_OUT = 0.15;
/** With fewer held-out rows, when to stop and how sure to be would be chance. */
const FEWEST_HELD_OUT = 15;

/** Inputs and what should be said of them. */
interface Material extends Wanted {
  readonly loss: Loss;
  readonly outputs: number;
  readonly inputs: Matrix;
}

function materialOf({ features, labels, classes }: TrainingSet, standardisation: Standardisation, classWeights: NetworkValues['classWeights']): Material & { mean: number; spread: number } {
  if (labels?.length !== features.rows || features.rows < 1) throw new Error(`${features.rows} rows need as many labels`);
  const inputs = networkInputs(features, standardisation);
  if (classes === 0) {
    const { mean, spread, values } = standardise(labels);
    return { loss: 'squared', outputs: 1, inputs, targets: values, weights: new Float64Array(labels.length).fill(1), mean, spread };
  }
  const ofClass = weightsOfClasses(classWeights, labels, classes);
  const weights = labels.map((label) => ofClass[label] as number);
  const scale = { inputs, weights, mean: 0, spread: 1 };
  if (classes <= 2) return { ...scale, loss: 'logistic', outputs: 1, targets: labels };
  const targets = new Float64Array(labels.length * classes);
  labels.forEach((label, row) => (targets[row * classes + label] = 1));
  return { ...scale, loss: 'softmax', outputs: classes, targets };
}

function rowsOf({ inputs, targets, weights, outputs, loss }: Material, rows: Int32Array): Material {
  const wanted = { rows: weights.length, columns: outputs, values: targets };
  return { loss, outputs, inputs: takeRows(inputs, rows), targets: takeRows(wanted, rows).values, weights: Float64Array.from(rows, (row) => weights[row] as number) };
}

function examplesOf({ inputs: { columns, rows, values }, targets, weights, outputs }: Material): Examples {
  return {
    rows, inputs: columns, targets: outputs,
    copy: (row, intoInputs, intoTargets) => {
      intoInputs.set(values.subarray(row * columns, (row + 1) * columns));
      intoTargets.set(targets.subarray(row * outputs, (row + 1) * outputs));
    },
    weight: (row) => weights[row] as number,
  };
}

/** A share of the rows drawn at random is kept from learning, where there are enough. */
function split(rows: number, seed: number): { readonly learnt: Int32Array; readonly kept: Int32Array } {
  const random = seededRandom(seed).fork(1);
  const count = Math.round(HELD_OUT * rows);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  if (count < FEWEST_HELD_OUT) return { learnt: order, kept: new Int32Array(0) };
  for (let at = 0; at < count; at++) {
    const other = at + random.below(rows - at);
    [order[at], order[other]] = [order[other] as number, order[at] as number];
  }
  return { kept: order.slice(0, count).sort(), learnt: order.slice(count).sort() };
}

/** @throws Error where there are no labels or no rows; what `progress` throws */
export function fitDenseNetwork(set: TrainingSet, { values, start, seed, progress }: DenseFit): DenseModel {
  const standardisation = learnStandardisation(set.features, true);
  const { mean, spread, ...material } = materialOf(set, standardisation, values.classWeights);
  const { learnt, kept } = split(set.features.rows, seed);
  const [learning, held] = [rowsOf(material, learnt), kept.length > 0 ? rowsOf(material, kept) : undefined];
  const { loss, outputs, inputs } = material;
  const initial = initialDenseNetwork(inputs.columns, values.layers, outputs, seededRandom(seed));
  const heldOutLoss = held && ((network: Network) => networkLoss(loss, forward(network, held.inputs), held));
  const trained = trainNetwork(start(initial, { loss, ...values }), examplesOf(learning), { ...values, seed, heldOutLoss, progress });
  const layers = withoutIdleInputs(trained, learning.inputs) as readonly DenseLayer[];
  const base = { classes: set.classes, standardisation, layers, mean };
  if (loss === 'squared' || held === undefined) return { ...base, spread };
  return { ...base, spread: 1 / temperatureOf(loss, forward(layers, held.inputs), held) };
}
