import { seededRandom } from './core.mjs';

const RESAMPLES = 1000;

/** Area under the ROC curve where row `order[i]`, ascending by score, counts `weights[order[i]]` times; ties count half. */
function weightedAuc({ scores, labels }, order, weights) {
  let [below, area, positives] = [0, 0, 0];
  for (let from = 0, to = 0; from < order.length; from = to) {
    let [ties, hits] = [0, 0];
    for (to = from; to < order.length && scores[order[to]] === scores[order[from]]; to++) {
      const row = order[to];
      if (labels[row] === 1) hits += weights[row];
      else ties += weights[row];
    }
    area += hits * (below + ties / 2);
    below += ties;
    positives += hits;
  }
  return positives > 0 && below > 0 ? area / positives / below : undefined;
}

const ascending = (scores) => Uint32Array.from(scores.keys()).sort((left, right) => scores[left] - scores[right]);
export const auc = (scored) => weightedAuc(scored, ascending(scored.scores), new Float64Array(scored.scores.length).fill(1)) ?? null;

function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** The middle 95 % of a figure over resamples of `rows` rows, drawn with replacement (Efron 1979); `figure` is told how often each row counts. */
export function bootstrapInterval(rows, figure) {
  const random = seededRandom(7);
  const weights = new Float64Array(rows);
  const found = [];
  for (let resample = 0; resample < RESAMPLES; resample++) {
    weights.fill(0);
    for (let draw = 0; draw < rows; draw++) weights[random.below(rows)]++;
    const value = figure(weights);
    if (value !== undefined) found.push(value);
  }
  found.sort((left, right) => left - right);
  return found.length === 0 ? null : { lower: quantile(found, 0.025), upper: quantile(found, 0.975) };
}

/** What scores say of two classes, the cut at one half. */
export function classFigures(scored) {
  const { scores, labels } = scored;
  const hits = [0, 0];
  const counts = [0, 0];
  labels.forEach((label, row) => {
    counts[label]++;
    if (Number(scores[row] >= 0.5) === label) hits[label]++;
  });
  const order = ascending(scores);
  return {
    auc: auc(scored), auc95: bootstrapInterval(labels.length, (weights) => weightedAuc(scored, order, weights)),
    accuracy: (hits[0] + hits[1]) / labels.length, balancedAccuracy: counts.includes(0) ? null : (hits[0] / counts[0] + hits[1] / counts[1]) / 2,
  };
}

/** By how much one model's AUC is above another's on the same rows, with its interval. */
export function aucGain(scored, other) {
  const [order, otherOrder] = [ascending(scored.scores), ascending(other.scores)];
  const gain = (weights) => {
    const [one, two] = [weightedAuc(scored, order, weights), weightedAuc(other, otherOrder, weights)];
    return one === undefined || two === undefined ? undefined : one - two;
  };
  const value = gain(new Float64Array(scored.labels.length).fill(1));
  return { value: value ?? null, interval95: bootstrapInterval(scored.labels.length, gain) };
}
