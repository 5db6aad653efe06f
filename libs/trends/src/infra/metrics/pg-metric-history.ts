import type { Database, Statement, Transaction } from '#platform/database';
import { REPLAY_LOCK } from '#realtime';
import { MetricHistory } from '../../app/metrics/thin-metrics.js';
import { mergedStates } from '../../core/metrics/metric-state.js';
import { metricColumns, metricFrom, type MetricRow } from './metric-rows.js';
import { KEEP_STATES, TAKE_SPAN } from './metric-statements.js';

const REACH: Statement = {
  name: 'platform_metric_reach',
  text: 'SELECT until_quarter, (SELECT min(quarter) FROM platform_metric WHERE quarter >= until_quarter) FROM platform_metric_thinned',
};

// Folds hold it shared until their commit: what they write by the old reach is there before it moves.
const LOCK: Statement = { name: 'platform_metric_thinned_lock', text: `SELECT pg_advisory_xact_lock(hashtextextended('platform_metric_thinned', 0))` };
const LOCK_SHARED: Statement = { name: 'platform_metric_thinned_share', text: `SELECT pg_advisory_xact_lock_shared(hashtextextended('platform_metric_thinned', 0))` };
const MOVE: Statement = { name: 'platform_metric_thinned_move', text: 'UPDATE platform_metric_thinned SET until_quarter = $1 WHERE until_quarter < $1' };
const UNTIL: Statement = { name: 'platform_metric_thinned_until', text: 'SELECT until_quarter FROM platform_metric_thinned' };

export async function readThinnedUntil(source: Pick<Database, 'rows'> | Transaction): Promise<number> {
  return (await source.rows(UNTIL))[0]?.[0] as number;
}

/** Up to where hours are kept whole, which stays so until the transaction ends. */
export async function heldThinnedUntil(tx: Transaction): Promise<number> {
  await tx.rows(LOCK_SHARED);
  return readThinnedUntil(tx);
}

/** The reach of thinning is no fold's: a replay places what it folds by the live one, so both agree row by row. It does not move while one runs. */
export class PgMetricHistory extends MetricHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async reach(): Promise<{ readonly thinnedUntil: number; readonly first: number | undefined }> {
    const [row] = await this.database.rows(REACH);
    return { thinnedUntil: row?.[0] as number, first: (row?.[1] as number | null) ?? undefined };
  }

  thin(fromQuarter: number, untilQuarter: number): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if ((await tx.rows(REPLAY_LOCK))[0]?.[0] !== true) return false;
      await tx.rows(LOCK);
      await tx.rows(MOVE, [untilQuarter]);
      const hours = new Map<string, MetricRow>();
      for (const row of (await tx.rows(TAKE_SPAN, [fromQuarter, untilQuarter])).map(metricFrom)) {
        const key = `${row.name} ${row.series}`;
        const known = hours.get(key);
        hours.set(key, { ...row, ...(known === undefined ? {} : mergedStates(known, row)), quarter: fromQuarter });
      }
      if (hours.size > 0) await tx.rows(KEEP_STATES, metricColumns([...hours.values()]));
      return true;
    });
  }
}
