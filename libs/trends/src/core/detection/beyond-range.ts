import type { RecentValues } from './recent-values.js';

/** The least and greatest level so far, and how many there were; both 0 as long as there was none. */
export interface RangeState { readonly levels: number; readonly least: number; readonly greatest: number }

/**
 * How far a stream lies outside all it has been: its level (the mean of the last `rows` values; the value itself for one row)
 * beyond the range of all levels before, e, beside the width w of that range: e / (e + w), 0 inside it and 1 beside a constant.
 * `undefined` until `rows` levels were seen. O(rows) a value.
 */
export class BeyondRange {
  private levels: number;
  private least: number;
  private greatest: number;

  constructor(private readonly rows: number, state: RangeState = { levels: 0, least: 0, greatest: 0 }) {
    ({ levels: this.levels, least: this.least, greatest: this.greatest } = state);
  }

  /** The strangeness of the newest value, which `recent` holds already. */
  strangeness(recent: RecentValues): number | undefined {
    if (recent.size < this.rows) return undefined;
    const level = recent.meanOfLast(this.rows);
    const excess = Math.max(level - this.greatest, this.least - level, 0);
    const strangeness = excess > 0 ? excess / (excess + this.greatest - this.least) : 0;
    const isKnown = this.levels >= this.rows;
    this.least = this.levels === 0 ? level : Math.min(this.least, level);
    this.greatest = this.levels === 0 ? level : Math.max(this.greatest, level);
    this.levels++;
    return isKnown ? strangeness : undefined;
  }

  state(): RangeState {
    return { levels: this.levels, least: this.least, greatest: this.greatest };
  }
}
