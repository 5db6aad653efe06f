import type { Database, Statement } from '#platform/database';
import { KeptReports, type ReportKey } from '../app/kept-reports.js';
import { PERIOD_NAMES } from '../app/trend-question.js';
import { TREND_METRICS, type TrendReport } from '../core/index.js';

/** That somebody asked is written down no oftener. */
const BETWEEN_NOTES_MS = 3_600_000;

const FIND: Statement = { name: 'trend_report_find', text: 'SELECT asked_ms, CASE WHEN digest = $4 THEN report::text END FROM trend_report WHERE user_id = $1 AND metric = $2 AND period = $3' };

const NOTE: Statement = { name: 'trend_report_note', text: 'UPDATE trend_report SET asked_ms = $4 WHERE user_id = $1 AND metric = $2 AND period = $3' };

const KEEP: Statement = {
  name: 'trend_report_keep',
  text: `
    INSERT INTO trend_report (user_id, metric, period, digest, report, asked_ms) VALUES ($1, $2, $3, $4, $5::jsonb, coalesce($6::bigint, 0))
    ON CONFLICT (user_id, metric, period) DO UPDATE SET digest = excluded.digest, report = excluded.report, asked_ms = greatest(trend_report.asked_ms, excluded.asked_ms)`,
};

const ASKED: Statement = { name: 'trend_report_asked', text: 'SELECT user_id, metric, period FROM trend_report WHERE asked_ms >= $1 ORDER BY asked_ms DESC, user_id, metric, period LIMIT $2' };

const FORGET: Statement = { name: 'trend_report_forget', text: 'DELETE FROM trend_report WHERE asked_ms < $1' };

export class PgKeptReports extends KeptReports {
  constructor(private readonly database: Database) {
    super();
  }

  async find(key: ReportKey, digest: string, askedMs: number | undefined): Promise<TrendReport | undefined> {
    const [row] = await this.database.rows(FIND, [...placeOf(key), digest]);
    if (row === undefined) return undefined;
    const [notedMs, report] = row as [number, string | null];
    if (askedMs !== undefined && askedMs - notedMs >= BETWEEN_NOTES_MS) await this.database.rows(NOTE, [...placeOf(key), askedMs]);
    return report === null ? undefined : (JSON.parse(report) as TrendReport);
  }

  async keep(key: ReportKey, digest: string, report: TrendReport, askedMs: number | undefined): Promise<void> {
    await this.database.rows(KEEP, [...placeOf(key), digest, JSON.stringify(report), askedMs ?? null]);
  }

  async askedSince(sinceMs: number, limit: number): Promise<readonly ReportKey[]> {
    const rows = (await this.database.rows(ASKED, [sinceMs, limit])) as [number, number, number][];
    return rows.flatMap(([userId, metric, period]) => {
      const [name, length] = [TREND_METRICS[metric], PERIOD_NAMES[period]];
      return name === undefined || length === undefined ? [] : [{ userId, metric: name, period: length }];
    });
  }

  async forgetBefore(askedMs: number): Promise<void> {
    await this.database.rows(FORGET, [askedMs]);
  }
}

function placeOf({ userId, metric, period }: ReportKey): [number, number, number] {
  return [userId, TREND_METRICS.indexOf(metric), PERIOD_NAMES.indexOf(period)];
}
