import type { Statement } from '#platform/database';
import { EVENT_COLUMNS } from './event.mapper.js';

// The position row is the lease: who holds its lock folds that partition. Bounds on the time of receipt leave all weeks but one or two aside.
export const NEXT_EVENTS: Statement = {
  name: 'fold_next_events',
  text: `
    WITH mine AS (
      SELECT partition, position, received_ms, until FROM fold_position
      WHERE partition = ANY($1::smallint[]) ORDER BY partition FOR UPDATE SKIP LOCKED
    )
    SELECT ${EVENT_COLUMNS} FROM mine CROSS JOIN LATERAL (
      SELECT * FROM event
      WHERE event.partition = mine.partition AND event.position > mine.position AND event.position <= mine.until
        AND event.received_ms >= mine.received_ms AND event.received_ms < $3
      ORDER BY event.position LIMIT $2
    ) AS e`,
};

export const SAVE_POSITIONS: Statement = {
  name: 'fold_save_positions',
  text: `
    UPDATE fold_position SET position = t.position, received_ms = t.received_ms
    FROM unnest($1::smallint[], $2::bigint[], $3::bigint[]) AS t(partition, position, received_ms)
    WHERE fold_position.partition = t.partition`,
};

export const SET_ASIDE: Statement = {
  name: 'dead_letter_add',
  text: `
    INSERT INTO dead_letter (event_id, partition, position, received_ms, kind, reason, attempts, failed_ms)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (event_id) DO UPDATE SET state = 'waiting', reason = excluded.reason, attempts = excluded.attempts, failed_ms = excluded.failed_ms`,
};

export const REQUESTED_LETTER: Statement = {
  name: 'dead_letter_requested',
  text: `
    WITH letter AS (
      SELECT partition, position, received_ms FROM dead_letter WHERE state = 'replaying' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    SELECT ${EVENT_COLUMNS} FROM letter JOIN event AS e USING (partition, position, received_ms)`,
};

export const LETTER_REPLAYED: Statement = {
  name: 'dead_letter_replayed',
  text: `UPDATE dead_letter SET state = 'replayed' WHERE event_id = $1`,
};

// Another worker may have folded it since this one failed: then it is no dead letter any more.
export const LETTER_FAILED: Statement = {
  name: 'dead_letter_failed',
  text: `UPDATE dead_letter SET state = 'waiting', attempts = attempts + 1, reason = $2, failed_ms = $3 WHERE event_id = $1 AND state = 'replaying'`,
};
