import type { Network } from './network.js';

/** What the outputs are held against. logistic: one output, the log-odds of 1. softmax: one logit a class. absolute, squared: targets. */
export type Loss = 'logistic' | 'softmax' | 'squared' | 'absolute';

/** Some examples to step along. */
export interface Batch {
  readonly rows: number;
  /** Row-major, as the network's first layer takes them. */
  readonly inputs: Float32Array;
  /** Row-major, one an output; of classes 0 and 1, or a 1 among 0s. */
  readonly targets: Float32Array;
  /** What each row counts. */
  readonly weights: Float32Array;
  /** Draws the units that drop out in this step. */
  readonly seed: number;
  /** Share of the learning rate that this step is taken at. */
  readonly rate: number;
}

export interface Descent {
  readonly loss: Loss;
  /** Of the first step of Adam (Kingma & Ba, ICLR 2015). */
  readonly learningRate: number;
  /** Share of the outputs of each layer but the last that are 0 in a step, 0 ≤ dropout < 1. */
  readonly dropout: number;
}

/** A network that is learning. Whoever started it ends it. */
export interface LearningNetwork {
  step(batch: Batch): void;
  /** As learnt so far; a copy. */
  network(): Network;
  /** What it says of rows as it is now, row-major: `forward` of its network must say the same within 1e-5. */
  outputs(rows: number, inputs: Float32Array): Float32Array;
  /** Gives back what it holds. */
  end(): void;
}

/** Whatever can take gradients and step along them. Same network and batches: same weights. */
export type StartLearning = (initial: Network, descent: Descent) => LearningNetwork;
