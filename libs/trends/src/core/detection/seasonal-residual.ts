const DAY_SECONDS = 86_400;
const CELLS = 48;
const CELL_SECONDS = DAY_SECONDS / CELLS;
/** Past these many values a profile forgets: one fiftieth, and one two-thousandth of the scale, is the new value's. */
const PROFILE_MEMORY = 50;
const SCALE_MEMORY = 2000;
/** Of one value alone no profile can be told. */
const LEAST_SEEN = 2;

/** The mean by half hour of the day, the values each rests on, and the mean absolute residual with what that rests on. */
export interface SeasonState {
  readonly means: readonly number[];
  readonly counts: readonly number[];
  readonly residuals: number;
  readonly scale: number;
}

const EMPTY: SeasonState = { means: Array<number>(CELLS).fill(0), counts: Array<number>(CELLS).fill(0), residuals: 0, scale: 0 };

/**
 * How far a value lies from what is usual at its time: its distance to the running mean of its half hour of the day over the mean
 * such distance. `undefined` where that half hour was seen less than twice, 0 where nothing ever differed. O(1) a value.
 */
export class SeasonalResidual {
  private readonly means: Float64Array;
  private readonly counts: Float64Array;
  private residuals: number;
  private scale: number;

  constructor(state: SeasonState = EMPTY) {
    this.means = Float64Array.from(state.means);
    this.counts = Float64Array.from(state.counts);
    ({ residuals: this.residuals, scale: this.scale } = state);
  }

  /** `atSeconds` in the clock whose days the series follows. */
  strangeness(atSeconds: number, value: number): number | undefined {
    const cell = Math.floor((((atSeconds % DAY_SECONDS) + DAY_SECONDS) % DAY_SECONDS) / CELL_SECONDS);
    const mean = this.means[cell]!;
    const seen = this.counts[cell]!;
    this.counts[cell] = Math.min(seen + 1, PROFILE_MEMORY);
    this.means[cell] = mean + (value - mean) / this.counts[cell];
    return seen < LEAST_SEEN ? undefined : this.standardised(Math.abs(value - mean));
  }

  state(): SeasonState {
    return { means: [...this.means], counts: [...this.counts], residuals: this.residuals, scale: this.scale };
  }

  /** A residual over the scale before it; where nothing differed before, any that does is as strange as can be. */
  private standardised(residual: number): number {
    const strangeness = residual > 0 ? residual / (residual + this.scale) : 0;
    this.residuals = Math.min(this.residuals + 1, SCALE_MEMORY);
    this.scale += (residual - this.scale) / this.residuals;
    return strangeness;
  }
}
