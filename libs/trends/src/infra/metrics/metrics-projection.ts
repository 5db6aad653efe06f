import { createHash } from 'node:crypto';
import { plain, texts, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { Projection } from '#realtime';
import { EVENT_KINDS, metricName, type StoredEvent } from '#realtime/core';
import { mergedStates, placeOf, quarterOf, stateOfValue } from '../../core/metrics/metric-state.js';
import { metricLabels } from '../../core/metrics/metric-words.js';
import { metricColumns, metricFrom, type MetricRow } from './metric-rows.js';
import { heldThinnedUntil } from './pg-metric-history.js';
import { ADD_NAMES, ADD_SERIES, DROP_SERIES, KEEP_STATES, LOCK_NAMES, READ_STATES, TAKE_OUT } from './metric-statements.js';

/** Stands for all series of a name that are not kept apart. */
export const OTHER_SERIES = '';
const HASH_DIGITS = 16;

interface Series { readonly name: string; readonly series: string; readonly labels: string }

const keyOf = ({ name, series }: Pick<Series, 'name' | 'series'>): string => `${name} ${series}`;
const unique = <T>(items: readonly T[], key: (item: T) => string): T[] => [...new Map(items.map((item) => [key(item), item])).values()];
const columns = (series: readonly Pick<Series, 'name' | 'series'>[]): string[] => [texts(series.map(({ name }) => name)), texts(series.map((each) => each.series))];

/** What senders measured, by name, labels and quarter hour. Whose user it was of does not matter. */
export class MetricsProjection extends Projection {
  readonly tables = ['platform_metric_name', 'platform_metric_series', 'platform_metric'];

  constructor(private readonly keyring: Keyring) {
    super();
  }

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const told = events.filter(({ kind, details }) => kind === EVENT_KINDS.metric && details !== undefined).flatMap((event) => this.read(event));
    if (told.length === 0) return;
    const thinnedUntil = await heldThinnedUntil(tx);
    const names = texts([...new Set(told.map(({ name }) => name))]);
    await tx.rows(ADD_NAMES, [names]);
    await tx.rows(LOCK_NAMES, [names]);
    const movedOut = await this.register(unique(told, keyOf), names, tx);
    const dropped = new Set(movedOut.map(keyOf));
    const placed = told.map((row) => ({ ...row, quarter: placeOf(row.quarter, thinnedUntil), ...(dropped.has(keyOf(row)) && { series: OTHER_SERIES }) }));
    await this.add([...placed, ...(await this.taken(movedOut, tx))], tx);
  }

  private read({ details, occurredAtMs }: StoredEvent): (MetricRow & Series)[] {
    const { name, value, labels } = JSON.parse(this.keyring.open('details', Buffer.from(details as Uint8Array))) as { name?: unknown; value?: unknown; labels?: unknown };
    if (typeof name !== 'string' || typeof value !== 'number') return [];
    const words = metricLabels(labels);
    const series = createHash('sha256').update(words).digest('hex').slice(0, HASH_DIGITS);
    return [{ name: metricName(name), series, labels: words, quarter: quarterOf(occurredAtMs), ...stateOfValue(value) }];
  }

  /** Makes series known. Those beyond the most a name may have, known before or not, are forgotten again; they are the answer. */
  private async register(series: readonly Series[], names: string, tx: Transaction): Promise<Pick<Series, 'name' | 'series'>[]> {
    const fresh = await tx.rows(ADD_SERIES, [...columns(series), texts(series.map(({ labels }) => labels))]);
    if (fresh.length === 0) return [];
    const dropped = ((await tx.rows(DROP_SERIES, [names])) as [string, string][]).map(([name, each]) => ({ name, series: each }));
    const others = unique(dropped, ({ name }) => name).map(({ name }) => ({ name, series: OTHER_SERIES }));
    if (others.length > 0) await tx.rows(ADD_SERIES, [...columns(others), texts(others.map(() => '{}'))]);
    return dropped;
  }

  /** What was kept of series that are kept no longer. */
  private async taken(series: readonly Pick<Series, 'name' | 'series'>[], tx: Transaction): Promise<MetricRow[]> {
    if (series.length === 0) return [];
    return (await tx.rows(TAKE_OUT, columns(series))).map((cells) => ({ ...metricFrom(cells), series: OTHER_SERIES }));
  }

  private async add(told: readonly MetricRow[], tx: Transaction): Promise<void> {
    const rows = new Map<string, MetricRow>();
    const put = (row: MetricRow): void => {
      const key = `${keyOf(row)} ${row.quarter}`;
      const known = rows.get(key);
      rows.set(key, known === undefined ? row : { ...row, ...mergedStates(known, row) });
    };
    told.forEach(put);
    const touched = [...rows.values()];
    const stored = await tx.rows(READ_STATES, [...columns(touched), plain(touched.map(({ quarter }) => quarter))]);
    stored.map(metricFrom).forEach(put);
    await tx.rows(KEEP_STATES, metricColumns([...rows.values()]));
  }
}
