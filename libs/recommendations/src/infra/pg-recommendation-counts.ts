import type { Database, Statement } from '#platform/database';
import { RecommendationCounts, type KindCounts } from '../app/get-statistics.js';
import type { MeasuredEffect } from '../core/index.js';

const count = (condition: string): string => `(count(*) FILTER (WHERE ${condition}))::integer`;

const BY_KIND: Statement = {
  name: 'recommendation_counts',
  text: `
    SELECT kind, count(*)::integer, ${count('seen_ms IS NOT NULL')}, ${count("status IN ('implemented', 'measured')")}, ${count("status = 'dismissed'")}, ${count("status = 'expired'")},
      ${count("status = 'measured'")}, ${count('helpful')}, ${count('NOT helpful')}, count(rating)::integer, coalesce(sum(rating), 0)::integer
    FROM recommendation GROUP BY kind ORDER BY kind`,
};

const EFFECTS: Statement = {
  name: 'recommendation_effects',
  text: 'SELECT measured::text FROM recommendation WHERE measured IS NOT NULL ORDER BY implemented_ms DESC, recommendation_id LIMIT $1',
};

export class PgRecommendationCounts extends RecommendationCounts {
  constructor(private readonly database: Database) {
    super();
  }

  async byKind(): Promise<readonly KindCounts[]> {
    const rows = (await this.database.rows(BY_KIND)) as [string, ...number[]][];
    return rows.map(([kind, proposed, shown, implemented, dismissed, expired, measured, helpful, notHelpful, ratings, ratingSum]) => (
      { kind, proposed, shown, implemented, dismissed, expired, measured, helpful, notHelpful, ratings, ratingSum }) as KindCounts);
  }

  async effects(limit: number): Promise<readonly MeasuredEffect[]> {
    return (await this.database.rows(EFFECTS, [limit])).map(([effect]) => JSON.parse(effect as string) as MeasuredEffect);
  }
}
