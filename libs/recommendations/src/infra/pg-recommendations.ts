import { plain, texts, type Database, type Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import type { ListedRecommendations, MadeDecision, Recommendation } from '../app/recommendation.js';
import { Recommendations, type ListOrigin, type Refreshed } from '../app/recommendations.js';
import { MEASURED_BY, rewardOf, type Status } from '../core/index.js';
import { cellsOf, recommendationFrom } from './recommendation-rows.js';
import { ASKED, DECIDED, ENDED, FIND, KEEP, LIST_OF, LISTED, LOCK_USER, OF_STATUS, OF_USER, REFRESHED, REWARD, SEEN, SETTINGS_OF, SHOWN, TO_MEASURE, TO_REFRESH } from './recommendation-statements.js';

export class PgRecommendations extends Recommendations {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  async listed(userId: number): Promise<ListedRecommendations> {
    const [rows, [list]] = await Promise.all([this.database.rows(LISTED, [userId]), this.database.rows(LIST_OF, [userId])]);
    const [refreshedMs, askedMs, isOfNow] = (list ?? [null, null, false]) as [number | null, number | null, boolean];
    return { items: rows.map((row) => recommendationFrom(row, this.keyring)), refreshedMs, askedMs, isOfNow };
  }

  async ofStatus(userId: number, status: Status, limit: number): Promise<readonly Recommendation[]> {
    return (await this.database.rows(OF_STATUS, [userId, status, limit])).map((row) => recommendationFrom(row, this.keyring));
  }

  async find(userId: number, id: string): Promise<Recommendation | undefined> {
    return this.one(this.database, userId, id);
  }

  change(userId: number, id: string, change: (standing: Recommendation) => Recommendation | undefined): Promise<Recommendation | undefined> {
    return this.database.transaction(async (tx) => {
      await tx.rows(LOCK_USER, [userId]);
      const standing = await this.one(tx, userId, id);
      const changed = standing && change(standing);
      if (standing === undefined || changed === undefined) return standing;
      await tx.rows(KEEP, cellsOf(changed, this.keyring));
      if (rewardOf(changed) !== rewardOf(standing)) await tx.rows(REWARD, [id, rewardOf(changed) ?? null]);
      return changed;
    });
  }

  async asked(userId: number, askedMs: number, seenDay: number | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.rows(LOCK_USER, [userId]);
      await tx.rows(ASKED, [userId, askedMs]);
      if (seenDay !== null) await tx.rows(SEEN, [userId, askedMs, seenDay]);
    });
  }

  async settingsOf(userId: number): Promise<string> {
    const [[settings] = []] = await this.database.rows(SETTINGS_OF, [userId]);
    return settings as string;
  }

  async refresh(userId: number, { refreshedMs, settings }: ListOrigin, make: (standing: readonly Recommendation[]) => Refreshed): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.rows(LOCK_USER, [userId]);
      const standing = (await tx.rows(OF_USER, [userId])).map((row) => recommendationFrom(row, this.keyring));
      const { changed, ended, decision } = make(standing);
      if (ended.length > 0) await tx.rows(ENDED, [userId, texts(ended), refreshedMs]);
      for (const one of changed) await tx.rows(KEEP, cellsOf(one, this.keyring));
      await decided(tx, userId, decision);
      await tx.rows(REFRESHED, [userId, refreshedMs, settings]);
    });
  }

  async usersToRefresh(askedSinceMs: number, refreshedBeforeMs: number, limit: number): Promise<readonly number[]> {
    return (await this.database.rows(TO_REFRESH, [askedSinceMs, refreshedBeforeMs, limit])).map(([userId]) => userId as number);
  }

  async toMeasure(implementedBeforeMs: number, limit: number): Promise<readonly Recommendation[]> {
    const rows = await this.database.rows(TO_MEASURE, [implementedBeforeMs, texts(Object.keys(MEASURED_BY)), limit]);
    return rows.map((row) => recommendationFrom(row, this.keyring));
  }

  private async one(tx: Transaction, userId: number, id: string): Promise<Recommendation | undefined> {
    const [row] = await tx.rows(FIND, [id, userId]);
    return row === undefined ? undefined : recommendationFrom(row, this.keyring);
  }
}

async function decided(tx: Transaction, userId: number, { arms, ids, list, rankingVersion, decidedMs }: MadeDecision): Promise<void> {
  const [row] = await tx.rows(DECIDED, [userId, decidedMs, list.leadPropensity, rankingVersion, JSON.stringify(arms)]);
  const places = list.places;
  await tx.rows(SHOWN, [
    row?.[0] as number, texts(places.map(({ arm }) => ids[arm] as string)), plain(places.map(({ propensity }) => propensity)), plain(places.map(({ arm }) => arm)), plain(places.map((_, place) => place)),
  ]);
}
