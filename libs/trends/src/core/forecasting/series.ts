import { ShrunkProfile } from './shrunk-profile.js';

/** What is forecast: equally spaced values, the latest last. */
export interface Series {
  /** NaN where a value is missing. */
  readonly values: Float64Array;
  /** Lengths of the seasons in steps, shortest first, each at least 2: 24 and 168 for hours. */
  readonly seasons: readonly number[];
  /** Counts are never negative. Of a complete count everything was seen, so what is missing is a zero; of a partial one it is unknown. */
  readonly count?: 'partial' | 'complete';
  /** Shares lie between 0 and 1, and their forecast is their mean, not their median: of calls answered or not the median is all or none. */
  readonly share?: boolean;
}

/** A series with nothing missing, as methods see it. */
export interface FilledSeries {
  readonly values: Float64Array;
  readonly seasons: readonly number[];
}

/** Values beyond it are too large to be squared. */
export const LARGEST = 1e100;

/** Also false of NaN. */
const isKnown = (value: number) => Math.abs(value) <= LARGEST;

export interface WholeSeries extends FilledSeries {
  /** 1 where the value is known, 0 where it was filled in. */
  readonly present: Uint8Array;
  /** How many are known. */
  readonly known: number;
  /** One beyond the last that is known. */
  readonly end: number;
}

/**
 * Sees to it that nothing is missing, using earlier values alone: what is missing is what is usual at its place in the seasons
 * (`ShrunkProfile`). Missing values at the start are cut off; of very long series the last `most` values stay.
 * Values that are not finite, or too large, count as missing. Linear.
 */
export function filled({ values, seasons, count }: Series, most: number): WholeSeries {
  const known = count === 'complete' ? values.map((value) => (Number.isNaN(value) ? 0 : value)) : values;
  const recent = known.subarray(Math.max(0, known.length - most));
  const first = recent.findIndex(isKnown);
  const whole = recent.slice(first < 0 ? recent.length : first);
  const present = Uint8Array.from(whole, (value) => Number(isKnown(value)));
  const sum = present.reduce((total, one) => total + one, 0);
  if (sum < whole.length) fill(whole, seasons, present);
  return { values: whole, seasons, present, known: sum, end: present.lastIndexOf(1) + 1 };
}

function fill(values: Float64Array, seasons: readonly number[], present: Uint8Array): void {
  const usual = new ShrunkProfile(seasons);
  values.forEach((value, at) => {
    if (present[at] === 1) usual.learn(at, value);
    else values[at] = usual.at(at);
  });
}
