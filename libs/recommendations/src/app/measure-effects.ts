import { DAY_MS, type Clock } from '#kernel';
import { after, MEASURED_BY, MEASURED_DAYS, measuredEffect } from '../core/index.js';
import type { Recommendation } from './recommendation.js';
import type { Recommendations } from './recommendations.js';
import type { UserFigures } from './user-figures.js';

const MOST_A_RUN = 500;

/** Looks, four weeks after advice was taken, what it brought. */
export class MeasureEffects {
  constructor(
    private readonly recommendations: Recommendations,
    private readonly figures: UserFigures,
    private readonly clock: Clock,
  ) {}

  /** How many were measured. Advice without a measure stays implemented: it can still be taken back. */
  async execute(): Promise<number> {
    const due = await this.recommendations.toMeasure(this.clock.now() - MEASURED_DAYS * DAY_MS, MOST_A_RUN);
    let measured = 0;
    for (const one of due) if (await this.measure(one)) measured++;
    return measured;
  }

  private async measure({ id, userId, advice: { kind }, implementedMs }: Recommendation): Promise<boolean> {
    const measure = MEASURED_BY[kind];
    if (measure === undefined || implementedMs === null) return false;
    const daily = (fromMs: number): Promise<readonly number[]> => this.figures.daily(userId, measure, { fromMs, days: MEASURED_DAYS });
    const [before, since] = await Promise.all([daily(implementedMs - MEASURED_DAYS * DAY_MS), daily(implementedMs)]);
    const effect = measuredEffect(measure, before, since);
    if (effect === undefined) return false;
    await this.recommendations.change(userId, id, (one) => {
      const status = one.implementedMs === implementedMs ? after(one.status, 'measure') : undefined;
      return status === undefined ? undefined : { ...one, status, measured: effect };
    });
    return true;
  }
}
