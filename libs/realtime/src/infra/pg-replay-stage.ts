import { SCHEMA, type Database, type Statement, type Transaction } from '#platform/database';
import { ReplayStage, type HeldLive, type TableDifference } from '../app/replay.js';

export const REPLAY_SCHEMA = 'profile_analytics_replay';

const live = (table: string): string => `${SCHEMA}.${table}`;
const copy = (table: string): string => `${REPLAY_SCHEMA}.${table}`;

/** Statements of a replay are made once for a table, so each is its own. */
function once(text: string): Statement {
  return { name: '', text };
}

async function makeCopy(tx: Transaction, table: string): Promise<void> {
  await tx.rows(once(`CREATE TABLE ${copy(table)} (LIKE ${live(table)} INCLUDING ALL)`));
  const [row] = await tx.rows(once(`SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = '${live(table)}'::regclass`));
  const options = row?.[0];
  if (typeof options === 'string' && options !== '') await tx.rows(once(`ALTER TABLE ${copy(table)} SET (${options})`));
}

/** Copies live in a schema of their own, in front of the live one on the search path of the connections that fold them. */
export class PgReplayStage extends ReplayStage {
  /** @param database a connection pool whose search path is the live schema alone */
  constructor(private readonly database: Database) {
    super();
  }

  async prepare(tables: readonly string[]): Promise<void> {
    await this.discard();
    await this.database.transaction(async (tx) => {
      await tx.rows(once(`CREATE SCHEMA ${REPLAY_SCHEMA}`));
      for (const table of [...tables, 'fold_position', 'dead_letter']) await makeCopy(tx, table);
      await tx.rows(once(`INSERT INTO ${copy('fold_position')} (partition, position, received_ms) SELECT partition, 0, 0 FROM ${live('fold_position')}`));
    });
  }

  holdingLive<T>(work: (held: HeldLive) => Promise<T>): Promise<T> {
    return this.database.transaction(async (tx) => {
      await tx.rows(once(`SELECT 1 FROM ${live('fold_position')} ORDER BY partition FOR UPDATE`));
      return work({
        compare: (tables) => compareAll(tables, tx),
        swap: (tables) => swapAll(tables, tx),
      });
    });
  }

  async discard(): Promise<void> {
    await this.database.rows(once(`DROP SCHEMA IF EXISTS ${REPLAY_SCHEMA} CASCADE`));
  }

  /** Committed at once, also while the live fold is held: the folding connections must see it. */
  async stopWhereLiveStands(): Promise<void> {
    await this.database.rows(once(`
      UPDATE ${copy('fold_position')} AS c SET until = l.position FROM ${live('fold_position')} AS l WHERE l.partition = c.partition`));
  }
}

async function compareAll(tables: readonly string[], tx: Transaction): Promise<TableDifference[]> {
  const differences: TableDifference[] = [];
  for (const table of tables) {
    const [row] = await tx.rows(once(`
      SELECT (SELECT count(*) FROM ${live(table)}),
        (SELECT count(*) FROM ((TABLE ${live(table)} EXCEPT ALL TABLE ${copy(table)}) UNION ALL (TABLE ${copy(table)} EXCEPT ALL TABLE ${live(table)})) AS d)`));
    differences.push({ table, rows: row?.[0] as number, differing: row?.[1] as number });
  }
  return differences;
}

async function swapAll(tables: readonly string[], tx: Transaction): Promise<void> {
  for (const table of tables) {
    await tx.rows(once(`DROP TABLE ${live(table)}`));
    await tx.rows(once(`ALTER TABLE ${copy(table)} SET SCHEMA ${SCHEMA}`));
  }
  // What could be folded this time is no dead letter any more, and what could not is one now.
  await tx.rows(once(`UPDATE ${live('dead_letter')} SET state = 'replayed' WHERE event_id NOT IN (SELECT event_id FROM ${copy('dead_letter')})`));
  await tx.rows(once(`
    INSERT INTO ${live('dead_letter')} (event_id, partition, position, received_ms, kind, reason, attempts, failed_ms)
    SELECT event_id, partition, position, received_ms, kind, reason, attempts, failed_ms FROM ${copy('dead_letter')}
    ON CONFLICT (event_id) DO UPDATE SET state = 'waiting', reason = excluded.reason, attempts = excluded.attempts, failed_ms = excluded.failed_ms`));
}
