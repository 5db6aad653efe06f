import { denseForward } from './dense-forward.js';
import type { DenseLayer, Network } from './network.js';
import type { Batch, Descent, LearningNetwork, StartLearning } from './optimiser.js';

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-7];

/** Adam of one array of weights, written down as in the paper. */
function adam(weights: Float64Array): (gradient: Float64Array, rate: number, step: number) => void {
  const [first, second] = [new Float64Array(weights.length), new Float64Array(weights.length)];
  return (gradient, rate, step) => gradient.forEach((slope, at) => {
    first[at] = BETA1 * (first[at] as number) + (1 - BETA1) * slope;
    second[at] = BETA2 * (second[at] as number) + (1 - BETA2) * slope * slope;
    const [mean, square] = [(first[at]) / (1 - BETA1 ** step), (second[at]) / (1 - BETA2 ** step)];
    weights[at] = Math.fround((weights[at] as number) - (rate * mean) / (Math.sqrt(square) + EPSILON));
  });
}

/** The loss's slope at the last sums of a row. */
function slopeOf(loss: Descent['loss'], outputs: Float64Array, targets: Float32Array): Float64Array {
  const target = (at: number): number => targets[at] as number;
  if (loss === 'squared') return outputs.map((output, at) => (2 * (output - target(at))) / outputs.length);
  if (loss === 'absolute') return outputs.map((output, at) => Math.sign(output - target(at)) / outputs.length);
  if (loss === 'logistic') return outputs.map((output, at) => (1 / (1 + Math.exp(-output)) - target(at)) / outputs.length);
  const largest = Math.max(...outputs);
  const total = outputs.reduce((sum, output) => sum + Math.exp(output - largest), 0);
  return outputs.map((output, at) => Math.exp(output - largest) / total - target(at));
}

interface Gradient {
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
}

/** Adds what a layer's sums make of the gradient, and gives the slope at its inputs. */
function backward({ kernel, inputs, outputs }: DenseLayer, input: Float64Array, slope: Float64Array, into: Gradient): Float64Array {
  const before = new Float64Array(inputs);
  for (let from = 0; from < inputs; from++) {
    for (let to = 0; to < outputs; to++) {
      const at = from * outputs + to;
      into.kernel[at] = (into.kernel[at] as number) + (input[from] as number) * (slope[to] as number);
      before[from] = (before[from] as number) + (kernel[at] as number) * (slope[to] as number);
    }
  }
  slope.forEach((value, at) => (into.bias[at] = (into.bias[at] as number) + value));
  return before;
}

/** Relu layers with a linear one at the end that learn by plain loops: what TensorFlow does, without it. It leaves no unit out. */
export const startPlainLearning: StartLearning = (initial, { loss, learningRate }) => {
  const layers = (initial as DenseLayer[]).map((layer) => ({ ...layer, kernel: layer.kernel.slice(), bias: layer.bias.slice() }));
  const steps = layers.map(({ kernel, bias }) => ({ kernel: adam(kernel), bias: adam(bias) }));
  let taken = 0;
  const addRow = (batch: Batch, row: number, gradients: readonly Gradient[]): void => {
    const width = (layers[0] as DenseLayer).inputs;
    const values = [Float64Array.from(batch.inputs.subarray(row * width, (row + 1) * width))];
    for (const layer of layers) {
      const into = new Float64Array(layer.outputs);
      denseForward(layer, values.at(-1) as Float64Array, into);
      values.push(into);
    }
    const outputs = values.at(-1) as Float64Array;
    const targets = batch.targets.subarray(row * outputs.length, (row + 1) * outputs.length);
    let slope = slopeOf(loss, outputs, targets).map((value) => (value * (batch.weights[row] as number)) / batch.rows);
    for (let at = layers.length - 1; at >= 0; at--) {
      const input = values[at] as Float64Array;
      slope = Float64Array.from(backward(layers[at] as DenseLayer, input, slope, gradients[at] as Gradient));
      if (at > 0) slope = slope.map((value, unit) => ((input[unit] as number) > 0 ? value : 0));
    }
  };
  const network = (): Network => layers.map((layer) => ({ ...layer, kernel: layer.kernel.slice(), bias: layer.bias.slice() }));
  const learning: LearningNetwork = {
    step: (batch) => {
      const gradients = layers.map(({ kernel, bias }) => ({ kernel: new Float64Array(kernel.length), bias: new Float64Array(bias.length) }));
      for (let row = 0; row < batch.rows; row++) addRow(batch, row, gradients);
      taken++;
      steps.forEach(({ kernel, bias }, at) => {
        kernel((gradients[at] as Gradient).kernel, learningRate * batch.rate, taken);
        bias((gradients[at] as Gradient).bias, learningRate * batch.rate, taken);
      });
    },
    network,
    outputs: () => new Float32Array(0),
    end: () => undefined,
  };
  return learning;
};
