import { median } from '#kernel';
import { MAD_TO_SIGMA, robustSpread, type Spread } from '../robust/spread.js';

/** How many values of the whole series a phase's own scatter is weighed against. */
const PRIOR_VALUES = 10;

export interface Remainder {
  /** What season and trend leave; finite. */
  readonly values: Float64Array;
  /** Phase of each value, such as its hour of the day: scatter by night is not scatter by day. */
  readonly phases: Uint8Array;
  /** The finest scatter to be believed, above 0: one call more where there never is any is no anomaly. */
  readonly grain: number;
}

/**
 * Robust z-scores of a remainder: distance from the median in robust standard deviations (MAD; Iglewicz & Hoaglin 1993). The scale of a phase is
 * its own MAD pooled with ten values of the whole series, and at least the grain. O(n).
 */
export function robustScores(remainder: Remainder): Float64Array {
  const whole = robustSpread(remainder.values);
  if (whole === undefined) return new Float64Array(0);
  const scales = phaseScales(remainder, whole);
  return remainder.values.map((value, at) => (value - whole.centre) / (scales[remainder.phases[at] as number] as number));
}

function phaseScales({ values, phases, grain }: Remainder, whole: Spread): Float64Array {
  const deviations = Array.from({ length: 256 }, (): number[] => []);
  values.forEach((value, at) => deviations[phases[at] as number]?.push(Math.abs(value - whole.centre)));
  return Float64Array.from(deviations, (own) => {
    const sigma = (median(own) ?? 0) * MAD_TO_SIGMA;
    const pooled = (own.length * sigma ** 2 + PRIOR_VALUES * whole.sigma ** 2) / (own.length + PRIOR_VALUES);
    return Math.max(grain, Math.sqrt(pooled));
  });
}
