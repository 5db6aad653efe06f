import type { Estimate } from './estimators.js';

/** Below this an interval by the normal distribution is not to be trusted. */
const LEAST_EFFECTIVE_SAMPLE = 100;

/** Whether a ranking may go live: the lower bound of what it would bring lies above what the live one does. */
export function goesLive(candidate: Estimate | undefined, live: Estimate | undefined): boolean {
  if (candidate === undefined || live === undefined) return false;
  return candidate.effectiveSampleSize >= LEAST_EFFECTIVE_SAMPLE && candidate.lower > live.value;
}
