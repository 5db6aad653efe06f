import { seededRandom } from '#kernel';
import { initialDense, initialDenseNetwork, initialLstm } from './initial-weights.js';
import type { Layer, Network } from './network.js';

function shifted(layer: Layer, seed: number): Layer {
  const random = seededRandom(seed);
  return { ...layer, bias: layer.bias.map((weight) => Math.fround(weight + random.next() - 0.5)) };
}

/** Relu layers of these widths and a linear one, with biases. */
export function denseNetwork(seed: number, inputs = 7, hidden: readonly number[] = [6, 5], outputs = 3): Network {
  return initialDenseNetwork(inputs, hidden, outputs, seededRandom(seed)).map((layer, at) => shifted(layer, seed + at));
}

export function lstmNetwork(seed: number, { steps = 4, inputs = 3, units = 5, outputs = 2 } = {}): Network {
  const random = seededRandom(seed);
  return [initialLstm({ steps, inputs, units }, random), initialDense(units, outputs, 'linear', random)].map((layer, at) => shifted(layer, seed + at));
}

/** Values from −2 to 2. */
export function madeRows(seed: number, rows: number, columns: number): { rows: number; columns: number; values: Float64Array } {
  const random = seededRandom(seed);
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => 4 * random.next() - 2) };
}
