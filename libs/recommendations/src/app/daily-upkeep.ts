import { DAY_MS, type Clock } from '#kernel';
import { FRESH_MS } from './get-recommendations.js';
import type { LearnRankings } from './learn-rankings.js';
import type { MeasureEffects } from './measure-effects.js';
import type { OrderRefresh } from './order-refresh.js';
import type { Recommendations } from './recommendations.js';

/** Who has not looked for so long waits a moment when they do again. */
const ACTIVE_MS = 14 * DAY_MS;
/** A refresh takes seconds, of which half is rest: what is done in a day. */
const MOST_USERS = 10_000;
/** The daily order comes a little before a list is a day old. */
const EARLY_MS = 3_600_000;

/** What is done every day: effects measured, rankings learnt from them, lists of those who look at theirs made anew. */
export class DailyUpkeep {
  constructor(
    private readonly parts: { readonly measure: MeasureEffects; readonly learn: LearnRankings; readonly recommendations: Recommendations; readonly order: OrderRefresh; readonly clock: Clock },
  ) {}

  async execute(): Promise<{ readonly measured: number; readonly rankingVersion: number; readonly decisions: number; readonly users: number }> {
    const { measure, learn, recommendations, order, clock } = this.parts;
    const measured = await measure.execute();
    const { version, decisions } = await learn.execute();
    const nowMs = clock.now();
    const users = await recommendations.usersToRefresh(nowMs - ACTIVE_MS, nowMs - FRESH_MS + EARLY_MS, MOST_USERS);
    await order.of(users);
    return { measured, rankingVersion: version, decisions, users: users.length };
  }
}
