import type { Matrix } from '../data/matrix.js';
import { denseForward } from './dense-forward.js';
import { lstmForward, lstmScratch } from './lstm-forward.js';
import { widthOf, type Layer, type Network } from './network.js';

type Step = (row: Float64Array, into: Float64Array) => void;

function stepOf(layer: Layer): Step {
  if (layer.kind === 'dense') return (row, into) => denseForward(layer, row, into);
  const scratch = lstmScratch(layer);
  return (row, into) => lstmForward(layer, row, into, scratch);
}

/**
 * The network's outputs, row-major, by plain loops over typed arrays: of small networks and few rows many times faster than
 * TensorFlow, whose cost is the dispatch of each operation. A row is scored alike alone and among others.
 * @throws Error where the rows are not as wide as the first layer takes
 */
export function forward(network: Network, { rows, columns, values }: Matrix): Float64Array {
  const [first, last] = [network[0], network.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a network has a layer');
  if (columns !== widthOf(first)) throw new Error(`${columns} columns, the network takes ${widthOf(first)}`);
  const outputs = new Float64Array(rows * last.outputs);
  const steps = network.map(stepOf);
  const between = network.map((layer) => new Float64Array(layer.outputs));
  for (let row = 0; row < rows; row++) {
    let input = values.subarray(row * columns, (row + 1) * columns);
    for (let at = 0; at < steps.length; at++) {
      const into = between[at] as Float64Array;
      (steps[at] as Step)(input, into);
      input = into;
    }
    outputs.set(input, row * last.outputs);
  }
  return outputs;
}
