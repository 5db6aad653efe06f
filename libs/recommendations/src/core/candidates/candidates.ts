import type { Candidate } from '../recommendation.js';
import type { UserSituation } from '../situation.js';
import { newCallerCandidates } from './new-callers.js';
import { numberCandidates } from './numbers.js';
import { ruleCandidates } from './rules.js';
import { settingCandidates } from './settings.js';

/** All that a user in this situation might change, before it is looked what would come of it. The thresholds are those of docs/recommendations.md. */
export function candidatesOf(situation: UserSituation): Candidate[] {
  return [...ruleCandidates(situation), ...settingCandidates(situation), ...numberCandidates(situation), ...newCallerCandidates(situation)];
}
