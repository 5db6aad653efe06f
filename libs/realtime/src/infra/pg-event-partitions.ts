import type { Database, Statement, Transaction } from '#platform/database';
import { EventPartitions } from '../app/event-partitions.js';
import { weeksAround, type Week } from '../core/index.js';

const EXISTING: Statement = { name: 'event_partitions', text: `SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event'::regclass` };

/** `IF NOT EXISTS` alone is not enough: two that look at the same moment both find nothing, and one of them fails. */
const ONE_AT_A_TIME: Statement = { name: 'event_partitions_lock', text: `SELECT pg_advisory_xact_lock(hashtext('profile_analytics_event_partitions'))` };

function make({ name, startMs, endMs }: Week): Statement {
  return { name: '', text: `CREATE TABLE IF NOT EXISTS event_${name} PARTITION OF event FOR VALUES FROM (${startMs}) TO (${endMs})` };
}

export class PgEventPartitions extends EventPartitions {
  constructor(private readonly database: Database) {
    super();
  }

  async ensure(nowMs: number): Promise<string[]> {
    if ((await missing(this.database, nowMs)).length === 0) return [];
    return this.database.transaction(async (tx) => {
      await tx.rows(ONE_AT_A_TIME);
      const weeks = await missing(tx, nowMs);
      for (const week of weeks) await tx.rows(make(week));
      return weeks.map(({ name }) => name);
    });
  }
}

async function missing(tx: Transaction, nowMs: number): Promise<Week[]> {
  const existing = new Set((await tx.rows(EXISTING)).map(([name]) => name));
  return weeksAround(nowMs).filter(({ name }) => !existing.has(`event_${name}`));
}
