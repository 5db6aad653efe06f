import type { Database, Statement } from '#platform/database';
import { FoldProgress } from '../../app/monitors/fold-progress.js';

// The log is in the order of receipt, so what came before the first event that waits has been folded.
const FIRST_WAITING: Statement = {
  name: 'monitor_first_waiting',
  text: `
    SELECT min(e.received_ms) FROM fold_position AS p CROSS JOIN LATERAL (
      SELECT event.received_ms FROM event
      WHERE event.partition = p.partition AND event.position > p.position AND event.received_ms >= p.received_ms
      ORDER BY event.position LIMIT 1
    ) AS e`,
};

export class PgFoldProgress extends FoldProgress {
  constructor(private readonly database: Database) {
    super();
  }

  async foldedUntilMs(nowMs: number): Promise<number> {
    const [row] = await this.database.rows(FIRST_WAITING);
    return Math.min(nowMs, (row?.[0] as number | null | undefined) ?? nowMs);
  }
}
