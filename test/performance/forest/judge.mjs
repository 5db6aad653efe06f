import { averagePrecision, logLoss, rocAuc } from './core.mjs';

const mean = (values) => (values.some((value) => value === undefined) ? null : values.reduce((sum, value) => sum + value, 0) / values.length);

/** Scores of all test rows and what those rows are, the splits one after the other. */
export function pooled(set, splits, scoresOfSplits) {
  return {
    scores: Float64Array.from(scoresOfSplits.flatMap((scores) => Array.from(scores))),
    labels: Float64Array.from(splits.flatMap(({ test }) => Array.from(test, (row) => set.labels[row]))),
  };
}

/** One line of the report: how well a side ranks and how fast it is. Figures of merit are means over the seeds. */
export function lineOf({ set, model, splits }, peer, { scores, ...timed }) {
  const scored = scores.map((ofSeed) => pooled(set, splits, ofSeed));
  const isAnomaly = model.name === 'isolation_forest';
  // Classes of generated rows are no anomalies.
  const known = set.hasAnomalies !== false || !isAnomaly;
  return {
    dataset: set.name, model: model.name, peer,
    auc: known ? mean(scored.map(rocAuc)) : null,
    averagePrecision: known ? mean(scored.map(averagePrecision)) : null,
    logLoss: isAnomaly ? null : mean(scored.map(logLoss)),
    ...timed,
  };
}
