import { CUSTOM_ALGORITHMS } from './custom.js';
import { gradientBoostedTrees } from './gradient-boosted-trees.js';
import { isolationForest } from './isolation-forest.js';
import { logisticRegression } from './logistic-regression.js';
import { neuralNetwork } from './neural-network.js';
import { randomForest } from './random-forest.js';
import { registryOf } from './registry.js';

/** Every way to learn. One of your own goes into custom.ts. */
export const { named: algorithmNamed, searchable: searchableAlgorithms } = registryOf([
  randomForest, gradientBoostedTrees, isolationForest, logisticRegression, neuralNetwork, ...CUSTOM_ALGORITHMS,
]);
