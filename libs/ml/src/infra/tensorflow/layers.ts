import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import type { Layer, Network } from '../../core/networks/network.js';

type KerasLayer = ReturnType<typeof layers.dense>;

const tensor = (values: Float64Array, shape: number[]): tf.Tensor => tf.tensor(Float32Array.from(values), shape);

function weightsOf(layer: Layer): tf.Tensor[] {
  const width = layer.kind === 'lstm' ? 4 * layer.outputs : layer.outputs;
  const kernel = tensor(layer.kernel, [layer.inputs, width]);
  const bias = tensor(layer.bias, [width]);
  return layer.kind === 'lstm' ? [kernel, tensor(layer.recurrent, [layer.outputs, width]), bias] : [kernel, bias];
}

/** TensorFlow's twin of a layer, with the same weights. */
function kerasLayer(layer: Layer): KerasLayer {
  const { outputs: units } = layer;
  // Sigmoid and not Keras' old "hard" one: that is what `lstmForward` computes.
  const made = layer.kind === 'lstm'
    ? layers.lstm({ units, recurrentActivation: 'sigmoid', kernelInitializer: 'zeros', recurrentInitializer: 'zeros' })
    : layers.dense({ units, activation: layer.activation, kernelInitializer: 'zeros' });
  tf.tidy(() => {
    // A layer makes its weights when it is applied first; variables outlive the tidy.
    made.apply(tf.zeros(layer.kind === 'lstm' ? [1, layer.steps, layer.inputs] : [1, layer.inputs]));
    made.setWeights(weightsOf(layer));
  });
  return made as KerasLayer;
}

const values = (weights: tf.Tensor): Float64Array => Float64Array.from(weights.dataSync());

/** Layers of TensorFlow with a network's weights. Whoever made it disposes of it. */
export class KerasNetwork {
  private readonly made: readonly KerasLayer[];

  constructor(private readonly twin: Network) {
    this.made = twin.map(kerasLayer);
  }

  /** Outputs of a batch, row-major; `between` is applied after each layer but the last. For use within `tf.tidy`. */
  apply(inputs: Float32Array, rows: number, between: (tensor: tf.Tensor, layer: number) => tf.Tensor = (tensor) => tensor): tf.Tensor {
    const [first] = this.twin;
    const shape = first?.kind === 'lstm' ? [rows, first.steps, first.inputs] : [rows, first?.inputs ?? 0];
    const last = this.made.length - 1;
    return this.made.reduce((tensor: tf.Tensor, layer, at) => {
      const applied = layer.apply(tensor) as tf.Tensor;
      return at < last ? between(applied, at) : applied;
    }, tf.tensor(inputs, shape));
  }

  /** The network with the weights as they are now. */
  network(): Network {
    return this.twin.map((layer, at): Layer => {
      const found = (this.made[at] as KerasLayer).getWeights().map(values);
      if (layer.kind === 'dense') return { ...layer, kernel: found[0] as Float64Array, bias: found[1] as Float64Array };
      return { ...layer, kernel: found[0] as Float64Array, recurrent: found[1] as Float64Array, bias: found[2] as Float64Array };
    });
  }

  dispose(): void {
    for (const layer of this.made) layer.dispose();
  }
}
