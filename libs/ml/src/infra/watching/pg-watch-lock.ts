import type { Database, Statement } from '#platform/database';
import { WatchLock } from '../../app/watching/watch-lock.js';

const LOCK: Statement = { name: 'model_watch_lock', text: `SELECT pg_try_advisory_xact_lock(hashtext('profile_analytics_model_watch'))` };

/** A lock that PostgreSQL lets go of by itself where its holder dies. The transaction does nothing else. */
export class PgWatchLock extends WatchLock {
  constructor(private readonly database: Database) {
    super();
  }

  tryRun<T>(work: () => Promise<T>): Promise<{ readonly result: T } | undefined> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows(LOCK);
      return row?.[0] === true ? { result: await work() } : undefined;
    });
  }
}
