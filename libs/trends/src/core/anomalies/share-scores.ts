/** Pooled outcomes that an expected share is drawn towards, of the twenty or so it rests on. */
const PRIOR_CALLS = 2;
const RESTS_ON = 20;
/** Further residuals count as this far, when it is asked how much more than chance hours scatter. */
const FURTHEST = 4;

/** Shares by the hour; all of one length. */
export interface Shares {
  readonly values: Float64Array;
  /** Calls of each hour, above 0. */
  readonly calls: Float64Array;
  /** From 0 to 1. */
  readonly expected: Float64Array;
}

/**
 * How far each hour's hits are out, as a normal score: the signed root of the binomial deviance, √(2 n KL(share ‖ expected)), whose tail bounds the binomial
 * one, so one call's 0 or 100 % is what chance does. Divided by √(1 + (n − 1) ρ) where hours scatter more than that, ρ by moments of the drawn-in Pearson
 * residuals. An expected share is drawn towards the pooled one by two calls in 22, for none is 0 or 1 for sure. O(n).
 * Source: McCullagh & Nelder, Generalized Linear Models (1989), §2.4, §4.5.
 */
export function shareScores({ values, calls, expected }: Shares): Float64Array {
  const all = calls.reduce((sum, count) => sum + count, 0);
  const pooled = (values.reduce((sum, value, at) => sum + value * (calls[at] as number), 0) + 0.5) / (all + 1);
  const chances = expected.map((share) => (share * RESTS_ON + pooled * PRIOR_CALLS) / (RESTS_ON + PRIOR_CALLS));
  const overdispersion = overdispersionOf(values, calls, chances);
  return values.map((value, at) => {
    const [chance, count] = [chances[at] as number, calls[at] as number];
    const deviance = 2 * count * (entropyTerm(value, chance) + entropyTerm(1 - value, 1 - chance));
    return Math.sign(value - chance) * Math.sqrt(Math.max(0, deviance) / (1 + (count - 1) * overdispersion));
  });
}

const entropyTerm = (share: number, chance: number): number => (share > 0 ? share * Math.log(share / chance) : 0);

function overdispersionOf(values: Float64Array, calls: Float64Array, chances: Float64Array): number {
  let [excess, weight] = [0, 0];
  values.forEach((value, at) => {
    const [chance, more] = [chances[at] as number, (calls[at] as number) - 1];
    const square = ((value - chance) ** 2 * (more + 1)) / (chance * (1 - chance));
    excess += (Math.min(FURTHEST ** 2, square) - 1) * Math.min(1, more);
    weight += more * Math.min(1, more);
  });
  return weight > 0 ? Math.min(1, Math.max(0, excess / weight)) : 0;
}
