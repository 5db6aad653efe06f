import type { Cell, Database, Statement } from '#platform/database';
import type { Keyring } from '#privacy';
import { LiveOutbox, type LiveEvent, type LiveNews } from '../../app/live/live-stream.js';

const HEAD: Statement = { name: 'live_head', text: 'SELECT seq, EXISTS (SELECT FROM live_event WHERE seq IS NULL) FROM live_head' };

const LOCK_HEAD: Statement = { name: 'live_head_lock', text: 'SELECT seq FROM live_head FOR UPDATE' };

// A statement of its own after the lock: its snapshot sees what the holder before has numbered.
const NUMBER: Statement = {
  name: 'live_number',
  text: `
    WITH fresh AS (
      SELECT id, row_number() OVER (ORDER BY id) AS place FROM live_event WHERE seq IS NULL
    ), head AS (
      UPDATE live_head SET seq = seq + (SELECT count(*) FROM fresh) RETURNING seq, seq - (SELECT count(*) FROM fresh) AS before
    ), numbered AS (
      UPDATE live_event AS e SET seq = head.before + fresh.place FROM fresh, head WHERE e.id = fresh.id
    )
    SELECT seq FROM head`,
};

const AFTER: Statement = { name: 'live_after', text: 'SELECT seq, at_ms, user_id, type, data FROM live_event WHERE seq > $1 ORDER BY seq LIMIT $2' };

const FORGOTTEN: Statement = { name: 'live_forgotten', text: 'SELECT forgotten_seq FROM live_head' };

const FORGET: Statement = {
  name: 'live_forget',
  text: `
    WITH gone AS (
      DELETE FROM live_event WHERE at_ms < $1 AND seq IS NOT NULL RETURNING seq
    ), kept AS (
      UPDATE live_head SET forgotten_seq = greatest(forgotten_seq, (SELECT max(seq) FROM gone)) WHERE EXISTS (SELECT FROM gone)
    )
    SELECT count(*)::int FROM gone`,
};

function eventFrom([seq, atMs, userId, type, data]: readonly Cell[], keyring: Keyring): LiveEvent {
  return { seq: seq as number, atMs: atMs as number, userId: userId as number, type: type as LiveNews['type'], data: JSON.parse(keyring.open('details', data as Buffer)) as object };
}

/** The outbox in PostgreSQL. Places are given after commit, by one reader at a time: a later place is never seen before an earlier one. */
export class PgLiveOutbox extends LiveOutbox {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  async number(): Promise<number> {
    const [row] = await this.database.rows(HEAD);
    const [seq, isFresh] = row as [number, boolean];
    if (!isFresh) return seq;
    return this.database.transaction(async (tx) => {
      await tx.rows(LOCK_HEAD);
      const [numbered] = await tx.rows(NUMBER);
      return numbered?.[0] as number;
    });
  }

  async after(seq: number, limit: number): Promise<readonly LiveEvent[]> {
    return (await this.database.rows(AFTER, [seq, limit])).map((row) => eventFrom(row, this.keyring));
  }

  async forgottenSeq(): Promise<number> {
    const [row] = await this.database.rows(FORGOTTEN);
    return row?.[0] as number;
  }

  async forget(beforeMs: number): Promise<number> {
    const [row] = await this.database.rows(FORGET, [beforeMs]);
    return row?.[0] as number;
  }
}
