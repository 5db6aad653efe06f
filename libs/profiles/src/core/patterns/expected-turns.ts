const LEAST_SHARE = 1e-12;

export const evenly = (parts: number): number[] => new Array<number>(parts).fill(1 / parts);

/** Distribution function of a circle whose equal parts have `shares` that add up to 1, and its inverse: what follows it becomes uniform. */
export class ExpectedTurns {
  private readonly upTo: readonly number[];

  constructor(private readonly shares: readonly number[]) {
    let sum = 0;
    this.upTo = shares.map((share) => (sum += share) - share);
  }

  /** @param turn place on the circle, 0 … 1 */
  expected(turn: number): number {
    const place = Math.min(this.shares.length - 1, Math.floor(turn * this.shares.length));
    return Math.min(1 - Number.EPSILON, (this.upTo[place] as number) + (turn * this.shares.length - place) * (this.shares[place] as number));
  }

  turn(expected: number): number {
    const place = Math.max(0, this.upTo.findLastIndex((before) => before <= expected));
    return (place + (expected - (this.upTo[place] as number)) / Math.max(LEAST_SHARE, this.shares[place] as number)) / this.shares.length;
  }
}

/** What `count` observations are worth against a baseline that was itself counted from `of`. */
export function worth(count: number, of: number | undefined): number {
  return of === undefined ? count : (count * of) / (count + of);
}
