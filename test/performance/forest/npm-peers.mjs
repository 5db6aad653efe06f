import { IsolationForest } from 'isolation-forest';
import { RandomForestClassifier } from 'ml-random-forest';
import startYdf from 'ydf-training';
import { algorithmNamed, rocAuc, takeRows } from './core.mjs';
import { generatedSet } from './generated-set.mjs';

/** So few because of the slowest of them. */
const [LEARNT, TESTED, TREES] = [500, 2000, 10];
const SEED = 11;
const CLASSES = ['no', 'yes'];

const secondsSince = (startedMs) => (performance.now() - startedMs) / 1000;
const rowsOf = ({ rows, columns, values }) => Array.from({ length: rows }, (_, row) => Array.from(values.subarray(row * columns, (row + 1) * columns)));
const rangeOf = (from, to) => Array.from({ length: to - from }, (_, index) => from + index);

/** A few rows to learn from and others to be judged by, without missing values: not all peers take them. */
function smallSet() {
  const { features, labels } = generatedSet(LEARNT + TESTED, SEED);
  const part = (from, to) => ({ features: takeRows(features, rangeOf(from, to)), labels: labels.slice(from, to) });
  return { train: part(0, LEARNT), test: part(LEARNT, LEARNT + TESTED) };
}

function ours(name, { train, test }) {
  const algorithm = algorithmNamed(name);
  const { values: hyperparameters } = algorithm.check({ trees: TREES });
  const isAnomaly = name === 'isolation_forest';
  const set = { features: train.features, labels: isAnomaly ? undefined : train.labels, classes: isAnomaly ? 0 : 2 };
  const startedMs = performance.now();
  const fitted = algorithm.fit(set, { hyperparameters, seed: SEED, progress: () => undefined });
  const fitSeconds = secondsSince(startedMs);
  const outcomes = fitted.outcomes(fitted.rawScores(test.features));
  return { fitSeconds, scores: isAnomaly ? outcomes : outcomes.filter((_, index) => index % 2 === 1) };
}

function mlRandomForest({ train, test }) {
  const forest = new RandomForestClassifier({ seed: SEED, nEstimators: TREES, maxFeatures: 0.25, replacement: true, useSampleBagging: true, noOOB: true });
  const startedMs = performance.now();
  forest.train(rowsOf(train.features), Array.from(train.labels));
  return { fitSeconds: secondsSince(startedMs), scores: Float64Array.from(forest.predictProbability(rowsOf(test.features), 1)) };
}

function csvOf({ features, labels }) {
  const names = Array.from({ length: features.columns }, (_, column) => `f${column}`);
  return [[...names, 'label'], ...rowsOf(features).map((row, at) => [...row, CLASSES[labels[at]]])].map((cells) => cells.join(',')).join('\n');
}

/** What `work` returns, without what it says: stdout is for the report. */
async function silently(work) {
  const { log, warn } = console;
  Object.assign(console, { log: () => undefined, warn: () => undefined });
  try {
    return await work();
  } finally {
    Object.assign(console, { log, warn });
  }
}

/** Yggdrasil in WebAssembly: it takes neither a number of trees nor a seed. */
async function ydf({ train, test }) {
  const library = await startYdf();
  const data = csvOf(train);
  const startedMs = performance.now();
  const model = new library.RandomForestLearner('label', 'CLASSIFICATION').train(data);
  const fitSeconds = secondsSince(startedMs);
  const scores = Float64Array.from(model.predict(csvOf(test)));
  model.unload();
  return { fitSeconds, scores };
}

function npmIsolationForest({ train, test }) {
  const named = ({ features }) => rowsOf(features).map((row) => Object.fromEntries(row.map((value, column) => [`f${column}`, value])));
  const forest = new IsolationForest(TREES, 256);
  const startedMs = performance.now();
  forest.fit(named(train));
  return { fitSeconds: secondsSince(startedMs), scores: Float64Array.from(forest.predict(named(test))) };
}

/** Libraries on npm beside ours, on a set that the slowest of them can learn in seconds. */
export async function measureNpmPeers() {
  const set = smallSet();
  const sides = [
    ['random_forest', 'ours', () => ours('random_forest', set)], ['random_forest', 'ml-random-forest', () => mlRandomForest(set)], ['random_forest', 'ydf-training', () => silently(() => ydf(set))],
    ['isolation_forest', 'ours', () => ours('isolation_forest', set)], ['isolation_forest', 'isolation-forest', () => npmIsolationForest(set)],
  ];
  const lines = [];
  for (const [model, peer, measure] of sides) {
    const { fitSeconds, scores } = await measure();
    // Rows of two classes are no anomalies: what is compared there is the time.
    const auc = model === 'random_forest' ? rocAuc({ scores, labels: set.test.labels }) : null;
    lines.push({ dataset: `generated-${LEARNT}x20`, model, peer, trees: peer === 'ydf-training' ? null : TREES, auc, fitSeconds });
  }
  return lines;
}
