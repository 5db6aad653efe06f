/** How scripts are cut, sketched and told apart. */
export interface ScriptSettings {
  /** Words in a shingle. */
  readonly shingleWords: number;
  /** Hashes in a signature: `bands` × `bandRows`. */
  readonly bands: number;
  readonly bandRows: number;
  readonly seed: number;
  /** Scripts of one group resemble each other at least so much (Jaccard of their shingles, 0–1). */
  readonly leastResemblance: number;
  /** A script this many others resemble is taken for the nearest of them: edges grow with the scripts, not with their square. */
  readonly mostVariants: number;
}

/**
 * Chosen on real robocalls (`npm run bench:campaigns -- --halves 30`): scores hardly move between .6 and .8. Scripts of
 * that least resemblance miss each other in 32 bands of 4 once in 6,000; those of .3 are compared one time in four.
 */
export const SCRIPT_SETTINGS: ScriptSettings = {
  shingleWords: 3, bands: 32, bandRows: 4, seed: 1997, leastResemblance: 0.7, mostVariants: 250,
};
