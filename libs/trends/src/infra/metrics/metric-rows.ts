import type { Cell } from '#platform/database';
import { plain, texts } from '#platform/database';
import type { MetricState } from '../../core/metrics/metric-state.js';
import type { ValueHistogram } from '../../core/metrics/value-histogram.js';

/** A series' state of a quarter hour, and whose it is. */
export interface MetricRow extends MetricState { readonly name: string; readonly series: string; readonly quarter: number }

/** In the order of the select lists. */
export function metricFrom(cells: Cell[]): MetricRow {
  const [name, series, quarter, events, sum, least, greatest, histogram] = cells as [string, string, number, number, string, number, number, string];
  return { name, series, quarter, events, sumUnits: BigInt(sum), least, greatest, histogram: JSON.parse(histogram) as ValueHistogram };
}

/** The other way, as arrays. */
export function metricColumns(rows: readonly MetricRow[]): string[] {
  return [
    texts(rows.map(({ name }) => name)), texts(rows.map(({ series }) => series)), plain(rows.map(({ quarter }) => quarter)), plain(rows.map(({ events }) => events)),
    plain(rows.map(({ sumUnits }) => sumUnits.toString())), plain(rows.map(({ least }) => least)), plain(rows.map(({ greatest }) => greatest)), texts(rows.map(({ histogram }) => JSON.stringify(histogram))),
  ];
}
