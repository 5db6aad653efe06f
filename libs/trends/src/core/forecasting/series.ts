/** What is forecast: equally spaced values, the latest last. */
export interface Series {
  /** NaN where a value is missing. */
  readonly values: Float64Array;
  /** Lengths of the seasons in steps, shortest first, each at least 2: 24 and 168 for hours. */
  readonly seasons: readonly number[];
  /** Counts are never negative. Of a complete count everything was seen, so what is missing is a zero; of a partial one it is unknown. */
  readonly count?: 'partial' | 'complete';
}

/** A series with nothing missing, as methods see it. */
export interface FilledSeries {
  readonly values: Float64Array;
  readonly seasons: readonly number[];
}

const LARGEST = 1e100;

/** Also false of NaN. */
const isKnown = (value: number) => Math.abs(value) <= LARGEST;

export interface WholeSeries extends FilledSeries {
  /** 1 where the value is known, 0 where it was filled in. */
  readonly present: Uint8Array;
}

/**
 * Sees to it that nothing is missing, using earlier values alone: what is missing is as it was a longest season before, else a
 * shorter one, else a step before. Missing values at the start are cut off; of very long series the last `most` values stay.
 * Values that are not finite, or so large that their squares are not, count as missing. Linear.
 */
export function filled({ values, seasons, count }: Series, most: number): WholeSeries {
  const known = count === 'complete' ? values.map((value) => (Number.isNaN(value) ? 0 : value)) : values;
  const first = known.findIndex(isKnown);
  const whole = known.slice(first < 0 ? known.length : Math.max(first, known.length - most));
  const present = new Uint8Array(whole.length);
  const back = [...seasons].sort((one, other) => other - one);
  for (let at = 0; at < whole.length; at++) {
    if (isKnown(whole[at] as number)) present[at] = 1;
    else whole[at] = whole[at - (back.find((season) => season <= at) ?? 1)] ?? 0;
  }
  return { values: whole, seasons, present };
}
