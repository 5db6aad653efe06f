/** The highest score of late, and the rows since. */
export interface RefractoryState { readonly peak: number; readonly rowsSince: number }

const REFRACTORY_ROWS = 200;

/** Lets a score pass that exceeds all that passed in the last 200 rows, and makes 0 of others: one event is told once. O(1). */
export class Refractory {
  private peak: number;
  private rowsSince: number;

  constructor(state: RefractoryState = { peak: 0, rowsSince: 0 }) {
    ({ peak: this.peak, rowsSince: this.rowsSince } = state);
  }

  pass(score: number): number {
    if (++this.rowsSince >= REFRACTORY_ROWS) this.peak = 0;
    if (score <= this.peak) return 0;
    this.peak = score;
    this.rowsSince = 0;
    return score;
  }

  state(): RefractoryState {
    return { peak: this.peak, rowsSince: this.rowsSince };
  }
}
