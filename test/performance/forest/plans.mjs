import { stratifiedFolds } from './core.mjs';
import { generatedSet } from './generated-set.mjs';
import { TIMED_ROWS } from './measure.mjs';

const FOLDS = 5;
const FOLD_SEED = 7;
const GENERATED = { rows: 100_000, seed: 42 };
/** So many that chance moves the AUC of a forest by less than the aim allows. */
const TREES_TO_JUDGE = 300;
const TREES_TO_TIME = 100;

const model = (name, trees) => ({ name, hyperparameters: trees === undefined ? {} : { trees } });
const range = (from, to) => Uint32Array.from({ length: to - from }, (_, index) => from + index);

function classifiers(set, splits) {
  const models = [model('random_forest', TREES_TO_JUDGE), model('gradient_boosted_trees', TREES_TO_TIME), model('logistic_regression')];
  return models.map((one) => ({ set, model: one, splits, seeds: [1] }));
}

function anomalies(set) {
  const all = range(0, set.labels.length);
  return { set, model: model('isolation_forest', TREES_TO_TIME), splits: [{ train: all, test: all }], seeds: [1, 2, 3, 4, 5] };
}

/** The forest of scikit-learn takes most of a minute: one fit must do. An isolation forest takes so little that more are needed. */
const SEEDS_TO_TIME = {
  random_forest: { seeds: [1, 2, 3], peerSeeds: [1] },
  gradient_boosted_trees: { seeds: [1, 2, 3] },
  isolation_forest: { seeds: [1, 2, 3, 4, 5, 6, 7] },
};

function generated() {
  const set = { ...generatedSet(GENERATED.rows + TIMED_ROWS, GENERATED.seed), name: 'generated-100000x20', hasAnomalies: false };
  const splits = [{ train: range(0, GENERATED.rows), test: range(GENERATED.rows, GENERATED.rows + TIMED_ROWS) }];
  return Object.entries(SEEDS_TO_TIME).map(([name, seeds]) => ({ set, model: model(name, TREES_TO_TIME), splits, ...seeds }));
}

/** What is fitted on what: lists of { set, model, splits, seeds, peerSeeds? }; of the named set alone where one is named. */
export function plansFor({ sichuan, bank, anomalies: sets = [] }, only) {
  const plans = [
    ...(sichuan ? classifiers(sichuan, stratifiedFolds(sichuan.labels, FOLDS, FOLD_SEED)) : []),
    ...(bank ? classifiers(bank, stratifiedFolds(bank.labels, FOLDS, FOLD_SEED).slice(0, 1)) : []),
    ...sets.map(anomalies),
    ...generated(),
  ];
  return only === undefined ? plans : plans.filter(({ set }) => set.name === only);
}
