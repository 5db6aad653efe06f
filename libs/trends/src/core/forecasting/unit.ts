import type { Forecast } from './forecast-outcome.js';
import { LARGEST } from './series.js';

/** What values are divided by so that they can be squared: 1 unless the largest finite one is too large, then that. */
export function unitOf(values: Float64Array): number {
  const largest = values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  return largest <= LARGEST ? 1 : largest;
}

const finite = (value: number): number => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));

/** A forecast back in the series' own unit; what no number can hold is the largest one. */
export function withinBounds({ kind, model, members, ...rows }: Forecast, unit: number): Forecast {
  const back = (row: Float64Array) => row.map((value) => finite(value * unit));
  return {
    kind, model,
    point: back(rows.point), lower80: back(rows.lower80), upper80: back(rows.upper80), lower95: back(rows.lower95), upper95: back(rows.upper95),
    members: members.map((member) => ({ ...member, meanAbsoluteError: finite(member.meanAbsoluteError * unit), point: back(member.point) })),
  };
}
