import { CALLER_AT_CALL } from './caller-at-call.js';
import type { FeatureSet } from './feature-set.js';
import { USER_AT_CALL } from './user-at-call.js';

const FEATURE_SETS: readonly FeatureSet<never>[] = [CALLER_AT_CALL, USER_AT_CALL];

export const FEATURE_SET_NAMES: readonly string[] = FEATURE_SETS.map(({ name }) => name);

/** The feature set as it is computed today; a version trained on another `version` of it does not understand its vectors. */
export function featureSetNamed(name: string): Omit<FeatureSet<never>, 'vector'> | undefined {
  return FEATURE_SETS.find((set) => set.name === name);
}
