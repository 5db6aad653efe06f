import { algorithmNamed, loadLearning, neuralNetworkBy } from './core.mjs';

const SEED = 1;

/** Settings by kind of data, chosen on rows kept from training parts: some thousand calls bear less detail than a campaign's ten thousands. */
const SETTINGS = {
  calls: {
    random_forest: { trees: 300, minLeaf: 20, maxFeatures: 3 },
    gradient_boosted_trees: { trees: 100, learningRate: 0.05, maxDepth: 2, rowSample: 0.7, columnSample: 0.3 },
    logistic_regression: { l2: 30 },
    neural_network: { layers: [32, 16], dropout: 0.3, epochs: 40, learningRate: 0.002 },
  },
  campaign: {
    random_forest: { trees: 300, minLeaf: 10 },
    gradient_boosted_trees: { trees: 300, learningRate: 0.03, maxDepth: 4, minLeaf: 60, l2: 5, rowSample: 0.7, columnSample: 0.3 },
    logistic_regression: {},
    neural_network: { layers: [32], dropout: 0.3, epochs: 15, batchSize: 256, learningRate: 0.002 },
  },
};

/** Scores of the second class, of rows a model never saw: a function of the rows and labels learnt from and the rows asked about. */
const learner = (algorithm, hyperparameters) => ({ features, labels }, asked) => {
  const { values, errors } = algorithm.check(hyperparameters);
  if (errors !== undefined) throw new Error(errors.map(({ path, message }) => `${path} ${message}`).join('; '));
  const fitted = algorithm.fit({ features, labels, classes: 2 }, { hyperparameters: values, seed: SEED, progress: () => undefined });
  const outcomes = fitted.outcomes(fitted.rawScores(asked));
  return Float64Array.from({ length: asked.rows }, (_, row) => outcomes[2 * row + 1]);
};

/** Gives the models for a kind of data, each by its name; the network's learning is loaded once. */
export async function loadModels(heard) {
  const { backend, start } = await loadLearning('auto');
  heard(backend);
  const network = neuralNetworkBy(start);
  return (kind) => Object.fromEntries(Object.entries(SETTINGS[kind]).map(([name, settings]) => [name, learner(name === network.name ? network : algorithmNamed(name), settings)]));
}
