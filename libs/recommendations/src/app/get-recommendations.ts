import { DAY_MS, type Clock } from '#kernel';
import type { Identities } from '#privacy';
import type { GetPreferences } from '#profiles';
import type { OrderRefresh } from './order-refresh.js';
import type { Recommendation } from './recommendation.js';
import type { Recommendations } from './recommendations.js';

/** A list is made anew after a day. */
export const FRESH_MS = DAY_MS;
/** … after this where nothing was found: whoever looked with their first calls would be told nothing for a day. */
const EMPTY_FRESH_MS = 600_000;
const BETWEEN_NOTES_MS = 3_600_000;

export interface RecommendationList {
  readonly items: readonly Recommendation[];
  readonly language: string;
  readonly refreshing: boolean;
  readonly refreshedMs: number | null;
}

/** A user's list as it was made last, and the order to make it anew where that is a day ago, ten minutes where it was empty, or was of other settings. */
export class GetRecommendations {
  constructor(
    private readonly identities: Pick<Identities, 'findUser'>,
    private readonly recommendations: Recommendations,
    private readonly preferences: Pick<GetPreferences, 'execute'>,
    private readonly order: OrderRefresh,
    private readonly clock: Clock,
  ) {}

  /** @param isOwn whether the user looks, who has then seen what is listed */
  async execute(user: string, isOwn: boolean): Promise<RecommendationList> {
    const nowMs = this.clock.now();
    const userId = await this.identities.findUser(user);
    if (userId === undefined) return { items: [], language: 'en', refreshing: false, refreshedMs: null };
    const [{ items, refreshedMs, askedMs, isOfNow }, { language }] = await Promise.all([this.recommendations.listed(userId), this.preferences.execute(userId)]);
    const refreshing = refreshedMs === null || !isOfNow || nowMs - refreshedMs >= (items.length === 0 ? EMPTY_FRESH_MS : FRESH_MS);
    if (refreshing) await this.order.of([userId]);
    const day = Math.floor(nowMs / DAY_MS);
    const shown = items.filter(({ expiresMs }) => expiresMs > nowMs);
    const isNews = isOwn && shown.some(({ seenDay }) => seenDay < day);
    if (isNews || askedMs === null || nowMs - askedMs >= BETWEEN_NOTES_MS) await this.recommendations.asked(userId, nowMs, isOwn && shown.length === items.length ? day : null);
    return { items: isOwn ? shown.map((one) => ({ ...one, status: 'seen' as const, seenMs: one.seenMs ?? nowMs })) : shown, language, refreshing, refreshedMs };
  }
}
