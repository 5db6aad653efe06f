import type { Database, Statement } from '#platform/database';
import { Rankings, type Evaluation, type StoredRanking } from '../app/rankings.js';
import type { Arm, Decision, Estimate, Posteriors } from '../core/index.js';

const LIVE: Statement = {
  name: 'recommendation_live',
  text: `
    SELECT r.version, p.posteriors::text FROM recommendation_posterior AS p
    CROSS JOIN (SELECT version FROM recommendation_ranking WHERE live_since_ms IS NOT NULL ORDER BY live_since_ms DESC, version DESC LIMIT 1) AS r`,
};

const ALL: Statement = { name: 'recommendation_rankings', text: 'SELECT version, live_since_ms, evaluated_ms, evaluation::text FROM recommendation_ranking ORDER BY version' };

const KEEP_POSTERIORS: Statement = { name: 'recommendation_posteriors_keep', text: 'UPDATE recommendation_posterior SET posteriors = $1::json' };

const KEEP_EVALUATION: Statement = {
  name: 'recommendation_evaluation_keep',
  text: `
    INSERT INTO recommendation_ranking (version, evaluated_ms, evaluation) VALUES ($1, $2, $3::json)
    ON CONFLICT (version) DO UPDATE SET evaluated_ms = excluded.evaluated_ms, evaluation = excluded.evaluation`,
};

const GO_LIVE: Statement = { name: 'recommendation_go_live', text: 'UPDATE recommendation_ranking SET live_since_ms = $2 WHERE version = $1' };

const FORGET: Statement = {
  name: 'recommendation_decisions_forget',
  text: `
    WITH old AS (DELETE FROM recommendation_decision WHERE decided_ms < $1 RETURNING decision_id)
    DELETE FROM recommendation_shown WHERE decision_id IN (SELECT decision_id FROM old)`,
};

const REWARDS: Statement = {
  name: 'recommendation_rewards',
  text: `
    SELECT d.arms -> s.arm ->> 'kind', (d.arms -> s.arm -> 'features')::text, coalesce(s.reward, 0)
    FROM recommendation_decision AS d JOIN recommendation_shown AS s USING (decision_id)
    WHERE d.decided_ms >= $1 AND d.seen_ms IS NOT NULL AND (s.reward IS NOT NULL OR d.seen_ms <= $2)
    ORDER BY d.decided_ms DESC, s.decision_id, s.place LIMIT $3`,
};

const DECISIONS: Statement = {
  name: 'recommendation_decisions',
  text: `
    SELECT d.user_id, d.arms::text, coalesce(s.arm, json_array_length(d.arms)), d.lead_propensity, CASE WHEN s.arm IS NULL THEN $4::float8 ELSE coalesce(s.reward, 0) END
    FROM recommendation_decision AS d LEFT JOIN recommendation_shown AS s ON s.decision_id = d.decision_id AND s.place = 0
    WHERE d.decided_ms >= $1 AND d.seen_ms <= $2 ORDER BY d.decided_ms DESC, d.decision_id LIMIT $3`,
};

export class PgRankings extends Rankings {
  constructor(private readonly database: Database) {
    super();
  }

  async live(): Promise<{ readonly version: number; readonly posteriors: Posteriors }> {
    const [row] = await this.database.rows(LIVE);
    const [version, posteriors] = row as [number, string];
    return { version, posteriors: JSON.parse(posteriors) as Posteriors };
  }

  async all(): Promise<readonly StoredRanking[]> {
    const rows = (await this.database.rows(ALL)) as [number, number | null, number | null, string | null][];
    return rows.map(([version, liveSinceMs, evaluatedMs, evaluation]) => {
      if (evaluatedMs === null || evaluation === null) return { version, liveSinceMs };
      return { version, liveSinceMs, evaluatedMs, ...(JSON.parse(evaluation) as { snips: Estimate | null; doublyRobust: Estimate | null }) };
    });
  }

  async keepPosteriors(posteriors: Posteriors): Promise<void> {
    await this.database.rows(KEEP_POSTERIORS, [JSON.stringify(posteriors)]);
  }

  async keepEvaluation({ version, evaluatedMs, ...estimates }: Evaluation): Promise<void> {
    await this.database.rows(KEEP_EVALUATION, [version, evaluatedMs, JSON.stringify(estimates)]);
  }

  async goLive(version: number, sinceMs: number): Promise<void> {
    await this.database.rows(GO_LIVE, [version, sinceMs]);
  }

  async forgetBefore(decidedMs: number): Promise<void> {
    await this.database.rows(FORGET, [decidedMs]);
  }

  async rewards(sinceMs: number, ripeMs: number, limit: number): Promise<readonly { readonly kind: string; readonly features: readonly number[]; readonly reward: number }[]> {
    const rows = (await this.database.rows(REWARDS, [sinceMs, ripeMs, limit])) as [string, string, number][];
    return rows.map(([kind, features, reward]) => ({ kind, features: JSON.parse(features) as number[], reward }));
  }

  async decisions(sinceMs: number, untilMs: number, { limit, nothing }: { readonly limit: number; readonly nothing: number }): Promise<readonly Decision[]> {
    const rows = (await this.database.rows(DECISIONS, [sinceMs, untilMs, limit, nothing])) as [number, string, number, number, number][];
    return rows.map(([userId, arms, lead, propensity, reward]) => ({ userId, arms: JSON.parse(arms) as Arm[], lead, propensity, reward }));
  }
}
