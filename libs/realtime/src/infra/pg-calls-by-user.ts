import type { Cell, Database, Statement } from '#platform/database';
import { CallsByUser, type UserCall } from '../app/calls-by-user.js';
import { EVENT_KINDS } from '../core/index.js';

type CallCells = [eventId: string, occurredAtMs: number, callerId: number, durationMs: number | null, direction: number, outcome: number, localHour: number];

// Weeks are merged by the index on (user_id, occurred_ms); only calls of one millisecond are sorted.
const NEWEST: Statement = {
  name: 'event_newest_of_user',
  text: `
    SELECT e.event_id, e.occurred_ms, e.subject_id, e.duration_ms, e.direction, e.outcome, e.local_hour FROM event AS e
    WHERE e.user_id = $1 AND e.direction IS NOT NULL AND e.subject_id IS NOT NULL AND e.kind <> ${EVENT_KINDS.claim}
      AND e.occurred_ms < $2 AND e.occurred_ms + coalesce(e.duration_ms, 0) < $2
    ORDER BY e.occurred_ms DESC, e.outcome DESC, e.event_id DESC LIMIT $3`,
};

const DRAW: Statement = { name: 'event_draw_users', text: `SELECT user_id FROM known_user ORDER BY md5($1 || ' ' || user_id) LIMIT $2` };

export class PgCallsByUser extends CallsByUser {
  constructor(private readonly database: Database) {
    super();
  }

  async newest(userId: number, endedBeforeMs: number, limit: number): Promise<readonly UserCall[]> {
    const rows = await this.database.rows(NEWEST, [userId, endedBeforeMs, limit]);
    return rows.map((cells) => callFrom(userId, cells));
  }

  async drawUsers(seed: number, limit: number): Promise<readonly number[]> {
    return (await this.database.rows(DRAW, [String(seed), limit])).map(([userId]) => userId as number);
  }
}

function callFrom(userId: number, cells: Cell[]): UserCall {
  const [eventId, occurredAtMs, callerId, durationMs, direction, outcome, localHour] = cells as CallCells;
  return { eventId, userId, occurredAtMs, call: { callerId, direction, outcome, durationMs: durationMs ?? undefined, localHour } };
}
