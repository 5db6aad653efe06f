export interface TimedPoints {
  /** Milliseconds since 1970, in any order. */
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface RegularSettings {
  readonly stepMs: number;
  /** What a step becomes that several points fall into: counts add up, measures are averaged. */
  readonly several: 'sum' | 'mean';
  /** Steps kept, the latest. */
  readonly most: number;
}

export interface RegularSeries {
  /** When the first step begins; steps begin at multiples of their length. */
  readonly startMs: number;
  /** A value a step, NaN where no point fell. */
  readonly values: Float64Array;
}

/** Points as a series of equal steps. Points without a finite time and value are passed over; undefined without any other. Linear. */
export function regularSeries({ times, values }: TimedPoints, { stepMs, several, most }: RegularSettings): RegularSeries | undefined {
  const { first, last } = stepRange(times, values, stepMs);
  if (first > last) return undefined;
  const start = Math.max(first, last - most + 1);
  const sums = new Float64Array(last - start + 1).fill(NaN);
  const counts = new Uint32Array(sums.length);
  times.forEach((time, at) => {
    const value = values[at] as number;
    const step = Math.floor(time / stepMs) - start;
    if (!(step >= 0) || !Number.isFinite(value) || !Number.isFinite(time)) return;
    counts[step] = (counts[step] as number) + 1;
    sums[step] = counts[step] === 1 ? value : (sums[step] as number) + value;
  });
  return { startMs: start * stepMs, values: several === 'sum' ? sums : sums.map((sum, step) => sum / (counts[step] as number)) };
}

function stepRange(times: Float64Array, values: Float64Array, stepMs: number): { first: number; last: number } {
  let first = Infinity;
  let last = -Infinity;
  times.forEach((time, at) => {
    if (!Number.isFinite(time) || !Number.isFinite(values[at])) return;
    const step = Math.floor(time / stepMs);
    first = Math.min(first, step);
    last = Math.max(last, step);
  });
  return { first, last };
}
