import { ByteWriter } from '../data/bytes.js';
import { writeStandardisation } from '../linear/model-bytes.js';
import { learnStandardisation } from '../linear/standardisation.js';
import { writeNetwork } from '../networks/network-bytes.js';
import { denseNetwork, lstmNetwork, madeRows } from '../networks/networks.fixture.js';
import { startPlainLearning } from '../networks/plain-learning.fixture.js';
import type { Network } from '../networks/network.js';
import { checkAlgorithm } from './battery.fixture.js';
import { madeSet } from './battery-sets.fixture.js';
import { FittedNetwork, neuralNetwork, neuralNetworkBy } from './neural-network.js';

// By gradients of our own, which TensorFlow's are held against: the battery fits a hundred times.
const traits = { hyperparameters: { layers: [10], epochs: 10, batchSize: 16, learningRate: 0.05, dropout: 0 }, usesChance: true, ordersAlike: false };
for (const modelType of ['classification', 'regression'] as const) checkAlgorithm(neuralNetworkBy(startPlainLearning), modelType, traits);

interface Written {
  readonly classes?: number;
  readonly mean?: number;
  readonly spread?: number;
  readonly network?: Network;
}

function written({ classes = 3, mean = 0, spread = 1, network = denseNetwork(1, 4) }: Written): Uint8Array {
  const writer = new ByteWriter().varint(classes).varint(4);
  writeStandardisation(writer, learnStandardisation(madeRows(1, 30, 4), true));
  writer.float64(mean).float64(spread);
  writeNetwork(writer, network);
  return writer.bytes();
}

describe('a neural network', () => {
  it('is served without anything that can learn', () => {
    const fitted = neuralNetwork.decode(written({}));
    expect(fitted.rawScores(madeRows(2, 5, 4))).toHaveLength(15);
    expect(neuralNetwork.encode(fitted)).toEqual(written({}));
  });

  it('says where it can learn', () => {
    const checked = neuralNetwork.check({});
    const hyperparameters = 'values' in checked ? checked.values : {};
    expect(() => neuralNetwork.fit(madeSet('classification', 2), { hyperparameters, seed: 1, progress: () => undefined })).toThrow('neural networks learn on training threads, where TensorFlow is');
  });

  it.each<readonly [string, object, string]>([
    ['a layer of no width', { layers: [8, 0] }, 'layers'], ['too many layers', { layers: new Array(9).fill(2) as number[] }, 'layers'],
    ['all units left out', { dropout: 1 }, 'dropout'], ['no step', { learningRate: 0 }, 'learningRate'], ['a name of another algorithm', { trees: 3 }, 'trees'],
  ])('is not told %s', (_name, given, path) => expect(neuralNetwork.check({ ...given })).toEqual({ errors: [{ path, message: expect.any(String) as string }] }));

  it('takes no hidden layers at all', () => expect(neuralNetwork.check({ layers: [] })).toHaveProperty('values'));

  it.each<readonly [string, Written]>([
    ['classes that do not fit', { classes: 4 }], ['inputs that do not fit', { network: denseNetwork(1, 5) }], ['an LSTM', { network: lstmNetwork(1, { steps: 2, inputs: 2, outputs: 3 }) }],
    ['a spread of nothing', { spread: 0 }], ['a mean beyond all', { mean: 1e200 }],
    ['another activation', { network: denseNetwork(1, 4).map((layer) => ({ ...layer, activation: 'tanh' as const })) }],
  ])('of %s is refused', (_name, parts) => expect(() => neuralNetwork.decode(written(parts))).toThrow(Error));

  it('counts what lies far beyond all it learnt from as ten deviations off', () => {
    const fitted = neuralNetwork.decode(written({})) as FittedNetwork;
    const { mean, scale } = fitted.model.standardisation;
    const at = (deviations: number): Float64Array => fitted.rawScores({ rows: 1, columns: 4, values: mean.map((value, column) => value + deviations * (scale[column] as number)).slice(0, 4) });
    expect(at(1e5)).toEqual(at(11));
    expect(at(9)).not.toEqual(at(11));
  });
});
