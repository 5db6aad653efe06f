import { checkLstm, forecastSeries, unpackArtifact, unpackForecaster, type LstmValues } from '../core/index.js';
import { encodeDataset } from '../core/data/dataset-codec.js';
import { neuralNetwork } from '../core/algorithms/neural-network.js';
import type { TrainingOrder } from '../app/training-jobs.js';
import type { TensorFlowChoice } from './tensorflow/backend.js';
import { ThreadNetworkTraining } from './thread-network-training.js';
import { ThreadTraining } from './thread-training.js';

const ROWS = 120;
const dataset = encodeDataset({
  featureNames: ['a', 'b'],
  features: { rows: ROWS, columns: 2, values: Float64Array.from({ length: ROWS * 2 }, (_, at) => Math.sin(at * at)) },
  labels: Float64Array.from({ length: ROWS }, (_, row) => (Math.sin(4 * row * row) > 0 ? 1 : 0)),
  classes: ['fine', 'spam'],
});

const values = (checked: { readonly values: object } | { readonly errors: unknown }): object => ('values' in checked ? checked.values : {});
const ORDER: TrainingOrder = {
  model: 'm', algorithm: 'neural_network', hyperparameters: { ...values(neuralNetwork.check({ layers: [4], epochs: 3, batchSize: 60 })) },
  seed: 3, datasetId: 'd', promote: true, requestedBy: 'test', requestId: undefined,
};
const SERIES = { series: [Float64Array.from({ length: 480 }, (_, hour) => 9 + Math.sin(hour / 3.7))], horizon: 24, seed: 1, hyperparameters: values(checkLstm({ days: 1, units: 2, epochs: 2, windowsPerEpoch: 64 })) as LstmValues };

const heard: string[] = [];
/** A thread each, which loads TensorFlow anew: the smallest of it. That learning is the same each time is shown where it is done, the end of a thread with those of rows. */
const choice: TensorFlowChoice = { wanted: 'cpu', heard: (backend) => heard.push(backend) };
const untold = { progress: () => undefined, signal: new AbortController().signal };

describe('networks that learn on a thread', () => {
  it('of rows are models as of any other algorithm, and say what they learnt by', async () => {
    const said: number[] = [];
    const trained = await new ThreadTraining(50, 2, choice).train(dataset, 'classification', ORDER, { ...untold, progress: (done) => said.push(done) });
    const artifact = unpackArtifact(trained.artifact);
    expect(artifact).toMatchObject({ algorithm: 'neural_network', modelType: 'classification', classes: ['fine', 'spam'] });
    expect('body' in artifact && neuralNetwork.decode(artifact.body).columns).toBe(2);
    expect(said.at(-1)).toBe(1);
    expect(heard).toEqual(['cpu']);
  }, 120_000);

  it('of series are a forecaster', async () => {
    const bytes = await new ThreadNetworkTraining(choice).trainForecaster(SERIES, untold);
    expect(forecastSeries(unpackForecaster(bytes as Uint8Array), SERIES.series[0] as Float64Array)).toHaveLength(24);
    expect(heard.at(-1)).toBe('cpu');
  }, 120_000);
});
