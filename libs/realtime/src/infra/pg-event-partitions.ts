import type { Database, Statement } from '#platform/database';
import { EventPartitions } from '../app/event-partitions.js';
import { weeksAround, type Week } from '../core/index.js';

const EXISTING: Statement = { name: 'event_partitions', text: `SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event'::regclass` };

function make({ name, startMs, endMs }: Week): Statement {
  return { name: '', text: `CREATE TABLE IF NOT EXISTS event_${name} PARTITION OF event FOR VALUES FROM (${startMs}) TO (${endMs})` };
}

export class PgEventPartitions extends EventPartitions {
  constructor(private readonly database: Database) {
    super();
  }

  async ensure(nowMs: number): Promise<string[]> {
    const existing = new Set((await this.database.rows(EXISTING)).map(([name]) => name));
    const missing = weeksAround(nowMs).filter(({ name }) => !existing.has(`event_${name}`));
    for (const week of missing) await this.database.rows(make(week));
    return missing.map(({ name }) => name);
  }
}
