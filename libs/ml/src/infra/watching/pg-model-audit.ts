import type { Clock } from '#kernel';
import { texts, type Cell, type Database, type Statement } from '#platform/database';
import { ModelAudit, type AuditEntry, type AuditQuery, type AuditRow } from '../../app/watching/model-audit.js';
import { recordStep } from './audit-row.js';

const LIST: Statement = {
  name: 'model_audit_list',
  text: `
    SELECT id, model, version, action, acted_ms, acted_by, reason, details FROM model_audit
    WHERE model = $1 AND ($2::text[] IS NULL OR action = ANY($2::text[])) AND ($3::bigint IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
};

const TOTALS: Statement = {
  name: 'model_audit_totals',
  text: `
    SELECT count(*) FILTER (WHERE action = 'promotion_decided' AND details->>'decision' = 'promote'), count(*) FILTER (WHERE action = 'rolled_back')
    FROM model_audit WHERE action IN ('promotion_decided', 'rolled_back')`,
};

function rowFrom(cells: readonly Cell[]): AuditRow {
  const [id, model, version, action, actedMs, by, reason, details] = cells;
  return { id, model, version, action, actedMs, by, reason, details } as unknown as AuditRow;
}

export class PgModelAudit extends ModelAudit {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  record(entry: AuditEntry): Promise<void> {
    return recordStep(this.database, entry, this.clock.now());
  }

  async list(model: string, { actions, before, limit }: AuditQuery): Promise<readonly AuditRow[]> {
    return (await this.database.rows(LIST, [model, actions === undefined ? null : texts(actions), before ?? null, limit])).map(rowFrom);
  }

  async totals(): Promise<{ readonly promotions: number; readonly rollBacks: number }> {
    const [[promotions, rollBacks]] = (await this.database.rows(TOTALS)) as [[number, number]];
    return { promotions, rollBacks };
  }
}
