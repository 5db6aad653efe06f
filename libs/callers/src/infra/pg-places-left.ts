import { Gathered, type Cache, type Caches } from '#platform/cache';
import { plain, type Database, type Statement } from '#platform/database';
import { isYoung, PLACES, SENIORS } from '#realtime/core';
import { PlacesLeft } from '../app/places-left.js';

const SHARE = 0.01;
const ENTRY_BYTES = 150;
const READ_AT_ONCE = 200;

const LOOK: Statement = {
  name: 'fresh_places_left',
  text: `SELECT caller_id, at_ms, (SELECT count(*)::integer FROM fresh_place AS f WHERE f.caller_id = asked.caller_id AND f.at_ms <= asked.at_ms),
      (SELECT known_ms FROM known_user ORDER BY known_ms OFFSET ${SENIORS - 1} LIMIT 1)
    FROM unnest($1::bigint[], $2::bigint[]) AS asked (caller_id, at_ms)`,
};

const keyOf = (callerId: number, atMs: number): string => `${callerId},${atMs}`;

/** Places of a number in PostgreSQL. Of numbers that have none left nothing is asked again, nor of any once the service is grown up. */
export class PgPlacesLeft extends PlacesLeft {
  private seniorMs: number | undefined;
  /** Since when a number has none. */
  private readonly full: Cache<number>;
  private readonly asked = new Gathered((keys) => this.read(keys), READ_AT_ONCE);

  constructor(
    private readonly database: Database,
    caches: Caches,
  ) {
    super();
    this.full = caches.create(SHARE, ENTRY_BYTES);
  }

  async at(callerId: number, atMs: number): Promise<number> {
    if (!isYoung(atMs, { seniorMs: this.seniorMs }) || (this.full.get(String(callerId)) ?? Infinity) <= atMs) return 0;
    const key = keyOf(callerId, atMs);
    const left = (await this.asked.find([key])).get(key) as number;
    if (left === 0) this.full.set(String(callerId), atMs);
    return isYoung(atMs, { seniorMs: this.seniorMs }) ? left : 0;
  }

  private async read(keys: readonly string[]): Promise<Map<string, number>> {
    const asked = keys.map((key) => key.split(','));
    const rows = (await this.database.rows(LOOK, [plain(asked.map(([callerId]) => callerId as string)), plain(asked.map(([, atMs]) => atMs as string))])) as unknown as [number, number, number, number | null][];
    this.seniorMs = rows[0]?.[3] ?? undefined;
    return new Map(rows.map(([callerId, atMs, taken]) => [keyOf(callerId, atMs), Math.max(0, PLACES - taken)]));
  }
}
