/** Targets of a regression with mean 0 and standard deviation 1, and how to come back: mean + spread × value. */
export interface StandardTargets {
  readonly mean: number;
  /** 1 where all targets are the same. */
  readonly spread: number;
  readonly values: Float64Array;
}

/** Squares of epoch milliseconds lose what differs between them; of standardised targets they do not. */
export function standardise(targets: Float64Array): StandardTargets {
  const mean = targets.reduce((sum, target) => sum + target / targets.length, 0);
  const variance = targets.reduce((sum, target) => sum + (target - mean) ** 2 / targets.length, 0);
  const spread = variance > 0 ? Math.sqrt(variance) : 1;
  return { mean, spread, values: targets.map((target) => (target - mean) / spread) };
}
