import { algorithmNamed, loadLearning, neuralNetworkBy } from './core.mjs';

const SEED = 1;

/** Scores of the second class, of rows a model never saw: a function of the rows and labels learnt from and the rows asked about. */
const learner = (algorithm, hyperparameters = {}) => ({ features, labels }, asked) => {
  const { values, errors } = algorithm.check(hyperparameters);
  if (errors !== undefined) throw new Error(errors.map(({ path, message }) => `${path} ${message}`).join('; '));
  const fitted = algorithm.fit({ features, labels, classes: 2 }, { hyperparameters: values, seed: SEED, progress: () => undefined });
  const outcomes = fitted.outcomes(fitted.rawScores(asked));
  return Float64Array.from({ length: asked.rows }, (_, row) => outcomes[2 * row + 1]);
};

/** Every model by its name, each with the settings it is given everywhere; chosen on rows kept from the training parts. */
export async function loadModels(heard) {
  const { backend, start } = await loadLearning('auto');
  heard(backend);
  return {
    logistic_regression: learner(algorithmNamed('logistic_regression')),
    random_forest: learner(algorithmNamed('random_forest'), { trees: 300, minLeaf: 5 }),
    gradient_boosted_trees: learner(algorithmNamed('gradient_boosted_trees'), { trees: 150, learningRate: 0.05, maxDepth: 4, rowSample: 0.7, columnSample: 0.7 }),
    neural_network: learner(neuralNetworkBy(start), { layers: [32, 16], dropout: 0.3, batchSize: 128, epochs: 40, learningRate: 0.002 }),
  };
}
