/** Two bets against each other on the same predictions: that the challenger loses less, and that the champion does. Plain JSON. */
export interface PromotionTest {
  readonly pairs: number;
  /** Sum of champion's loss − challenger's loss. */
  readonly gap: number;
  /** ln of what each stake of `STAKES` would have made of 1, betting on the challenger and on the champion. */
  readonly onChallenger: readonly number[];
  readonly onChampion: readonly number[];
}

export interface PromotionVerdict {
  /** *keep*: the champion is the better one; *undecided*: too early to tell, or there is nothing to tell apart. */
  readonly decision: 'promote' | 'keep' | 'undecided';
  /** E-value that the challenger loses less: a bet at fair odds against it would have made so much of 1. */
  readonly evidence: number;
  /** E-value that the champion loses less. */
  readonly counterEvidence: number;
  /** Mean champion's loss − challenger's loss; undefined without pairs. */
  readonly meanGap: number | undefined;
}

/** The share of the capital that is put on every pair; small ones find small gaps, large ones are quick with large gaps. */
const STAKES = [1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 0.9] as const;

export function startPromotionTest(): PromotionTest {
  return { pairs: 0, gap: 0, onChallenger: STAKES.map(() => 0), onChampion: STAKES.map(() => 0) };
}

/**
 * The test after one more prediction that both models have made and whose truth has come, each with a loss of 0–1: say, a squared
 * distance (p − y)², or 1 for wrong and 0 for right. @throws Error where a loss is outside 0…1
 */
export function addPair(test: PromotionTest, championLoss: number, challengerLoss: number): PromotionTest {
  for (const loss of [championLoss, challengerLoss]) if (!(loss >= 0 && loss <= 1)) throw new Error(`a loss of ${loss} is outside 0…1`);
  const gap = championLoss - challengerLoss;
  return {
    pairs: test.pairs + 1,
    gap: test.gap + gap,
    onChallenger: test.onChallenger.map((capital, index) => capital + Math.log1p((STAKES[index] as number) * gap)),
    onChampion: test.onChampion.map((capital, index) => capital + Math.log1p(-(STAKES[index] as number) * gap)),
  };
}

const sums = (left: readonly number[], right: readonly number[]): number[] => left.map((capital, index) => capital + (right[index] as number));

/** The test of both sets of pairs together. Order and grouping do not matter, rounding aside. */
export function mergePromotionTests(left: PromotionTest, right: PromotionTest): PromotionTest {
  return {
    pairs: left.pairs + right.pairs,
    gap: left.gap + right.gap,
    onChallenger: sums(left.onChallenger, right.onChallenger),
    onChampion: sums(left.onChampion, right.onChampion),
  };
}

/** Mean capital of all stakes, held down to what JSON can say. */
function evidenceOf(logCapitals: readonly number[]): number {
  const mean = logCapitals.reduce((sum, capital) => sum + Math.exp(capital), 0) / logCapitals.length;
  return Math.min(Number.MAX_VALUE, mean);
}

/**
 * What the pairs say so far, however often it is asked: while the challenger's expected loss is at no time below the champion's,
 * the chance that *promote* is ever said is at most `alpha`; the same the other way round for *keep*. No stake can win on
 * average against a better opponent, so the capital is a supermartingale, and Ville's inequality bounds its ever reaching 1 / alpha
 * (Waudby-Smith & Ramdas 2023, "Estimating means of bounded random variables by betting"; here a mixture over fixed
 * stakes, whose logarithms add up, so that states merge). Act on the first *promote*: later pairs may take it back.
 */
export function promotionVerdict({ pairs, gap, onChallenger, onChampion }: PromotionTest, alpha: number): PromotionVerdict {
  const [evidence, counterEvidence] = [evidenceOf(onChallenger), evidenceOf(onChampion)];
  const meanGap = pairs > 0 ? gap / pairs : undefined;
  if (evidence >= 1 / alpha) return { decision: 'promote', evidence, counterEvidence, meanGap };
  return { decision: counterEvidence >= 1 / alpha ? 'keep' : 'undecided', evidence, counterEvidence, meanGap };
}
