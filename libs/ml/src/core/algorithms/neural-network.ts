import { ByteReader, ByteWriter } from '../data/bytes.js';
import { readStandardisation, writeStandardisation } from '../linear/model-bytes.js';
import { probabilitiesOf } from '../linear/logits.js';
import type { Matrix } from '../data/matrix.js';
import { explainNetwork } from '../networks/explain-network.js';
import { forward } from '../networks/forward.js';
import { fitDenseNetwork, type DenseModel } from '../networks/fit-dense-network.js';
import { networkInputs } from '../networks/network-inputs.js';
import { readNetwork, writeNetwork } from '../networks/network-bytes.js';
import type { DenseLayer } from '../networks/network.js';
import type { StartLearning } from '../networks/optimiser.js';
import type { Algorithm, Explanations, Fitted, Hyperparameters } from './algorithm.js';
import { checkedHyperparameters, checkHyperparameters } from './hyperparameters.js';
import { NETWORK_FIELDS } from './network-hyperparameters.js';

const WIDEST_SPREAD = 1e160;

/** Raw scores are log-odds of class 1, a logit for each of more classes, or targets. */
export class FittedNetwork implements Fitted {
  readonly outputs: number;
  readonly columns: number;

  constructor(readonly model: DenseModel) {
    this.columns = model.standardisation.columns;
    this.outputs = (model.layers.at(-1) as DenseLayer).outputs;
  }

  /** DeepLIFT against the row of means, see `explainNetwork`; an indicator's share goes to its column. */
  readonly explain = (features: Matrix): Explanations => {
    const { layers, standardisation: { indicators }, mean, spread } = this.model;
    const inputs = this.inputsOf(features);
    const { reference, contributions: ofInputs } = explainNetwork(layers, inputs);
    const contributions = new Float64Array(features.rows * this.outputs * this.columns);
    ofInputs.forEach((share, at) => {
      const [score, input] = [Math.floor(at / inputs.columns), at % inputs.columns];
      const to = score * this.columns + (input < this.columns ? input : (indicators[input - this.columns] as number));
      contributions[to] = (contributions[to] as number) + spread * share;
    });
    return { base: reference.map((output) => mean + spread * output), contributions };
  };

  rawScores(features: Matrix): Float64Array {
    const { layers, mean, spread } = this.model;
    return forward(layers, this.inputsOf(features)).map((output) => mean + spread * output);
  }

  outcomes(rawScores: Float64Array): Float64Array {
    return this.model.classes === 0 ? rawScores.slice() : probabilitiesOf(rawScores, this.outputs);
  }

  private inputsOf(features: Matrix): Matrix {
    if (features.columns !== this.columns) throw new Error(`${features.columns} columns, the network was fitted on ${this.columns}`);
    return networkInputs(features, this.model.standardisation);
  }
}

function encode(fitted: Fitted): Uint8Array {
  if (!(fitted instanceof FittedNetwork)) throw new Error('this is no neural network');
  const { classes, standardisation, layers, mean, spread } = fitted.model;
  const writer = new ByteWriter().varint(classes).varint(standardisation.columns);
  writeStandardisation(writer, standardisation);
  writer.float64(mean).float64(spread);
  writeNetwork(writer, layers);
  return writer.bytes();
}

function decode(bytes: Uint8Array): FittedNetwork {
  const reader = new ByteReader(bytes);
  const classes = reader.varint('classes', 0, 1 << 16);
  const standardisation = readStandardisation(reader, reader.varint('columns', 1, 1 << 24));
  const [mean, spread] = [reader.finite('the mean'), reader.finite('the spread')];
  if (Math.max(Math.abs(mean), spread) > WIDEST_SPREAD || spread <= 0) throw new Error(`the mean is ${mean}, the spread ${spread}`);
  const layers = readNetwork(reader).map((layer, at, all): DenseLayer => {
    if (layer.kind === 'dense' && layer.activation === (at < all.length - 1 ? 'relu' : 'linear')) return layer;
    throw new Error('not the layers of a neural network');
  });
  reader.end();
  const [inputs, outputs] = [(layers[0] as DenseLayer).inputs, (layers.at(-1) as DenseLayer).outputs];
  if (inputs !== standardisation.mean.length || outputs !== (classes > 2 ? classes : 1)) throw new Error('the layers do not fit the inputs or the classes');
  return new FittedNetwork({ classes, standardisation, layers, mean, spread });
}

/**
 * A multilayer perceptron of relu layers on standardised features: Adam, dropout, early stopping and a temperature, both by rows
 * held out within the fit. What takes the gradients is handed in, since it needs a package; all that serves is here.
 */
export function neuralNetworkBy(start: StartLearning): Algorithm {
  return {
    name: 'neural_network',
    modelTypes: ['classification', 'regression'],
    check: (given: Hyperparameters) => checkHyperparameters(NETWORK_FIELDS, given),
    fit: (set, { hyperparameters, ...options }) => new FittedNetwork(fitDenseNetwork(set, { ...options, start, values: checkedHyperparameters(NETWORK_FIELDS, hyperparameters) })),
    encode,
    decode,
  };
}

/** Checks, reads and serves; where it is to learn too, a thread puts its twin in its place. */
export const neuralNetwork = neuralNetworkBy(() => {
  throw new Error('neural networks learn on training threads, where TensorFlow is');
});
