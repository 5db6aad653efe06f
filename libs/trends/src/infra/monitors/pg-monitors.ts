import type { Database, Statement, Transaction } from '#platform/database';
import type { Monitor } from '../../app/monitors/monitor.js';
import { Monitors, type MonitorPlace } from '../../app/monitors/monitors.js';
import { monitorFrom } from './monitor-rows.js';
import { ADD_MONITOR, COUNT_MONITORS, END_ALERTS, FIND_MONITOR, LIST_MONITORS, LOCK_USER, PAUSE_MONITOR, REMOVE_MONITOR, RESUME_MONITOR } from './monitor-statements.js';

const FIRST: MonitorPlace = { createdMs: -1, id: '00000000-0000-0000-0000-000000000000' };

export class PgMonitors extends Monitors {
  /** @param ended hears of monitors whose alerts were ended, in the same transaction */
  constructor(
    private readonly database: Database,
    private readonly ended: (userId: number, id: string, tx: Transaction) => Promise<void> = () => Promise.resolve(),
  ) {
    super();
  }

  add(monitor: Monitor, most: number): Promise<Monitor | undefined> {
    const { id, userId, threshold } = monitor;
    return this.database.transaction(async (tx) => {
      await tx.rows(LOCK_USER, [userId]);
      const [known] = await tx.rows(FIND_MONITOR, [id, userId]);
      if (known !== undefined) return monitorFrom(known);
      const [row] = await tx.rows(COUNT_MONITORS, [userId, id, most]);
      if ((row?.[0] as number) >= most) return undefined;
      await tx.rows(ADD_MONITOR, [
        id, userId, monitor.metric, monitor.condition, monitor.sensitivity, monitor.intervalMinutes, monitor.cooldownMinutes,
        threshold?.operator ?? null, threshold?.value ?? null, monitor.isPaused, monitor.createdMs, monitor.sinceHour, monitor.positionHour,
      ]);
      return monitor;
    });
  }

  async find(userId: number, id: string): Promise<Monitor | undefined> {
    return (await this.database.rows(FIND_MONITOR, [id, userId])).map(monitorFrom)[0];
  }

  async list(userId: number, after: MonitorPlace | undefined, limit: number): Promise<readonly Monitor[]> {
    const { createdMs, id } = after ?? FIRST;
    return (await this.database.rows(LIST_MONITORS, [userId, createdMs, id, limit])).map(monitorFrom);
  }

  pause(userId: number, id: string): Promise<boolean> {
    return this.ending(PAUSE_MONITOR, userId, id);
  }

  async resume(userId: number, id: string, sinceHour: number): Promise<boolean> {
    return (await this.database.rows(RESUME_MONITOR, [id, userId, sinceHour])).length > 0;
  }

  remove(userId: number, id: string): Promise<boolean> {
    return this.ending(REMOVE_MONITOR, userId, id);
  }

  private ending(statement: Statement, userId: number, id: string): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const isKnown = (await tx.rows(statement, [id, userId])).length > 0;
      if (!isKnown) return false;
      await tx.rows(END_ALERTS, [id]);
      await this.ended(userId, id, tx);
      return true;
    });
  }
}
