const EULER_GAMMA = 0.5772156649015329;

/**
 * c(n): mean path length of an unsuccessful search in a binary search tree of n keys, by which a leaf that still holds n
 * rows is deepened and a forest is normalised. 0 for n ≤ 1, 1 for n = 2. Equation 1 of Liu, Ting, Zhou, "Isolation
 * Forest", ICDM 2008, with H(i) ≈ ln i + γ as there.
 */
export function averagePathLength(rows: number): number {
  if (rows <= 1) return 0;
  if (rows === 2) return 1;
  return 2 * (Math.log(rows - 1) + EULER_GAMMA) - (2 * (rows - 1)) / rows;
}

/** Splits from the root beyond which a tree of `sampleSize` rows does not grow: about its average height. */
export function depthLimit(sampleSize: number): number {
  return Math.ceil(Math.log2(Math.max(sampleSize, 1)));
}
