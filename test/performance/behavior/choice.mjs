/** Of a normal distribution: so many standard errors on either side hold 95 %. */
const TWO_SIDED_95 = 1.96;
const CHANCE = 0.5;

/** What is served where nothing beats chance: the share of the second class in the training part, for every row alike. */
export const NONE = 'none';

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard error of an AUC of so many rows of either class (Hanley & McNeil, Radiology 143, 1982). */
export function aucError(auc, positives, negatives) {
  const [bothAbove, bothBelow] = [auc / (2 - auc), (2 * auc * auc) / (1 + auc)];
  const variance = auc * (1 - auc) + (positives - 1) * (bothAbove - auc * auc) + (negatives - 1) * (bothBelow - auc * auc);
  return Math.sqrt(Math.max(0, variance) / (positives * negatives));
}

/** Standard error of the mean over folds: that of the rows in them, or what folds differ by where that is more. */
function errorOfMean(folds) {
  const aucs = folds.map(({ auc }) => auc);
  const ofRows = Math.sqrt(folds.reduce((sum, { auc, positives, negatives }) => sum + aucError(auc, positives, negatives) ** 2, 0)) / folds.length;
  if (folds.length < 2) return ofRows;
  const centre = mean(aucs);
  const variance = aucs.reduce((sum, auc) => sum + (auc - centre) ** 2, 0) / (folds.length - 1);
  return Math.max(ofRows, Math.sqrt(variance / folds.length));
}

/** Whether the mean AUC over folds lies above one half by more than its error. Folds are `{ auc, positives, negatives }`; one of a single class, whose AUC is null, says nothing. */
export function beatsChance(folds) {
  const told = folds.filter(({ auc }) => auc !== null);
  return told.length > 0 && mean(told.map(({ auc }) => auc)) - TWO_SIDED_95 * errorOfMean(told) > CHANCE;
}

/**
 * The model to serve, by the folds of each: of those that beat chance the first, unless others are better in every fold; of several, the best on
 * average. `none` where no model beats chance: a choice among guesses would be a guess.
 */
export function chooseByFolds(foldsByModel) {
  const [first, ...others] = Object.keys(foldsByModel).filter((name) => beatsChance(foldsByModel[name]));
  if (first === undefined) return NONE;
  const aucs = (name) => foldsByModel[name].map(({ auc }) => auc);
  const better = others.filter((name) => aucs(name).every((auc, fold) => auc > aucs(first)[fold]));
  return better.reduce((best, name) => (best === first || mean(aucs(name)) > mean(aucs(best)) ? name : best), first);
}
