import type { Choices, UserChoices } from '#callers';
import { Gathered, type Cache, type Caches } from '#platform/cache';
import { plain, type Database } from '#platform/database';
import type { UserZones } from '#realtime';
import { STRATEGIES, type WhitelistStrategy } from '#realtime/core';
import { CHOICES } from './profile-statements.js';

const ENTRY_BYTES = 160;

/** What events and verdicts must know of a user's preferences, behind a cache that forgets a user when told of a change. */
export class CachedChoices implements UserZones, UserChoices {
  private readonly known: Cache<Choices>;
  private readonly missing = new Gathered((userIds) => this.read(userIds));
  private changes = 0;

  constructor(
    private readonly database: Database,
    caches: Caches,
    private readonly defaults: Choices,
  ) {
    this.known = caches.create(0.1, ENTRY_BYTES);
  }

  async zonesOf(userIds: readonly number[]): Promise<string[]> {
    const choices = await this.allChoices(userIds);
    return choices.map(({ zone }) => zone);
  }

  async choicesOf(userId: number): Promise<Choices> {
    const [choices = this.defaults] = await this.allChoices([userId]);
    return choices;
  }

  /** @param userId surrogate id as text; empty to forget everyone, after changes may have been missed. */
  forget(userId: string): void {
    this.changes++;
    if (userId === '') this.known.clear();
    else this.known.delete(userId);
  }

  private async allChoices(userIds: readonly number[]): Promise<Choices[]> {
    const cached = userIds.map((userId) => this.known.get(String(userId)));
    const missing = userIds.filter((_, index) => cached[index] === undefined);
    if (missing.length === 0) return cached as Choices[];
    const { changes } = this;
    const found = await this.missing.find(missing.map(String));
    // What changed meanwhile may have been read as it was before.
    if (changes === this.changes) for (const userId of missing) this.known.set(String(userId), found.get(String(userId)) ?? this.defaults);
    return userIds.map((userId, index) => cached[index] ?? found.get(String(userId)) ?? this.defaults);
  }

  private async read(userIds: readonly string[]): Promise<Map<string, Choices>> {
    const rows = await this.database.rows(CHOICES, [plain(userIds)]);
    const chosen = new Map(rows.map(([userId, zone, strategy]) => [String(userId), { zone, strategy }]));
    const strategyFrom = (value: unknown): WhitelistStrategy => STRATEGIES.find((strategy) => strategy === value) ?? this.defaults.strategy;
    return new Map(
      userIds.map((userId) => {
        const { zone, strategy } = chosen.get(userId) ?? {};
        return [userId, { zone: (zone as string | null | undefined) ?? this.defaults.zone, strategy: strategyFrom(strategy) }];
      }),
    );
  }
}
