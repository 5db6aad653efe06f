import { distinct, noSurerThan } from './evidence.js';
import { designEffect } from './statistics/design-effect.js';
import { fisherTest, type Share } from './statistics/exact-tests.js';

/** Observations in columns: in which group each is, whether it hit, and which go together. */
export interface Grouped {
  readonly isInGroup: Uint8Array;
  readonly isHit: Uint8Array;
  /** Days first, numbers …: cluster of each observation, one column a way of going together. */
  readonly clusters: readonly Int32Array[];
}

export interface Comparison {
  /** Observations in the group. */
  readonly trials: number;
  /** Share of hits in the group and in the rest. */
  readonly share: number;
  readonly expected: number;
  /** The group's share less the expected one, drawn towards 0 by ten observations. */
  readonly difference: number;
  readonly isLarge: boolean;
  /** 1 where the difference is not large: what would not be told needs no test, and still counts as one. */
  readonly pValue: number;
  readonly designEffect: number;
}

const FEWEST = 15;
const PRIOR = 10;
const LEAST_DIFFERENCE = 0.15;

function tally({ isInGroup, isHit }: Grouped): { readonly group: Share; readonly rest: Share } {
  let [trials, hits, allHits] = [0, 0, 0];
  for (let at = 0; at < isHit.length; at++) {
    const [inGroup, hit] = [isInGroup[at] as number, isHit[at] as number];
    trials += inGroup;
    allHits += hit;
    hits += inGroup & hit;
  }
  return { group: { hits, trials }, rest: { hits: allHits - hits, trials: isHit.length - trials } };
}

/** How much more the two shares vary than independent observations would make them. */
function effectOf({ isInGroup, isHit, clusters }: Grouped, group: Share, rest: Share): number {
  const [share, expected] = [group.hits / group.trials, rest.hits / rest.trials];
  const residuals = new Float64Array(isHit.length);
  for (let at = 0; at < isHit.length; at++) residuals[at] = (isHit[at] as number) - (isInGroup[at] === 1 ? share : expected);
  const variance = group.trials * share * (1 - share) + rest.trials * expected * (1 - expected);
  return Math.max(...clusters.map((cluster) => designEffect(residuals, cluster, variance)));
}

/** Days of the side that has fewer: a day is a witness once, however many calls it has. */
function fewerDays({ isInGroup, clusters: [days] }: Grouped): number {
  const of = (side: number): number => distinct((days as Int32Array).filter((_, at) => isInGroup[at] === side));
  return Math.min(of(1), of(0));
}

function scaled({ hits, trials }: Share, effect: number): Share {
  const whole = Math.max(1, Math.floor(trials / effect));
  return { hits: Math.round((hits / trials) * whole), trials: whole };
}

/**
 * Whether a group's share of hits is another than the rest's: Fisher's exact test on counts divided by the design effect of the clusters.
 * A chance is told no smaller than the fewer days of both sides allow. Undefined under fifteen observations on either side. O(observations).
 */
export function compareShares(grouped: Grouped): Comparison | undefined {
  const { group, rest } = tally(grouped);
  if (group.trials < FEWEST || rest.trials < FEWEST) return undefined;
  const [share, expected] = [group.hits / group.trials, rest.hits / rest.trials];
  const difference = ((share - expected) * group.trials) / (group.trials + PRIOR);
  const isLarge = Math.abs(difference) >= LEAST_DIFFERENCE;
  const effect = isLarge ? effectOf(grouped, group, rest) : 1;
  const pValue = isLarge ? noSurerThan(fewerDays(grouped), fisherTest(scaled(group, effect), scaled(rest, effect))) : 1;
  return { trials: group.trials, share, expected, difference, isLarge, pValue, designEffect: effect };
}
