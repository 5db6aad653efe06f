import { QUARTER_HOUR_MS, type Clock } from '#kernel';
import { plain, type Database, type Statement } from '#platform/database';
import { RiskDistributions, type Distribution } from '../../app/risk/risk-distribution.js';
import type { RiskComponentName } from '../../core/risk/risk-profile.js';

const READ: Statement = { name: 'risk_distribution_read', text: 'SELECT component, users, cuts, computed_ms FROM risk_distribution ORDER BY component' };
const EMPTY: Statement = { name: 'risk_distribution_empty', text: 'DELETE FROM risk_distribution' };
const KEEP: Statement = { name: 'risk_distribution_keep', text: 'INSERT INTO risk_distribution (component, users, cuts, computed_ms) VALUES ($1, $2, $3::double precision[], $4)' };

const SAMPLE: Statement = {
  name: 'risk_sample',
  text: `
    SELECT user_id FROM (SELECT DISTINCT user_id FROM user_quarter WHERE user_id > 0 AND quarter >= $1) AS seen
    ORDER BY hashint8extended(user_id, $2), user_id LIMIT $3`,
};

/** They change once a night, and reading three hundred figures for every profile cost as much as half of what it reads of the user. */
const REMEMBERED_MS = 5000;

export class PgRiskDistributions extends RiskDistributions {
  private remembered: { readonly sinceMs: number; readonly distributions: Promise<readonly Distribution[]> } | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  read(): Promise<readonly Distribution[]> {
    const nowMs = this.clock.now();
    if (this.remembered !== undefined && nowMs - this.remembered.sinceMs < REMEMBERED_MS) return this.remembered.distributions;
    const distributions = this.stored();
    this.remembered = { sinceMs: nowMs, distributions };
    distributions.catch(() => (this.remembered = undefined));
    return distributions;
  }

  async replace(distributions: readonly Distribution[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.rows(EMPTY);
      for (const { component, users, cuts, computedMs } of distributions) await tx.rows(KEEP, [component, users, plain(cuts), computedMs]);
    });
    this.remembered = undefined;
  }

  private async stored(): Promise<readonly Distribution[]> {
    const rows = (await this.database.rows(READ)) as [RiskComponentName, number, readonly number[], number][];
    return rows.map(([component, users, cuts, computedMs]) => ({ component, users, cuts, computedMs }));
  }

  async sample(fromMs: number, draw: number, most: number): Promise<readonly number[]> {
    const rows = await this.database.rows(SAMPLE, [Math.floor(fromMs / QUARTER_HOUR_MS), draw, most]);
    return rows.map(([userId]) => userId as number);
  }
}
