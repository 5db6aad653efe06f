import { AppError, type Clock } from '#kernel';
import type { Identities } from '#privacy';
import type { IdempotentActs } from '#realtime';
import { after, type Status, type Step } from '../core/index.js';
import type { Recommendation } from './recommendation.js';
import type { Recommendations } from './recommendations.js';
import type { SettingsOfAdvice } from './settings-of-advice.js';

/** Which recommendation, of whom, and the key under which asking again is the same act. */
export interface Act {
  readonly user: string;
  readonly id: string;
  readonly key: string | undefined;
}

export interface Feedback {
  readonly rating?: number | undefined;
  readonly helpful?: boolean | undefined;
  readonly reason?: string | undefined;
}

export const unknownRecommendation = (): AppError => new AppError('recommendation_unknown', 'not-found', 'this user has no such recommendation');

function refused(status: Status, step: Step): AppError {
  return new AppError('recommendation_state', 'conflict', `a recommendation that is ${status} cannot take the step ${step}`);
}

/** What users do with recommendations. */
export class ActOnRecommendation {
  constructor(
    private readonly identities: Pick<Identities, 'findUser'>,
    private readonly recommendations: Recommendations,
    private readonly settings: Pick<SettingsOfAdvice, 'before' | 'apply' | 'restore'>,
    private readonly acts: Pick<IdempotentActs, 'idOf' | 'claim'>,
    private readonly clock: Clock,
  ) {}

  /** Changes the setting. Doing it again changes nothing, but finishes what an ended process left. @throws AppError `recommendation_unknown`, `recommendation_state` */
  async implement({ user, id, key }: Act): Promise<Recommendation> {
    const act = this.acts.idOf(key, ['recommendation-implement', user, id]);
    const standing = await this.known(user, id);
    if (act !== undefined && standing.implementAct === act && standing.status !== 'implemented') return standing;
    const before = await this.settings.before(user, standing);
    const implementedMs = this.clock.now();
    const taken = await this.change(standing, (one) => {
      if (one.status === 'implemented') return undefined;
      const status = this.stepped(one, 'implement');
      return { ...one, status, place: null, implementedMs, isApplied: false, before, implementAct: act ?? one.implementAct };
    });
    if (taken.isApplied || taken.before === null) return taken;
    const put = await this.settings.apply(user, taken, taken.before);
    return this.change(taken, (one) => (one.implementedMs === taken.implementedMs ? { ...one, before: put, isApplied: true } : undefined));
  }

  /** Puts the setting back as it was. @throws AppError `recommendation_unknown`, `recommendation_state`, `setting_changed` */
  async undo({ user, id, key }: Act): Promise<Recommendation> {
    const act = this.acts.idOf(key, ['recommendation-undo', user, id]);
    const standing = await this.known(user, id);
    if (act !== undefined && standing.undoAct === act) return standing;
    const status = this.stepped(standing, 'undo');
    if (standing.before !== null) await this.settings.restore(user, standing, standing.before);
    return this.change(standing, (one) => (one.implementedMs === standing.implementedMs && one.status === 'implemented'
      ? { ...one, status, implementedMs: null, isApplied: false, before: null, undoAct: act ?? one.undoAct } : undefined));
  }

  /** Keeps it away until what speaks for it has grown by half. @throws AppError `recommendation_unknown`, `recommendation_state` */
  async dismiss({ user, id, key }: Act, reason: string | undefined): Promise<Recommendation> {
    const act = this.acts.idOf(key, ['recommendation-dismiss', user, id]);
    const standing = await this.known(user, id);
    await this.acts.claim(act, JSON.stringify(reason ?? null));
    return this.change(standing, (one) => (one.status === 'dismissed' ? undefined
      : { ...one, status: this.stepped(one, 'dismiss'), place: null, dismissedStrength: one.advice.strength, remark: reason ?? one.remark }));
  }

  /** The latest word counts; what is left out stays as it was said. @throws AppError `recommendation_unknown` */
  async feedback({ user, id, key }: Act, { rating, helpful, reason }: Feedback): Promise<Recommendation> {
    const act = this.acts.idOf(key, ['recommendation-feedback', user, id]);
    const standing = await this.known(user, id);
    await this.acts.claim(act, JSON.stringify([rating, helpful, reason]));
    return this.change(standing, (one) => ({ ...one, rating: rating ?? one.rating, helpful: helpful ?? one.helpful, remark: reason ?? one.remark }));
  }

  /** @throws AppError `recommendation_unknown` */
  async known(user: string, id: string): Promise<Recommendation> {
    const userId = await this.identities.findUser(user);
    const found = userId === undefined ? undefined : await this.recommendations.find(userId, id);
    if (found === undefined) throw unknownRecommendation();
    return found;
  }

  private async change({ userId, id }: Recommendation, change: (one: Recommendation) => Recommendation | undefined): Promise<Recommendation> {
    const changed = await this.recommendations.change(userId, id, change);
    if (changed === undefined) throw unknownRecommendation();
    return changed;
  }

  private stepped({ status }: Recommendation, step: Step): Status {
    const next = after(status, step);
    if (next === undefined) throw refused(status, step);
    return next;
  }
}
