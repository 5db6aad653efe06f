const DAY = 24;

function firstFrom(values: Float64Array, from: number): number | undefined {
  for (let at = from; at < values.length; at++) if (Number.isFinite(values[at])) return values[at];
  return undefined;
}

/**
 * The series with each missing hour (NaN or infinite) as the same hour of the day before, or in the first day as the next hour that is
 * there. Undefined where none is. The series itself where nothing is missing.
 */
export function withoutGaps(series: Float64Array): Float64Array | undefined {
  if (series.every(Number.isFinite)) return series.length > 0 ? series : undefined;
  const first = firstFrom(series, 0);
  if (first === undefined) return undefined;
  const filled = series.slice();
  for (let at = 0; at < filled.length; at++) {
    if (Number.isFinite(filled[at])) continue;
    filled[at] = at >= DAY ? (filled[at - DAY] as number) : (firstFrom(filled, at) ?? filled[at - 1] ?? first);
  }
  return filled;
}
