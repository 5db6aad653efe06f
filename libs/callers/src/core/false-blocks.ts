/**
 * [score, upper 95 % Wilson bound of the share of legitimate calls that score as high or higher], the worst of twelve simulated runs with the
 * shipped model: data, written by test/performance/callers/false-blocks.mjs. Ascending in the score, descending in the bound.
 */
const BOUNDS: readonly (readonly [score: number, bound: number])[] = [
  [0, 0.023280], [0.25, 0.018017], [0.5, 0.014664], [0.75, 0.012005], [1, 0.010359], [1.25, 0.008939],
  [1.5, 0.007530], [1.75, 0.006632], [2, 0.002259], [2.25, 0.001597], [2.5, 0.001279], [2.75, 0.001028],
  [3, 0.000717], [3.25, 0.000567], [3.5, 0.000491], [3.75, 0.000413], [4, 0.000393], [4.25, 0.000353],
  [4.5, 0.000293], [4.75, 0.000186], [5, 0.000116], [5.25, 0.000090], [5.5, 0.000087], [5.75, 0.000087],
  [6, 0.000087], [6.25, 0.000087], [6.5, 0.000062], [6.75, 0.000062],
];

/** How much of its own calls and reports a number must have to be turned away: never for its surroundings alone. */
export const OWN_WEIGHT_TO_BLOCK = 3;

/** Where no operator says otherwise: one legitimate call in a thousand. */
export const DEFAULT_FALSE_BLOCK_RATE = 0.001;

/** Upper 95 % bound of the share of legitimate calls that would be turned away if all of this score (log-odds) or a higher one were; 1 below what was measured. */
export function falseBlockBound(score: number): number {
  return BOUNDS.findLast(([least]) => score >= least)?.[1] ?? 1;
}

/** What a strategy may turn a caller away on. */
export interface Blockable {
  /** `falseBlockBound` of the score; null where a strategy must not block at whatever rate. */
  readonly falseBlockBound: number | null;
}

/** Whether a strategy may turn the call away where the operator bears this share of legitimate calls blocked. At 0 nothing may: no bound is 0. */
export function blockAllowed({ falseBlockBound: bound }: Blockable, rate: number): boolean {
  return bound !== null && bound <= rate;
}
