import { type Clock, DAY_MS } from '#kernel';
import { Rest } from '#platform/process';
import { percentileCuts } from '../../core/risk/percentile.js';
import { RISK_COMPONENTS, RISK_DAYS, type RiskProfile } from '../../core/risk/risk-profile.js';
import type { AssessRisk } from './assess-risk.js';
import type { Distribution, RiskDistributions } from './risk-distribution.js';

/** Of more users these are drawn, others each hour: percentiles are then known to within about three percent. */
const MOST_USERS = 1000;
/** Of the time: the worker folds the stream on this very thread. */
const SHARE = 1 / 4;
const HOUR_MS = 3_600_000;

/** Finds how risk is spread over the users that were active of late. */
export class MeasureDistributions {
  constructor(
    private readonly distributions: RiskDistributions,
    private readonly assess: Pick<AssessRisk, 'execute'>,
    private readonly clock: Clock,
  ) {}

  /** How many users it rests on. */
  async execute(): Promise<number> {
    const nowMs = this.clock.now();
    const users = await this.distributions.sample(nowMs - RISK_DAYS * DAY_MS, Math.floor(nowMs / HOUR_MS), MOST_USERS);
    const rest = new Rest(SHARE);
    const profiles: RiskProfile[] = [];
    for (const userId of users) {
      const profile = await this.assess.execute(userId, nowMs);
      if (profile !== undefined) profiles.push(profile);
      await rest.take();
    }
    await this.distributions.replace(RISK_COMPONENTS.flatMap((component): Distribution[] => {
      const scores = profiles.map(({ components }) => components[component].score).filter((score) => score !== undefined);
      const cuts = percentileCuts(scores);
      return cuts === undefined ? [] : [{ component, users: scores.length, cuts, computedMs: nowMs }];
    }));
    return profiles.length;
  }
}
