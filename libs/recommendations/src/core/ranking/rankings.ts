/** One way to rank, under a number that is written down with every list. */
export interface Ranking {
  readonly version: number;
  /** By how much the posterior's width is taken: 0 always takes what looks best. */
  readonly exploration: number;
  /** Share of lists in any order: the price of being able to tell what another ranking would bring. */
  readonly even: number;
  /** What showing nothing is worth: the attention that is spared. Advice that samples below it is not listed. */
  readonly nothing: number;
  /** Of its worth advice keeps with each day on which it was seen and left. */
  readonly novelty: number;
}

/** All that were ever live or could be. Append only. The first is live until the gate says otherwise. */
export const RANKINGS: readonly [Ranking, ...Ranking[]] = [
  { version: 1, exploration: 0.2, even: 0.1, nothing: 0.02, novelty: 0.9 },
  { version: 2, exploration: 0.1, even: 0.1, nothing: 0.02, novelty: 0.9 },
  { version: 3, exploration: 0.2, even: 0.1, nothing: 0.05, novelty: 0.8 },
];

export function rankingOf(version: number): Ranking {
  return RANKINGS.find((ranking) => ranking.version === version) ?? RANKINGS[0];
}
