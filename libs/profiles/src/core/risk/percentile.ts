/** Fewer users than these tell of each other. */
const FEWEST_USERS = 20;
const STEPS = 100;

/** The values that 0, 1, … 100 % of `scores` do not exceed (nearest rank); undefined of fewer than 20. */
export function percentileCuts(scores: readonly number[]): number[] | undefined {
  if (scores.length < FEWEST_USERS) return undefined;
  const order = Float64Array.from(scores).sort();
  return Array.from({ length: STEPS + 1 }, (_, percent) => order[Math.max(0, Math.ceil((percent / STEPS) * order.length) - 1)] as number);
}

/** The share of users, in whole percent, whose score is at most `score`. */
export function percentileOf(score: number, cuts: readonly number[]): number {
  let percent = 0;
  while (percent < STEPS && (cuts[percent + 1] as number) <= score) percent++;
  return percent;
}
