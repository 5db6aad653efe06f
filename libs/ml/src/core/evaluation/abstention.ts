import { ratio } from '#kernel';
import { cutsOf, type Cuts } from './cuts.js';
import { checkScored, type Scored } from './scored.js';

/** Scores of at least `upper` are called positive, those below `lower` negative; between them nothing is said. */
export interface AbstentionBand {
  readonly lower: number;
  readonly upper: number;
}

/** What is right of what is said, and how much is said at all. */
export interface AbstentionQuality {
  /** Undefined where nothing is said. */
  readonly accuracy: number | undefined;
  readonly coverage: number;
}

/** How a band does on rows, best on others than it was chosen on. Undefined without rows. @throws Error as `checkScored` */
export function abstentionQuality(scored: Scored, { lower, upper }: AbstentionBand): AbstentionQuality | undefined {
  checkScored(scored);
  const { scores, labels, weights } = scored;
  let [right, said, total] = [0, 0, 0];
  for (let row = 0; row < scores.length; row++) {
    const weight = weights?.[row] ?? 1;
    const score = scores[row] as number;
    total += weight;
    if (score < upper && score >= lower) continue;
    said += weight;
    if (score >= upper === (labels[row] === 1)) right += weight;
  }
  return total > 0 ? { accuracy: ratio(right, said), coverage: said / total } : undefined;
}

const seenAt = ({ truePositives, falsePositives }: Cuts, cut: number): number => (truePositives[cut] ?? 0) + (falsePositives[cut] ?? 0);

/**
 * The band that leaves the fewest errors outside while at least the share `coverage` of the rows stays outside: every pair of
 * distinct scores that fits is weighed, so the scores need not be calibrated and the band need not lie around 0.5. On equal
 * errors the higher band wins. O(n log n). Undefined where positives or negatives are missing. @throws Error as `checkScored`
 */
export function abstentionBand(scored: Scored, coverage: number): AbstentionBand | undefined {
  const cuts = cutsOf(scored);
  const { thresholds, truePositives, falsePositives, positives, negatives } = cuts;
  if (positives <= 0 || negatives <= 0) return undefined;
  const budget = (1 - coverage) * (positives + negatives) * (1 + 1e-12);
  let best = { errors: Infinity, upper: -1, lower: -1 };
  // Rows of the cuts up to `upper` are called positive, those after `lower` negative; −1 is a cut above every score.
  for (let [upper, lower] = [-1, -1]; upper < thresholds.length; upper++) {
    lower = Math.max(lower, upper);
    while (lower + 1 < thresholds.length && seenAt(cuts, lower + 1) - seenAt(cuts, upper) <= budget) lower++;
    const errors = (falsePositives[upper] ?? 0) + positives - (truePositives[lower] ?? 0);
    if (errors < best.errors) best = { errors, upper, lower };
  }
  const highest = thresholds[0] as number;
  const nothing = highest + Math.max(1, Math.abs(highest));
  return { lower: thresholds[best.lower] ?? nothing, upper: thresholds[best.upper] ?? nothing };
}
