import type { Matrix } from '../data/matrix.js';
import { activate } from './activate.js';
import { addProducts } from './dense-forward.js';
import type { DenseLayer } from './network.js';

/** Below this a difference is rounding, and the slope of the activation is taken instead. */
const NO_DIFFERENCE = 1e-12;

/** A layer's sums and what the activation made of them. */
interface Trace {
  readonly sums: Float64Array;
  readonly outputs: Float64Array;
}

function traced(layers: readonly DenseLayer[], row: Float64Array): Trace[] {
  let input = row;
  return layers.map((layer) => {
    const sums = new Float64Array(layer.outputs);
    addProducts(layer.kernel, input, sums, layer.bias);
    const outputs = sums.slice();
    activate(layer.activation, outputs);
    input = outputs;
    return { sums, outputs };
  });
}

/** How much each unit's output differs for a difference of its sum. */
function secants(here: Trace, reference: Trace): Float64Array {
  return here.sums.map((sum, unit) => {
    const run = sum - (reference.sums[unit] as number);
    if (Math.abs(run) < NO_DIFFERENCE) return sum > 0 ? 1 : 0;
    return ((here.outputs[unit] as number) - (reference.outputs[unit] as number)) / run;
  });
}

/** Multipliers of a layer's inputs from those of its sums. */
function backward({ kernel, inputs, outputs }: DenseLayer, multipliers: Float64Array): Float64Array {
  const before = new Float64Array(inputs);
  for (let input = 0; input < inputs; input++) {
    let sum = 0;
    for (let output = 0; output < outputs; output++) sum += (kernel[input * outputs + output] as number) * (multipliers[output] as number);
    before[input] = sum;
  }
  return before;
}

/** Of each input to one output: its value times what the output differs for a difference of it. */
function contributionsTo(layers: readonly DenseLayer[], slopes: readonly Float64Array[], output: number): Float64Array {
  let multipliers = new Float64Array((layers.at(-1) as DenseLayer).outputs);
  multipliers[output] = 1;
  for (let at = layers.length - 1; at >= 0; at--) {
    const slope = slopes[at] as Float64Array;
    multipliers = Float64Array.from(backward(layers[at] as DenseLayer, multipliers.map((multiplier, unit) => multiplier * (slope[unit] as number))));
  }
  return multipliers;
}

/** `reference`: outputs of an all-zero row. contributions[(row × outputs + output) × inputs + input]. */
export interface NetworkExplanation {
  readonly reference: Float64Array;
  readonly contributions: Float64Array;
}

/**
 * DeepLIFT with the rescale rule (Shrikumar, Greenside, Kundaje, ICML 2017) against a row of zeros, which standardised inputs are
 * at their means. One pass, and complete by construction: reference + Σ contributions = output, up to rounding. The layers are
 * relu with a linear one at the end. O(rows × outputs × weights).
 */
export function explainNetwork(layers: readonly DenseLayer[], { rows, columns, values }: Matrix): NetworkExplanation {
  const reference = traced(layers, new Float64Array(columns));
  const { outputs } = layers.at(-1) as DenseLayer;
  const contributions = new Float64Array(rows * outputs * columns);
  for (let row = 0; row < rows; row++) {
    const inputs = values.subarray(row * columns, (row + 1) * columns);
    const here = traced(layers, inputs);
    const slopes = here.map((trace, at) => (layers[at]?.activation === 'linear' ? new Float64Array(trace.sums.length).fill(1) : secants(trace, reference[at] as Trace)));
    for (let output = 0; output < outputs; output++) {
      const multipliers = contributionsTo(layers, slopes, output);
      contributions.set(multipliers.map((multiplier, input) => multiplier * (inputs[input] as number)), (row * outputs + output) * columns);
    }
  }
  return { reference: (reference.at(-1) as Trace).outputs, contributions };
}
