import type { Database } from '#platform/database';
import type { AlertSink } from '../../app/monitors/alert-sink.js';
import { DueMonitors, type Evaluation } from '../../app/monitors/due-monitors.js';
import type { DueMonitor } from '../../app/monitors/monitor.js';
import { movedSensitivity } from '../../core/index.js';
import { monitorFrom } from './monitor-rows.js';
import { DUE_MONITORS, MOVE_ON, POSTPONE_MONITOR } from './monitor-statements.js';

export class PgDueMonitors extends DueMonitors {
  constructor(
    private readonly database: Database,
    private readonly sink: AlertSink,
  ) {
    super();
  }

  async take(nowMs: number, limit: number): Promise<readonly DueMonitor[]> {
    const rows = await this.database.rows(DUE_MONITORS, [nowMs, limit]);
    return rows.map((row) => {
      const [state, judged] = row.slice(-2) as [string | null, number];
      const monitor = monitorFrom(row);
      return { ...monitor, sensitivity: movedSensitivity(monitor.sensitivity, judged), state: state === null ? undefined : (JSON.parse(state) as unknown) };
    });
  }

  commit({ monitor, positionHour, state, incidents, dueMs, atMs }: Evaluation): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      const moved = await tx.rows(MOVE_ON, [monitor.id, monitor.positionHour, monitor.sinceHour, positionHour, JSON.stringify(state), dueMs]);
      if (moved.length === 0) return false;
      if (incidents.length > 0) await this.sink.tell({ monitor, incidents, atMs }, tx);
      return true;
    });
  }

  async postpone(id: string, dueMs: number): Promise<void> {
    await this.database.rows(POSTPONE_MONITOR, [id, dueMs]);
  }
}
