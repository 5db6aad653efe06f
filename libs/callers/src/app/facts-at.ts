import type { CallerAsOf } from './caller-as-of.js';
import type { CallerFacts, CallerReadModel } from './caller-read-model.js';
import type { Moment } from './judge-caller.js';
import type { Whitelists } from './whitelists.js';

/** What a verdict rests on, now or at an earlier moment. */
export class FactsAt {
  constructor(
    private readonly callers: CallerReadModel,
    private readonly whitelists: Whitelists,
    private readonly past: CallerAsOf,
  ) {}

  async execute(callerId: number, user: number | undefined, { asOfMs, earlier }: Moment): Promise<CallerFacts> {
    if (earlier) return { ...(await this.past.facts(callerId, user, asOfMs)), range: undefined };
    const [facts, whitelist] = await Promise.all([this.callers.facts(callerId, user), user === undefined ? undefined : this.whitelists.between(user, callerId)]);
    return { ...facts, whitelist };
  }
}
