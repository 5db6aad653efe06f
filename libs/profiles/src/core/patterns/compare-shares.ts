import { designEffect } from './statistics/design-effect.js';
import { fisherTest } from './statistics/exact-tests.js';

/** Observations in columns: in which group each is, whether it hit, and which go together. */
export interface Grouped {
  readonly isInGroup: Uint8Array;
  readonly isHit: Uint8Array;
  /** Days, numbers …: cluster of each observation, one column a way of going together. */
  readonly clusters: readonly Int32Array[];
}

export interface Comparison {
  readonly trials: number;
  readonly hits: number;
  /** Share of hits in the group and in the rest. */
  readonly share: number;
  readonly expected: number;
  /** The group's share less the expected one, drawn towards it by ten observations. */
  readonly difference: number;
  readonly pValue: number;
  readonly designEffect: number;
}

const FEWEST = 15;
const PRIOR = 10;

/**
 * Whether a group's share of hits is another than the rest's: Fisher's exact test on counts divided by the design effect of the clusters.
 * Undefined under fifteen observations on either side.
 */
export function compareShares({ isInGroup, isHit, clusters }: Grouped): Comparison | undefined {
  let [trials, hits, allHits] = [0, 0, 0];
  for (let at = 0; at < isHit.length; at++) {
    trials += isInGroup[at] as number;
    allHits += isHit[at] as number;
    hits += (isInGroup[at] as number) & (isHit[at] as number);
  }
  const rest = isHit.length - trials;
  if (trials < FEWEST || rest < FEWEST) return undefined;
  const [share, expected] = [hits / trials, (allHits - hits) / rest];
  const residuals = Float64Array.from(isHit, (hit, at) => hit - (isInGroup[at] === 1 ? share : expected));
  const variance = trials * share * (1 - share) + rest * expected * (1 - expected);
  const effect = Math.max(...clusters.map((cluster) => designEffect(residuals, cluster, variance)));
  const scaled = (part: number, of: number): { readonly hits: number; readonly trials: number } => {
    const whole = Math.max(1, Math.floor(of / effect));
    return { hits: Math.round((part / of) * whole), trials: whole };
  };
  return {
    trials, hits, share, expected, difference: ((share - expected) * trials) / (trials + PRIOR), designEffect: effect,
    pValue: fisherTest(scaled(hits, trials), scaled(allHits - hits, rest)),
  };
}
