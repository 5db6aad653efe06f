import { median } from '../robust/median.js';
import { MAD_TO_SIGMA, robustSpread } from '../robust/spread.js';

/** How many values of the whole series a phase's own scatter is weighed against. */
const PRIOR_VALUES = 10;

export interface Remainder {
  /** What season and trend leave; NaN where nothing was seen. */
  readonly values: Float64Array;
  /** Phase of each value, such as its hour of the day: scatter by night is not scatter by day. */
  readonly phases: Uint8Array;
}

/**
 * Robust z-scores of a remainder: distance from the median in robust standard deviations (MAD; Iglewicz & Hoaglin 1993). The scale of a phase is
 * its own MAD pooled with ten values of the whole series'. 0 where nothing scatters, and NaN stays where nothing was seen.
 * O(n).
 */
export function robustScores({ values, phases }: Remainder): Float64Array {
  const whole = robustSpread(values);
  if (whole === undefined || whole.sigma === 0) return values.map((value) => value - value);
  const scales = phaseScales({ values, phases }, whole);
  return values.map((value, at) => (value - whole.centre) / (scales[phases[at] as number] as number));
}

function phaseScales({ values, phases }: Remainder, whole: { readonly centre: number; readonly sigma: number }): Float64Array {
  const scales = new Float64Array(256).fill(whole.sigma);
  for (const phase of new Set(phases)) {
    const deviations = values.filter((_, at) => phases[at] === phase).filter(Number.isFinite).map((value) => Math.abs(value - whole.centre));
    const own = (median(deviations) ?? 0) * MAD_TO_SIGMA;
    const count = deviations.length;
    scales[phase] = Math.sqrt((count * own * own + PRIOR_VALUES * whole.sigma * whole.sigma) / (count + PRIOR_VALUES));
  }
  return scales;
}
