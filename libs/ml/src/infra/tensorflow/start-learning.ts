import * as tf from '@tensorflow/tfjs-core';
import type { Batch, Descent, LearningNetwork, StartLearning } from '../../core/networks/optimiser.js';
import type { Network } from '../../core/networks/network.js';
import { KerasNetwork } from './layers.js';
import { lossOf } from './losses.js';

/** Seeds of a step lie so far apart that its layers' do not meet. */
const SEED_STRIDE = 16;

class FadingAdam extends tf.AdamOptimizer {
  constructor(private readonly first: number) {
    super(first, 0.9, 0.999);
  }

  /** The next step is taken at this share of the first learning rate. */
  set rate(share: number) {
    this.learningRate = this.first * share;
  }
}

class TensorFlowLearning implements LearningNetwork {
  private readonly keras: KerasNetwork;
  private readonly adam: FadingAdam;

  constructor(initial: Network, private readonly descent: Descent) {
    this.keras = new KerasNetwork(initial);
    this.adam = new FadingAdam(descent.learningRate);
  }

  step(batch: Batch): void {
    this.adam.rate = batch.rate;
    tf.tidy(() => void this.adam.minimize(() => this.loss(batch)));
  }

  network(): Network {
    return this.keras.network();
  }

  outputs(rows: number, inputs: Float32Array): Float32Array {
    return tf.tidy(() => this.keras.apply(inputs, rows).dataSync<'float32'>());
  }

  end(): void {
    this.adam.dispose();
    this.keras.dispose();
  }

  private loss({ rows, inputs, targets, weights, seed }: Batch): tf.Scalar {
    const { dropout, loss } = this.descent;
    const drop = (tensor: tf.Tensor, layer: number): tf.Tensor => (dropout > 0 ? tf.dropout(tensor, dropout, undefined, seed * SEED_STRIDE + layer) : tensor);
    const outputs = this.keras.apply(inputs, rows, drop);
    return lossOf(loss, outputs, tf.tensor(targets, outputs.shape), tf.tensor1d(weights));
  }
}

/** Learns by TensorFlow's gradients and Adam. `loadTensorFlow` comes first. */
export const startLearning: StartLearning = (initial, descent) => new TensorFlowLearning(initial, descent);
