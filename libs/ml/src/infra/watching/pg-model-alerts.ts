import type { Clock } from '#kernel';
import { plain, type Cell, type Database, type Statement } from '#platform/database';
import type { Incidents } from '#realtime';
import { PLATFORM_USER, type Raise } from '#realtime/core';
import { BY_SERVICE } from '../../app/watching/model-audit.js';
import { ModelAlerts, type ModelAlert } from '../../app/watching/model-alerts.js';
import type { AlertChanges } from '../../core/index.js';
import { recordStep } from './audit-row.js';

const ALERT = 'id, model, version, kind, subject, value, threshold, raised_ms, cleared_ms';

const OPEN: Statement = { name: 'model_alert_open', text: `SELECT ${ALERT} FROM model_alert WHERE model = $1 AND cleared_ms IS NULL ORDER BY id` };

const LIST: Statement = {
  name: 'model_alert_list',
  text: `SELECT ${ALERT} FROM model_alert WHERE model = $1 AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
};

const RAISE: Statement = {
  name: 'model_alert_raise',
  text: `
    INSERT INTO model_alert (model, version, kind, subject, value, threshold, raised_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (model, version, kind, subject) WHERE cleared_ms IS NULL DO NOTHING RETURNING ${ALERT}`,
};

const CLEAR: Statement = {
  name: 'model_alert_clear',
  text: `UPDATE model_alert SET cleared_ms = $3 WHERE model = $1 AND id = ANY($2::bigint[]) AND cleared_ms IS NULL RETURNING ${ALERT}`,
};

const OPEN_BY_MODEL: Statement = {
  name: 'model_alert_count',
  text: 'SELECT m.name, count(a.id) FROM model AS m LEFT JOIN model_alert AS a ON a.model = m.name AND a.cleared_ms IS NULL GROUP BY m.name',
};

function alertFrom(cells: readonly Cell[]): ModelAlert {
  const [id, model, version, kind, subject, value, threshold, raisedMs, clearedMs] = cells;
  return { id, model, version, kind, subject, value, threshold, raisedMs, clearedMs } as ModelAlert;
}

function entryOf(alert: ModelAlert, action: 'alert_raised' | 'alert_cleared', reason: string) {
  const { model, version, kind, subject, value, threshold, id } = alert;
  return { model, version, action, by: BY_SERVICE, reason, details: { alert: String(id), kind, subject, value, threshold } };
}

const keyOf = ({ id }: ModelAlert): string => `model-alert:${id}`;

function raiseOf(alert: ModelAlert): Raise {
  const { model, version, kind, subject, value, threshold, raisedMs } = alert;
  return {
    source: 'model', kind, severity: kind === 'performance' ? 'high' : 'medium', userId: PLATFORM_USER, key: keyOf(alert), atMs: raisedMs, evidence: { model, version, subject, value, threshold },
    text: `${kind} of ${subject} in ${model} version ${version}: ${value} is past ${threshold}`,
  };
}

export class PgModelAlerts extends ModelAlerts {
  /** @param incidents hears of each alert; without it nobody but the table does */
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly incidents?: Incidents,
  ) {
    super();
  }

  async open(model: string): Promise<readonly ModelAlert[]> {
    return (await this.database.rows(OPEN, [model])).map(alertFrom);
  }

  change(model: string, version: number, { raise, clear }: AlertChanges): Promise<void> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      for (const { kind, subject, value, threshold } of raise) {
        for (const alert of (await tx.rows(RAISE, [model, version, kind, subject, value, threshold, now])).map(alertFrom)) {
          await recordStep(tx, entryOf(alert, 'alert_raised', `${kind} of ${subject}: ${value} is past ${threshold}`), now);
          await this.incidents?.raise(raiseOf(alert), tx);
        }
      }
      for (const alert of (await tx.rows(CLEAR, [model, plain(clear), now])).map(alertFrom)) {
        const reason = alert.version === version ? 'it is not so any more' : `version ${alert.version} is not the champion any more`;
        await recordStep(tx, entryOf(alert, 'alert_cleared', `${alert.kind} of ${alert.subject}: ${reason}`), now);
        await this.incidents?.settle({ userId: PLATFORM_USER, key: keyOf(alert) }, tx);
      }
    });
  }

  async list(model: string, before: number | undefined, limit: number): Promise<readonly ModelAlert[]> {
    return (await this.database.rows(LIST, [model, before ?? null, limit])).map(alertFrom);
  }

  async openByModel(): Promise<ReadonlyMap<string, number>> {
    return new Map((await this.database.rows(OPEN_BY_MODEL)) as [string, number][]);
  }
}
