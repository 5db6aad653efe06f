import type { Database, Statement } from '#platform/database';
import { RecommendationCounts, type KindCounts } from '../app/get-statistics.js';
import type { MeasuredEffect } from '../core/index.js';

const count = (condition: string): string => `(count(*) FILTER (WHERE ${condition}))::integer`;

/** Those that stand, as they are at a moment, and the earlier lives of those that were proposed again. */
const EVER = `
  SELECT kind, seen_ms IS NOT NULL AS seen, CASE WHEN status IN ('proposed', 'seen') AND expires_ms <= $1 THEN 'expired' ELSE status END AS status, helpful, rating, measured FROM recommendation
  UNION ALL SELECT kind, seen, status, helpful, rating, measured FROM recommendation_past`;

const BY_KIND: Statement = {
  name: 'recommendation_counts',
  text: `
    SELECT kind, count(*)::integer, ${count('seen')}, ${count("status IN ('implemented', 'measured')")}, ${count("status = 'dismissed'")}, ${count("status = 'expired'")},
      ${count('measured IS NOT NULL')}, ${count('helpful')}, ${count('NOT helpful')}, count(rating)::integer, coalesce(sum(rating), 0)::integer
    FROM (${EVER}) AS ever GROUP BY kind ORDER BY kind`,
};

const EFFECTS: Statement = {
  name: 'recommendation_effects',
  text: `
    SELECT measured::text FROM (
      SELECT coalesce(implemented_ms, proposed_ms) AS at_ms, measured FROM recommendation WHERE measured IS NOT NULL
      UNION ALL SELECT ended_ms, measured FROM recommendation_past WHERE measured IS NOT NULL) AS effects
    ORDER BY at_ms DESC LIMIT $1`,
};

export class PgRecommendationCounts extends RecommendationCounts {
  constructor(private readonly database: Database) {
    super();
  }

  async byKind(nowMs: number): Promise<readonly KindCounts[]> {
    const rows = (await this.database.rows(BY_KIND, [nowMs])) as [string, ...number[]][];
    return rows.map(([kind, proposed, shown, implemented, dismissed, expired, measured, helpful, notHelpful, ratings, ratingSum]) => (
      { kind, proposed, shown, implemented, dismissed, expired, measured, helpful, notHelpful, ratings, ratingSum }) as KindCounts);
  }

  async effects(limit: number): Promise<readonly MeasuredEffect[]> {
    return (await this.database.rows(EFFECTS, [limit])).map(([effect]) => JSON.parse(effect as string) as MeasuredEffect);
  }
}
