import type { Database, Statement } from '#platform/database';
import { isYoung, PLACES, SENIORS } from '#realtime/core';
import { PlacesLeft } from '../app/places-left.js';

const LOOK: Statement = {
  name: 'fresh_place_left',
  text: `SELECT (SELECT known_ms FROM known_user ORDER BY known_ms OFFSET ${SENIORS - 1} LIMIT 1), (SELECT count(*) FROM fresh_place WHERE caller_id = $1 AND at_ms <= $2)`,
};

/** Places of a number in PostgreSQL; once the service is grown up nothing is asked any more. */
export class PgPlacesLeft extends PlacesLeft {
  private seniorMs: number | undefined;

  constructor(private readonly database: Database) {
    super();
  }

  async at(callerId: number, atMs: number): Promise<number> {
    if (!isYoung(atMs, { seniorMs: this.seniorMs })) return 0;
    const [row] = (await this.database.rows(LOOK, [callerId, atMs])) as unknown as [number | null, number][];
    this.seniorMs = row?.[0] ?? undefined;
    return isYoung(atMs, { seniorMs: this.seniorMs }) ? Math.max(0, PLACES - Number(row?.[1] ?? 0)) : 0;
  }
}
