import type { Cache, Caches } from '#platform/cache';
import { plain, type Database, type Statement } from '#platform/database';
import { FRESH_MS, isNewcomer, isYoung, knownSince, SENIORS, type Population } from '../core/index.js';
import { Newcomers, type Met } from '../app/newcomers.js';
import { PgFreshPlaces, type FreshPair } from './pg-fresh-places.js';

const SHARE = 0.05;
const ENTRY_BYTES = 160;
/** While nobody is senior yet, that is asked no more often. */
const LOOK_AGAIN_MS = 1000;

const FIND: Statement = {
  name: 'known_user_find',
  text: `
    SELECT t.user_id, k.known_ms FROM unnest($1::bigint[]) AS t(user_id)
    CROSS JOIN LATERAL (SELECT known_ms FROM known_user WHERE user_id = t.user_id LIMIT 1) AS k`,
};

// Sorted, so that two processes meeting the same users take their locks in the same order. Who met a user first is right.
const ADD: Statement = {
  name: 'known_user_add',
  text: `
    INSERT INTO known_user (user_id, known_ms, came_ms) SELECT t.user_id, t.known_ms, $3 FROM unnest($1::bigint[], $2::bigint[]) AS t(user_id, known_ms)
    ORDER BY t.user_id ON CONFLICT DO NOTHING`,
};

const POPULATION: Statement = {
  name: 'known_user_population',
  text: `SELECT (SELECT came_ms FROM known_user ORDER BY came_ms LIMIT 1), (SELECT known_ms FROM known_user ORDER BY known_ms OFFSET ${SENIORS - 1} LIMIT 1)`,
};

/** Users by when they came, in PostgreSQL, behind a cache: an entry never changes. */
export class PgNewcomers extends Newcomers {
  private readonly known: Cache<number>;
  private readonly places: PgFreshPlaces;
  private population: Population = { foundedMs: undefined, seniorMs: undefined };
  private lookedMs = -Infinity;

  constructor(
    private readonly database: Database,
    caches: Caches,
  ) {
    super();
    this.known = caches.create(SHARE, ENTRY_BYTES);
    this.places = new PgFreshPlaces(database, caches);
  }

  async among(met: readonly Met[], nowMs: number): Promise<readonly boolean[]> {
    const known = await this.knownSince(met, nowMs);
    // With nobody for whom it matters, which is nearly always, the others need not be asked about.
    if (known.every((knownMs) => !isNewcomer(knownMs, nowMs, { seniorMs: -Infinity }))) return known.map(() => false);
    await this.look(nowMs);
    if (isYoung(nowMs, this.population)) return this.withoutPlace(met, known, nowMs);
    return known.map((knownMs) => isNewcomer(knownMs, nowMs, this.population));
  }

  /** Who came within a day and finds no place with the number any more. */
  private async withoutPlace(met: readonly Met[], known: readonly number[], nowMs: number): Promise<readonly boolean[]> {
    const fresh = met.map(({ userId, callerId }, at): FreshPair | undefined =>
      (callerId === undefined || nowMs - (known[at] as number) >= FRESH_MS ? undefined : { userId, callerId }));
    const held = await this.places.take(fresh.filter((pair) => pair !== undefined), nowMs);
    let next = 0;
    return fresh.map((pair) => pair !== undefined && held[next++] === false);
  }

  private async knownSince(met: readonly Met[], nowMs: number): Promise<readonly number[]> {
    const known = met.map(({ userId }) => this.known.get(String(userId)));
    const missing = met.filter((_, index) => known[index] === undefined);
    if (missing.length === 0) return known as number[];
    const first = new Map<number, number>();
    for (const { userId, occurredAtMs } of missing) first.set(userId, Math.min(first.get(userId) ?? Infinity, occurredAtMs));
    const found = await this.find([...first.keys()]);
    const strangers = [...first].filter(([userId]) => !found.has(userId));
    if (strangers.length > 0) (await this.add(strangers, nowMs)).forEach((knownMs, userId) => found.set(userId, knownMs));
    for (const [userId, knownMs] of found) this.known.set(String(userId), knownMs);
    return met.map(({ userId }, index) => known[index] ?? (found.get(userId) as number));
  }

  /** Asks again after adding: another process may have been first. */
  private async add(strangers: readonly (readonly [userId: number, firstCallMs: number])[], nowMs: number): Promise<Map<number, number>> {
    await this.look(nowMs);
    const ids = strangers.map(([userId]) => userId);
    await this.database.rows(ADD, [plain(ids), plain(strangers.map(([, firstCallMs]) => knownSince(firstCallMs, nowMs, this.population))), nowMs]);
    // Among whom one is new has changed.
    this.lookedMs = -Infinity;
    return this.find(ids);
  }

  private async find(userIds: readonly number[]): Promise<Map<number, number>> {
    return new Map((await this.database.rows(FIND, [plain(userIds)])) as unknown as [number, number][]);
  }

  /** What was found never changes again but for the seniors, until enough are. */
  private async look(nowMs: number): Promise<void> {
    const { foundedMs, seniorMs } = this.population;
    if (nowMs - this.lookedMs < LOOK_AGAIN_MS || (foundedMs !== undefined && isNewcomer(nowMs, nowMs, { seniorMs }))) return;
    const [row] = (await this.database.rows(POPULATION)) as [number | null, number | null][];
    this.population = { foundedMs: row?.[0] ?? undefined, seniorMs: row?.[1] ?? undefined };
    this.lookedMs = nowMs;
  }
}
