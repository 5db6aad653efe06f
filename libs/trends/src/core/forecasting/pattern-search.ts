const SHRINK = 0.5;

export interface Box {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * A local minimum inside a box: each coordinate is tried a step up and down, steps shrink where nothing helps, until they are `finest`
 * of the box's width (Hooke and Jeeves, Journal of the ACM 8, 1961, without pattern moves). Some tens of calls a coordinate.
 * A loss that is NaN is no improvement.
 */
export function patternSearch(loss: (at: readonly number[]) => number, start: readonly number[], { low, high }: Box, finest = 0.01): number[] {
  let best = [...start];
  let least = loss(best);
  for (let share = 0.2; share >= finest; ) {
    const before = least;
    for (const move of start.flatMap((_, axis) => [{ axis, reach: share }, { axis, reach: -share }])) {
      const [from, to] = [low[move.axis] as number, high[move.axis] as number];
      const moved = best.with(move.axis, Math.min(Math.max((best[move.axis] as number) + move.reach * (to - from), from), to));
      const found = loss(moved);
      if (!(found < least)) continue;
      best = moved;
      least = found;
    }
    if (!(least < before)) share *= SHRINK;
  }
  return best;
}
