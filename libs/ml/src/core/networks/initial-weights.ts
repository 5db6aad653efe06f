import type { Random } from '#kernel';
import type { Activation, DenseLayer, LstmLayer, Network } from './network.js';

/** Uniform in ±√(6 ÷ (inputs + outputs)), in single precision: Glorot & Bengio, AISTATS 2010. */
function glorot(random: Random, inputs: number, outputs: number, length = inputs * outputs): Float64Array {
  const limit = Math.sqrt(6 / (inputs + outputs));
  return Float64Array.from({ length }, () => Math.fround(limit * (2 * random.next() - 1)));
}

export function initialDense(inputs: number, outputs: number, activation: Activation, random: Random): DenseLayer {
  return { kind: 'dense', inputs, outputs, activation, kernel: glorot(random, inputs, outputs), bias: new Float64Array(outputs) };
}

/** Dense layers of these widths with one activation, and a linear one that ends them. */
export function initialDenseNetwork(inputs: number, hidden: readonly number[], outputs: number, random: Random): Network {
  const widths = [inputs, ...hidden];
  const layers = hidden.map((width, at) => initialDense(widths[at] as number, width, 'relu', random));
  return [...layers, initialDense(widths.at(-1) as number, outputs, 'linear', random)];
}

/** The forget gate begins at 1, so that a new network remembers (Jozefowicz et al., ICML 2015). */
export function initialLstm({ steps, inputs, units }: { readonly steps: number; readonly inputs: number; readonly units: number }, random: Random): LstmLayer {
  return {
    kind: 'lstm', steps, inputs, outputs: units,
    kernel: glorot(random, inputs, units, inputs * 4 * units),
    recurrent: glorot(random, units, units, units * 4 * units),
    bias: Float64Array.from({ length: 4 * units }, (_, at) => (Math.floor(at / units) === 1 ? 1 : 0)),
  };
}
