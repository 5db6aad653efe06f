import type { SegmentCost } from './segment-cost.js';

export interface PeltOptions {
  /** Fewest values in a segment; at least 1, and 2 for a variance. */
  readonly minSegment: number;
  /** `bic` costs (parameters + 1) · ln n a change point, `mbic` one more ln n and ln of each segment's length. */
  readonly penalty: 'bic' | 'mbic';
}

export interface Segmentation {
  /** Where each segment but the first begins; ascending. */
  readonly starts: readonly number[];
  /** Cost of all segments with what the change points cost. */
  readonly cost: number;
}

/**
 * The segmentation of least penalised cost, exact: none has a lower one. Undefined where not even one segment fits. O(n) where change points
 * come at a steady rate, O(n²) at worst.
 * Source: Killick, Fearnhead & Eckley, JASA 107 (2012); MBIC of Zhang & Siegmund, Biometrics 63 (2007), as in R's changepoint.
 */
export function pelt(series: SegmentCost, { minSegment, penalty }: PeltOptions): Segmentation | undefined {
  const { length } = series;
  if (length < minSegment || length === 0) return undefined;
  const search = new Search(series, minSegment, penalty);
  for (let end = minSegment; end <= length; end++) search.extendTo(end);
  return search.result();
}

class Search {
  private readonly least: Float64Array;
  private readonly lastStart: Int32Array;
  private readonly pointPenalty: number;
  /** Of a segment by its length. */
  private readonly lengthPenalty: Float64Array;
  /** By how much splitting a segment can raise its cost: the logarithms of MBIC do. */
  private readonly slack: number;
  private candidates: number[] = [];
  /** From which end on a start can be no part of the best: a segment too short now may still be wanted until then. */
  private readonly expiry: Int32Array;

  constructor(
    private readonly series: SegmentCost,
    private readonly minSegment: number,
    penalty: PeltOptions['penalty'],
  ) {
    const { length, parameters } = series;
    this.least = new Float64Array(length + 1).fill(Infinity);
    this.lastStart = new Int32Array(length + 1);
    this.expiry = new Int32Array(length + 1).fill(length + 1);
    this.pointPenalty = (parameters + (penalty === 'mbic' ? 2 : 1)) * Math.log(length);
    this.lengthPenalty = new Float64Array(length + 1).map((_, size) => (penalty === 'mbic' && size > 0 ? Math.log(size) : 0));
    this.slack = penalty === 'mbic' ? Math.log(length) : 0;
    this.least[0] = -this.pointPenalty;
  }

  extendTo(end: number): void {
    const start = end - this.minSegment;
    if (start === 0 || start >= this.minSegment) this.candidates.push(start);
    let [best, bestStart] = [Infinity, 0];
    for (const candidate of this.candidates) {
      const cost = this.costFrom(candidate, end);
      if (cost >= best) continue;
      best = cost;
      bestStart = candidate;
    }
    this.least[end] = best;
    this.lastStart[end] = bestStart;
    this.prune(end, best);
  }

  /** Of everything up to `end` whose last segment begins at `start`. */
  private costFrom(start: number, end: number): number {
    return (this.least[start] as number) + this.series.cost(start, end) + (this.lengthPenalty[end - start] as number) + this.pointPenalty;
  }

  private prune(end: number, best: number): void {
    let kept = 0;
    for (const candidate of this.candidates) {
      if (this.costFrom(candidate, end) - this.pointPenalty > best + this.slack) {
        this.expiry[candidate] = Math.min(this.expiry[candidate] as number, end + this.minSegment);
      }
      if ((this.expiry[candidate] as number) > end + 1) this.candidates[kept++] = candidate;
    }
    this.candidates.length = kept;
  }

  result(): Segmentation {
    const starts: number[] = [];
    for (let end = this.series.length; end > 0; end = this.lastStart[end] as number) starts.push(this.lastStart[end] as number);
    return { starts: starts.reverse().slice(1), cost: this.least[this.series.length] as number };
  }
}
