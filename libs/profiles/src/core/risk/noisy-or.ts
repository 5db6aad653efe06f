/** Chance that at least one of independent causes is at work (noisy-or; J. Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, 4.3.2). 0 without causes. */
export function noisyOr(chances: readonly number[]): number {
  return 1 - chances.reduce((none, chance) => none * (1 - chance), 1);
}

/** What is left of something after `ageMs`; 1 of what has not happened yet. */
export function decayed(ageMs: number, halfLifeMs: number): number {
  return 2 ** (-Math.max(0, ageMs) / halfLifeMs);
}

/** Many small causes together: as many independent chances that add up to `points`. */
export function saturated(points: number): number {
  return 1 - Math.exp(-points);
}
