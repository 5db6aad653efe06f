/** What is done to a layer's sums. Softmax goes over the whole row. */
export type Activation = 'linear' | 'relu' | 'tanh' | 'sigmoid' | 'softmax';

/** A fully connected layer: activation(inputs × kernel + bias). */
export interface DenseLayer {
  readonly kind: 'dense';
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: Activation;
  /** inputs × outputs, row-major as in Keras: the weight from input i to output o stands at i × outputs + o. */
  readonly kernel: Float64Array;
  readonly bias: Float64Array;
}

/**
 * Long short-term memory (Hochreiter & Schmidhuber 1997, forget gate of Gers 2000), which gives its state after the last step.
 * Gates stand in Keras' order: input, forget, candidate, output, each `outputs` wide.
 */
export interface LstmLayer {
  readonly kind: 'lstm';
  readonly steps: number;
  /** A step's. The layer's input is a row of steps × inputs, the oldest step first. */
  readonly inputs: number;
  /** Units. */
  readonly outputs: number;
  /** inputs × 4 outputs. */
  readonly kernel: Float64Array;
  /** outputs × 4 outputs. */
  readonly recurrent: Float64Array;
  /** 4 outputs. */
  readonly bias: Float64Array;
}

export type Layer = DenseLayer | LstmLayer;

/** Layers one after the other; only the first may be an LSTM. Weights are in single precision, as TensorFlow learns them. */
export type Network = readonly Layer[];

/** Numbers that a layer takes a row. */
export function widthOf(layer: Layer): number {
  return layer.kind === 'lstm' ? layer.steps * layer.inputs : layer.inputs;
}
