import { addPair, promotionVerdict, type PromotionTest, type PromotionVerdict } from './promotion-test.js';

export interface CountedPairs {
  readonly test: PromotionTest;
  /** How many of the pairs were looked at; the rest came after the decision. */
  readonly counted: number;
  readonly verdict: PromotionVerdict;
}

/**
 * The test after pairs of losses (champion's, challenger's), taken in their order until it is decided: what comes later must not take a decision
 * back. A pair whose losses are unknown is passed over. A test that is decided takes none. @throws Error as `addPair`
 */
export function countPairs(begun: PromotionTest, pairs: readonly (readonly [number, number] | undefined)[], alpha: number): CountedPairs {
  let test = begun;
  let verdict = promotionVerdict(test, alpha);
  let counted = 0;
  while (verdict.decision === 'undecided' && counted < pairs.length) {
    const pair = pairs[counted++];
    if (pair === undefined) continue;
    test = addPair(test, ...pair);
    verdict = promotionVerdict(test, alpha);
  }
  return { test, counted, verdict };
}
