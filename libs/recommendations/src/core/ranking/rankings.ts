/** One way to rank, under a number that is written down with every list. */
export interface Ranking {
  readonly version: number;
  /** By how much the posterior's width is taken: 0 always takes what looks best. */
  readonly exploration: number;
  /** What showing nothing is worth: the attention that is spared. Advice that samples below it is not listed. */
  readonly nothing: number;
  /** Of its worth advice keeps with each day on which it was seen and left. */
  readonly novelty: number;
}

/** All that were ever live or could be. Append only. The first is live until the gate says otherwise. */
export const RANKINGS: readonly [Ranking, ...Ranking[]] = [
  { version: 1, exploration: 0.4, nothing: 0.03, novelty: 0.9 },
  { version: 2, exploration: 0.2, nothing: 0.03, novelty: 0.9 },
  { version: 3, exploration: 0.2, nothing: 0.06, novelty: 0.8 },
];

export function rankingOf(version: number): Ranking {
  return RANKINGS.find((ranking) => ranking.version === version) ?? RANKINGS[0];
}
