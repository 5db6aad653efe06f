import { ratio } from '#kernel';
import { cutsOf } from './cuts.js';
import { checkProbabilities, type Scored } from './scored.js';

/** A stretch of scores: what was promised and what came. */
export interface ReliabilityBin {
  readonly meanProbability: number;
  readonly positiveShare: number;
  /** Weight of its rows. */
  readonly weight: number;
}

const DEFAULT_BINS = 15;

/**
 * Points of a reliability diagram, highest probability first: at most `bins` bins of equal frequency. Rows of equal
 * probability are never parted: a bin ends with the first tie that fills its share, so that the order of rows cannot
 * matter. @throws Error as `checkProbabilities`
 */
export function reliability(scored: Scored, bins = DEFAULT_BINS): ReliabilityBin[] {
  checkProbabilities(scored);
  const { thresholds, truePositives, falsePositives, positives, negatives } = cutsOf(scored);
  const total = positives + negatives;
  const found: ReliabilityBin[] = [];
  let [reached, hits, closed] = [0, 0, 0];
  let open = { promised: 0, positives: 0, weight: 0 };
  thresholds.forEach((probability, index) => {
    const caught = truePositives[index] as number;
    const weight = caught + (falsePositives[index] as number) - reached;
    open = { promised: open.promised + probability * weight, positives: open.positives + caught - hits, weight: open.weight + weight };
    [reached, hits] = [reached + weight, caught];
    // Sums of weights may fall a rounding error short of a full share.
    const due = Math.floor((reached / total) * bins + 1e-9);
    if (due <= closed) return;
    found.push({ meanProbability: open.promised / open.weight, positiveShare: open.positives / open.weight, weight: open.weight });
    [open, closed] = [{ promised: 0, positives: 0, weight: 0 }, due];
  });
  return found;
}

/**
 * Expected calibration error (Naeini et al. 2015) over `bins` bins of equal frequency as `reliability` cuts them: the
 * weighted mean distance of promise and outcome, 0–1. Undefined without rows. @throws Error as `checkProbabilities`
 */
export function expectedCalibrationError(scored: Scored, bins = DEFAULT_BINS): number | undefined {
  const found = reliability(scored, bins);
  const total = found.reduce((sum, { weight }) => sum + weight, 0);
  const missed = found.reduce((sum, { meanProbability, positiveShare, weight }) => sum + Math.abs(meanProbability - positiveShare) * weight, 0);
  return ratio(missed, total);
}
