/** Records of the past that may still be the last of their height: their heights falling, their rows rising. */
export interface RarityState { readonly rows: number; readonly heights: readonly number[]; readonly at: readonly number[] }

/** More would answer more precisely for falling heights only: of exchangeable ones about ln(rows) are kept. */
const MOST_KEPT = 64;

/**
 * Turns strangeness, whose unit and distribution nobody knows, into how rare it is: a, the rows since strangeness as great was
 * seen, over all rows so far plus `prior`. Of exchangeable heights P(a ≥ n) ≤ 1/n (a conformal p-value over a growing past), so
 * rarities of unlike measures compare. In [0, 1): 0 for strangeness 0, near 1 for the greatest of a long past. At most 64 heights
 * are kept; where more are needed neighbours merge to the higher and later, which never makes anything rarer. O(1) amortised.
 */
export class Rarity {
  private rows: number;
  private readonly heights: number[];
  private readonly at: number[];

  constructor(private readonly prior: number, state: RarityState = { rows: 0, heights: [], at: [] }) {
    this.rows = state.rows;
    this.heights = [...state.heights];
    this.at = [...state.at];
  }

  of(strangeness: number): number {
    const row = this.rows++;
    let kept = this.heights.length;
    while (kept > 0 && (this.heights[kept - 1] as number) < strangeness) kept--;
    this.heights.length = kept;
    this.at.length = kept;
    const since = kept > 0 ? row - (this.at[kept - 1] as number) : row + 1;
    if (kept > 0 && this.heights[kept - 1] === strangeness) this.at[kept - 1] = row;
    else this.add(strangeness, row);
    return strangeness > 0 ? since / (row + this.prior) : 0;
  }

  state(): RarityState {
    return { rows: this.rows, heights: [...this.heights], at: [...this.at] };
  }

  private add(height: number, row: number): void {
    this.heights.push(height);
    this.at.push(row);
    if (this.heights.length > MOST_KEPT) this.merge(row);
  }

  /** Drops the record whose successor is nearest to it in age, and gives its height to the successor. */
  private merge(row: number): void {
    let nearest = 0;
    let least = Infinity;
    for (let place = 0; place + 1 < this.at.length; place++) {
      const ratio = (row - (this.at[place] as number) + 1) / (row - (this.at[place + 1] as number) + 1);
      if (ratio < least) [nearest, least] = [place, ratio];
    }
    this.heights.splice(nearest + 1, 1);
    this.at.splice(nearest, 1);
  }
}
