import type { Database } from '#platform/database';
import { Alerts, type AlertFilter, type AlertPlace } from '../../app/monitors/alerts.js';
import type { Alert } from '../../app/monitors/monitor.js';
import { ACKNOWLEDGE_ALERT, LIST_ALERTS } from './alert-statements.js';
import { alertFrom } from './monitor-rows.js';

const LATEST: AlertPlace = { openedHour: 2 ** 31 - 1, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

export class PgAlerts extends Alerts {
  constructor(private readonly database: Database) {
    super();
  }

  async list(userId: number, { monitorId, isOpen }: AlertFilter, after: AlertPlace | undefined, limit: number): Promise<readonly Alert[]> {
    const { openedHour, id } = after ?? LATEST;
    return (await this.database.rows(LIST_ALERTS, [userId, openedHour, id, monitorId ?? null, isOpen ?? null, limit])).map(alertFrom);
  }

  async acknowledge(userId: number, id: string, nowMs: number): Promise<Alert | undefined> {
    return (await this.database.rows(ACKNOWLEDGE_ALERT, [id, userId, nowMs])).map(alertFrom)[0];
  }
}
