export interface MeansState { readonly means: readonly number[]; readonly counts: readonly number[] }

/** Means of several cells, each of its values so far and, once these are `memory` many, forgetting: the new one weighs 1 / memory. */
export class RunningMeans {
  private readonly means: Float64Array;
  private readonly counts: Float64Array;

  constructor(cells: number, private readonly memory: number, state?: MeansState) {
    this.means = Float64Array.from(state?.means ?? new Float64Array(cells));
    this.counts = Float64Array.from(state?.counts ?? new Float64Array(cells));
  }

  /** 0 where nothing was seen. */
  mean(cell: number): number {
    return this.means[cell] as number;
  }

  /** How many values a mean rests on, at most `memory`. */
  count(cell: number): number {
    return this.counts[cell] as number;
  }

  /** The mean as if `prior` more values of `towards` had been seen. */
  shrunk(cell: number, towards: number, prior: number): number {
    const count = this.count(cell);
    return (count * this.mean(cell) + prior * towards) / (count + prior);
  }

  add(cell: number, value: number): void {
    const count = Math.min(this.count(cell) + 1, this.memory);
    this.counts[cell] = count;
    this.means[cell] = this.mean(cell) + (value - this.mean(cell)) / count;
  }

  state(): MeansState {
    return { means: [...this.means], counts: [...this.counts] };
  }
}
