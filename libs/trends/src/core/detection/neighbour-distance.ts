import type { RecentValues } from './recent-values.js';

const NEIGHBOURS = 5;

/** Squared distance of the windows that end before `left` and `right`, or more than `most` as soon as it is certain to be. */
function squaredDistance(values: Float64Array, left: number, right: number, size: { rows: number; most: number }): number {
  let sum = 0;
  for (let back = 1; back <= size.rows && sum < size.most; back++) {
    const difference = (values[left - back] as number) - (values[right - back] as number);
    sum += difference * difference;
  }
  return sum;
}

/**
 * How unlike anything recent the shape of the newest values is: the mean Euclidean distance of the window of the last `rows` values
 * to the five nearest of the windows before that share no value with it (kNN nonconformity on lag windows: Burnaev & Ishimtsev
 * 2016, "Conformalized density- and distance-based anomaly detection in time-series data", arXiv:1608.04585). In the unit of the
 * values; `undefined` until there are five such windows. Holds no state beside `recent`. O(rows · recent.size), less where most
 * windows are far off.
 */
export class NeighbourDistance {
  private readonly nearest = new Float64Array(NEIGHBOURS);

  constructor(private readonly rows: number) {}

  strangeness({ values, end, size }: RecentValues): number | undefined {
    const oldestEnd = end - size + this.rows;
    if (end - this.rows - oldestEnd + 1 < NEIGHBOURS) return undefined;
    this.nearest.fill(Infinity);
    const limit = { rows: this.rows, most: Infinity };
    for (let other = end - this.rows; other >= oldestEnd; other--) {
      const distance = squaredDistance(values, end, other, limit);
      if (distance < limit.most) limit.most = this.keep(distance);
    }
    return this.nearest.reduce((sum, distance) => sum + Math.sqrt(distance), 0) / NEIGHBOURS;
  }

  /** Sorts a distance in among the nearest; returns the greatest that is left of them. */
  private keep(distance: number): number {
    let at = NEIGHBOURS - 1;
    for (; at > 0 && (this.nearest[at - 1] as number) > distance; at--) this.nearest[at] = this.nearest[at - 1] as number;
    this.nearest[at] = distance;
    return this.nearest[NEIGHBOURS - 1] as number;
  }
}
