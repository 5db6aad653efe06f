import type { Database } from '#platform/database';
import { Alerts, type AlertFilter, type AlertPlace } from '../../app/monitors/alerts.js';
import type { Alert } from '../../app/monitors/monitor.js';
import type { HourSpan } from '../../core/index.js';
import { ACKNOWLEDGE_ALERT, ALERTS_BETWEEN, FIND_ALERT, FORGET_ALERTS, JUDGE_ALERT, LIST_ALERTS } from './alert-statements.js';
import { alertFrom } from './monitor-rows.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LATEST: AlertPlace = { openedHour: 2 ** 31 - 1, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

export class PgAlerts extends Alerts {
  constructor(private readonly database: Database) {
    super();
  }

  async list(userId: number, { monitorId, isOpen }: AlertFilter, after: AlertPlace | undefined, limit: number): Promise<readonly Alert[]> {
    const { openedHour, id } = after ?? LATEST;
    return (await this.database.rows(LIST_ALERTS, [userId, openedHour, id, monitorId ?? null, isOpen ?? null, limit])).map(alertFrom);
  }

  async between(userId: number, { fromHour, untilHour }: HourSpan, most: number): Promise<readonly Alert[]> {
    return (await this.database.rows(ALERTS_BETWEEN, [userId, fromHour, untilHour, most])).map(alertFrom);
  }

  async find(userId: number, id: string): Promise<Alert | undefined> {
    return UUID.test(id) ? (await this.database.rows(FIND_ALERT, [id, userId])).map(alertFrom)[0] : undefined;
  }

  async acknowledge(userId: number, id: string, nowMs: number): Promise<Alert | undefined> {
    return (await this.database.rows(ACKNOWLEDGE_ALERT, [id, userId, nowMs])).map(alertFrom)[0];
  }

  async judge(userId: number, id: string, isUseful: boolean): Promise<void> {
    await this.database.rows(JUDGE_ALERT, [id, userId, isUseful]);
  }

  async forgetBefore(hour: number): Promise<number> {
    const [row] = await this.database.rows(FORGET_ALERTS, [hour]);
    return row?.[0] as number;
  }
}
