import { median, quantiles } from '../benchmark/quantiles.mjs';
import { algorithmNamed, takeRows } from './core.mjs';

export const TIMED_ROWS = 10_000;
const SINGLE_ROWS = 4000;
const REPETITIONS = 5;
const WARM_ROWS = 2000;

const pick = (values, rows) => Float64Array.from(rows, (row) => values[row]);
const firstOf = (rows, count) => Array.from({ length: count }, (_, index) => rows[index % rows.length]);

/** The number a row is judged by: the probability of class 1, or the anomaly score. */
function scoresOf(fitted, features, classes) {
  const outcomes = fitted.outcomes(fitted.rawScores(features));
  return classes === 2 ? outcomes.filter((_, index) => index % 2 === 1) : outcomes;
}

function secondsOf(work) {
  const [startedMs, before] = [performance.now(), process.cpuUsage()];
  const result = work();
  const seconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { seconds, cpuSeconds: (user + system) / 1e6, result };
}

function timeSingleRows(fitted, rows) {
  const ones = Array.from({ length: rows.rows }, (_, row) => takeRows(rows, [row]));
  const answer = (one) => fitted.outcomes(fitted.rawScores(one));
  ones.forEach(answer);
  const { p50, p95 } = quantiles(ones.map((one) => {
    const startedMs = performance.now();
    answer(one);
    return (performance.now() - startedMs) * 1000;
  }));
  return { p50, p95 };
}

function timeManyRows(fitted, rows, classes) {
  scoresOf(fitted, rows, classes);
  return median(Array.from({ length: REPETITIONS }, () => secondsOf(() => scoresOf(fitted, rows, classes)).seconds));
}

function checked(algorithm, given) {
  const result = algorithm.check(given);
  if ('errors' in result) throw new Error(`${algorithm.name}: ${result.errors.map(({ path, message }) => `${path} ${message}`).join('; ')}`);
  return result.values;
}

/**
 * Fits a model on every split with every seed, on this thread, and times the last one's answers.
 * `scores[seed][split]` are those of the split's test rows.
 */
export function measureOurs({ set, model, splits, seeds }) {
  const algorithm = algorithmNamed(model.name);
  const hyperparameters = checked(algorithm, model.hyperparameters);
  const classes = model.name === 'isolation_forest' ? 0 : 2;
  const fit = (rows, seed) => {
    const learnt = { features: takeRows(set.features, rows), labels: classes === 0 ? undefined : pick(set.labels, rows), classes };
    return secondsOf(() => algorithm.fit(learnt, { hyperparameters, seed, progress: () => undefined }));
  };
  fit(splits[0].train.slice(0, WARM_ROWS), 0);
  let last;
  const fits = [];
  const scores = seeds.map((seed) => splits.map(({ train, test }) => {
    const { result, ...took } = fit(train, seed);
    fits.push(took);
    last = result;
    return scoresOf(result, takeRows(set.features, test), classes);
  }));
  const { test } = splits.at(-1);
  return {
    scores, fitSeconds: median(fits.map(({ seconds }) => seconds)), fitCpuSeconds: median(fits.map(({ cpuSeconds }) => cpuSeconds)),
    singleRowMicroseconds: timeSingleRows(last, takeRows(set.features, firstOf(test, SINGLE_ROWS))),
    tenThousandRowsSeconds: timeManyRows(last, takeRows(set.features, firstOf(test, TIMED_ROWS)), classes),
    artifactBytes: algorithm.encode(last).length,
  };
}
