import { DAY_MS } from '#kernel';
import type { Database } from '#platform/database';

const WEEK_MS = 7 * DAY_MS;
// The epoch began on a Thursday; partitions begin on Mondays.
const MONDAY_MS = 4 * DAY_MS;
const WEEKS_AHEAD = 4;

/** The weeks that must be there at `nowMs`: last week's (clocks differ), this one and four to come. */
export function weeksAround(nowMs: number): { name: string; startMs: number; endMs: number }[] {
  const thisWeek = Math.floor((nowMs - MONDAY_MS) / WEEK_MS);
  return Array.from({ length: WEEKS_AHEAD + 2 }, (_, index) => {
    const startMs = (thisWeek - 1 + index) * WEEK_MS + MONDAY_MS;
    const name = `event_${new Date(startMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
    return { name, startMs, endMs: startMs + WEEK_MS };
  });
}

/** Makes the event log's partitions for the weeks around `nowMs`. Returns the names of those that were missing. */
export async function ensureEventPartitions(database: Database, nowMs: number): Promise<string[]> {
  const existing = new Set((await database.rows({ name: 'event_partitions', text: `SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'event'::regclass` })).map(([name]) => name));
  const missing = weeksAround(nowMs).filter(({ name }) => !existing.has(name));
  for (const { name, startMs, endMs } of missing) {
    await database.rows({ name: `make_${name}`, text: `CREATE TABLE IF NOT EXISTS ${name} PARTITION OF event FOR VALUES FROM (${startMs}) TO (${endMs})` });
  }
  return missing.map(({ name }) => name);
}
