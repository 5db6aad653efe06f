import { columnOf } from '../data/column.js';
import type { Matrix } from '../data/matrix.js';
import { profileAgainst, type FeatureProfile } from './feature-profile.js';
import { populationStabilityIndex } from './population-stability.js';

/** One feature of the live rows beside its training window. */
export interface FeatureDrift {
  /** Undefined where either side has no rows. */
  readonly stabilityIndex: number | undefined;
  readonly live: FeatureProfile;
}

/** One comparison a column. @throws Error where the live rows have other columns than were profiled */
export function featureDrift(trained: readonly FeatureProfile[], live: Matrix): FeatureDrift[] {
  if (trained.length !== live.columns) throw new Error(`${live.columns} columns against ${trained.length} profiles`);
  return trained.map((profile, column) => {
    const found = profileAgainst(profile, columnOf(live, column));
    return { stabilityIndex: populationStabilityIndex(profile, found), live: found };
  });
}
