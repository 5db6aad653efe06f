// The battery fits while tests are still being listed, when nothing can be waited for: this backend is there at once.
import '@tensorflow/tfjs-backend-cpu';
import { checkAlgorithm } from '../../core/algorithms/battery.fixture.js';
import { neuralNetworkBy } from '../../core/algorithms/neural-network.js';
import { startLearning } from './start-learning.js';

const traits = { hyperparameters: { layers: [16], epochs: 8, batchSize: 40, learningRate: 0.08, dropout: 0 }, usesChance: true, ordersAlike: false };
const algorithm = neuralNetworkBy(startLearning);

for (const modelType of ['classification', 'regression'] as const) checkAlgorithm(algorithm, modelType, traits);
