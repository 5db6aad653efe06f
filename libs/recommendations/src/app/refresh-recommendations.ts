import { DAY_MS, seededRandom, type Clock } from '#kernel';
import { idempotentEventId } from '#realtime';
import type { Identities, Keyring } from '#privacy';
import { candidatesOf, rankingOf } from '../core/index.js';
import type { ForeseeEffects } from './foresee-effects.js';
import type { GatherSituation } from './gather-situation.js';
import { makeList } from './make-list.js';
import type { Rankings } from './rankings.js';
import type { Recommendations } from './recommendations.js';

/** What a refresh works with. */
export interface RefreshParts {
  readonly identities: Pick<Identities, 'revealUsers'>;
  readonly situations: Pick<GatherSituation, 'execute'>;
  readonly effects: Pick<ForeseeEffects, 'execute'>;
  readonly rankings: Pick<Rankings, 'live'>;
  readonly recommendations: Pick<Recommendations, 'settingsOf' | 'refresh'>;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** Makes one user's list anew. */
export class RefreshRecommendations {
  constructor(private readonly parts: RefreshParts) {}

  /** How much advice holds; undefined for a user of whom nothing was ever seen, or who is gone. */
  async execute(userId: number): Promise<number | undefined> {
    const { identities, situations, effects, rankings, recommendations, keyring, clock } = this.parts;
    const nowMs = clock.now();
    // First: what changes while the list is made makes it old.
    const settings = await recommendations.settingsOf(userId);
    const user = (await identities.revealUsers([userId])).get(userId);
    const situation = user === undefined ? undefined : await situations.execute(user, userId, nowMs);
    if (user === undefined || situation === undefined) return undefined;
    const advice = await effects.execute(user, candidatesOf(situation), nowMs);
    const { version, posteriors } = await rankings.live();
    const idOf = (key: string): string => idempotentEventId(keyring, ['recommendation', userId, key]);
    const making = { userId, advice, situation, ranking: rankingOf(version), posteriors, idOf, nowMs };
    // Another draw every day; the same day's list made again from the same figures is the same.
    const chance = seededRandom(userId).fork(Math.floor(nowMs / DAY_MS));
    await recommendations.refresh(userId, { refreshedMs: nowMs, settings }, (standing) => makeList(standing, making, chance));
    return advice.length;
  }
}
