import { finite, medianInPlace } from '#kernel';

/** What makes the median absolute deviation of normal values their standard deviation: 1 / Φ⁻¹(3/4). */
export const MAD_TO_SIGMA = 1.482602218505602;
/** The same for the mean absolute deviation: √(π/2). */
const MEAN_DEVIATION_TO_SIGMA = 1.2533141373155;

export interface Spread {
  readonly centre: number;
  /** Comparable with a standard deviation; 0 where all values are equal. */
  readonly sigma: number;
}

/**
 * Median and robust standard deviation (MAD × 1.4826) of the finite values. Where more than half of them are equal the MAD
 * is 0 and says nothing; then the mean absolute deviation × 1.2533 stands in (Iglewicz & Hoaglin 1993). Undefined without values. O(n).
 */
export function robustSpread(values: ArrayLike<number>): Spread | undefined {
  const deviations = finite(values);
  const centre = medianInPlace(deviations);
  if (centre === undefined) return undefined;
  let sum = 0;
  for (let at = 0; at < deviations.length; at++) {
    const deviation = Math.abs((deviations[at] as number) - centre);
    deviations[at] = deviation;
    sum += deviation;
  }
  const mad = medianInPlace(deviations) as number;
  const sigma = mad > 0 ? mad * MAD_TO_SIGMA : (sum / deviations.length) * MEAN_DEVIATION_TO_SIGMA;
  return { centre, sigma };
}
