const STEP = 0.05;
const MOST_STEPS = 4;

/**
 * A monitor's sensitivity as its user's words move it: by 0.05 for each alert more that was worth telling than not, or the other way, by 0.2 at most, within
 * 0 … 1. So the budget of false alerts changes by a factor of 2.5 at most, and as many words back undo it.
 * @param judged alerts that were worth telling less those that were not
 */
export function movedSensitivity(sensitivity: number, judged: number): number {
  const steps = Math.max(-MOST_STEPS, Math.min(MOST_STEPS, judged));
  return Math.max(0, Math.min(1, sensitivity + STEP * steps));
}
