import type { Cache, Caches } from '#platform/cache';
import { plain, type Database, type Statement } from '#platform/database';
import { PLACES } from '../core/index.js';

const SHARE = 0.02;
const ENTRY_BYTES = 160;

/** A user who came within a day, and a number they have a call with. */
export interface FreshPair {
  readonly userId: number;
  readonly callerId: number;
}

// Sorted, so that two processes take their locks in the same order. Of two that want the same place one goes without.
const TAKE: Statement = {
  name: 'fresh_place_take',
  text: `
    WITH asked AS (
      SELECT t.caller_id, t.user_id, row_number() OVER (PARTITION BY t.caller_id ORDER BY t.at) AS turn
      FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS t(caller_id, user_id, at)
      WHERE NOT EXISTS (SELECT FROM fresh_place AS p WHERE p.caller_id = t.caller_id AND p.user_id = t.user_id)
    ), placed AS (
      SELECT caller_id, user_id, turn + (SELECT count(*) FROM fresh_place AS p WHERE p.caller_id = a.caller_id) AS place FROM asked AS a
    )
    INSERT INTO fresh_place (caller_id, place, user_id, at_ms) SELECT caller_id, place, user_id, $3 FROM placed WHERE place <= ${PLACES}
    ORDER BY caller_id, place ON CONFLICT DO NOTHING`,
};

const FIND: Statement = {
  name: 'fresh_place_find',
  text: `
    SELECT EXISTS (SELECT FROM fresh_place AS p WHERE p.caller_id = t.caller_id AND p.user_id = t.user_id)
    FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS t(caller_id, user_id, at) ORDER BY t.at`,
};

const keyOf = ({ callerId, userId }: FreshPair): string => `${callerId},${userId}`;

/** Places of fresh users with numbers, first come first served, in PostgreSQL, behind a cache: who has one keeps it, who had to go without does so. */
export class PgFreshPlaces {
  private readonly held: Cache<boolean>;

  constructor(
    private readonly database: Database,
    caches: Caches,
  ) {
    this.held = caches.create(SHARE, ENTRY_BYTES);
  }

  /** For each pair whether it has a place now, in their order. */
  async take(pairs: readonly FreshPair[], nowMs: number): Promise<readonly boolean[]> {
    const missing = new Map(pairs.filter((pair) => this.held.get(keyOf(pair)) === undefined).map((pair) => [keyOf(pair), pair]));
    const found = missing.size === 0 ? new Map<string, boolean>() : await this.takeAll([...missing.values()], nowMs);
    return pairs.map((pair) => this.held.get(keyOf(pair)) ?? found.get(keyOf(pair)) === true);
  }

  private async takeAll(pairs: readonly FreshPair[], nowMs: number): Promise<Map<string, boolean>> {
    const columns = [plain(pairs.map(({ callerId }) => callerId)), plain(pairs.map(({ userId }) => userId))];
    await this.database.rows(TAKE, [...columns, nowMs]);
    const rows = (await this.database.rows(FIND, columns)) as [boolean][];
    return new Map(pairs.map((pair, at) => {
      const isHeld = rows[at]?.[0] === true;
      this.held.set(keyOf(pair), isHeld);
      return [keyOf(pair), isHeld];
    }));
  }
}
