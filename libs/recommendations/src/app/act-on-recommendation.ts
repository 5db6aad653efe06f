import { AppError, type Clock } from '#kernel';
import type { Identities } from '#privacy';
import type { IdempotentActs } from '#realtime';
import { after, type Status, type Step } from '../core/index.js';
import { LASTS_MS, recommendationAt, type Recommendation } from './recommendation.js';
import type { Recommendations } from './recommendations.js';
import { putLast, stoodBefore, type SettingsOfAdvice } from './settings-of-advice.js';

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

/** Implemented, and the setting changed: both are said at once, but by the rows of earlier versions. */
function isDone({ status, isApplied }: Recommendation): boolean {
  return status === 'implemented' && isApplied;
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

  /**
   * Changes the setting. Doing it again changes nothing, but finishes what an ended process left. Where a setting stands in the way nothing is
   * changed, and it can be tried again. @throws AppError `recommendation_unknown`, `recommendation_state`, those of `SettingsOfAdvice`
   */
  async implement({ user, id, key }: Act): Promise<Recommendation> {
    const act = this.acts.idOf(key, ['recommendation-implement', user, id]);
    const standing = await this.known(user, id);
    if (isDone(standing) || (act !== undefined && standing.implementAct === act && standing.status !== 'implemented')) return standing;
    this.implementable(standing);
    const now = await this.unlessRefused(standing, () => this.settings.before(user, standing));
    // What stood before is written down first: a process may end once the setting is changed.
    const begun = await this.change(standing, (one) => {
      if (isDone(one)) return undefined;
      this.implementable(one);
      return { ...one, before: stoodBefore(one.advice.action, one.before, now), isApplied: false };
    });
    const { before: stood } = begun;
    if (isDone(begun) || stood === null) return begun;
    const before = await this.unlessRefused(begun, () => this.settings.apply(user, begun, stood));
    const implementedMs = this.clock.now();
    // Also where it was dismissed or expired meanwhile: the setting is changed.
    return this.change(begun, (one) => (isDone(one) ? { ...one, before: putLast(one.before, before) }
      : { ...one, status: 'implemented', place: null, implementedMs, isApplied: true, before, implementAct: act ?? one.implementAct }));
  }

  /** Puts the setting back as it was, also after it was measured. @throws AppError `recommendation_unknown`, `recommendation_state`, `setting_changed` */
  async undo({ user, id, key }: Act): Promise<Recommendation> {
    const act = this.acts.idOf(key, ['recommendation-undo', user, id]);
    const standing = await this.known(user, id);
    if (act !== undefined && standing.undoAct === act) return standing;
    const status = this.stepped(standing, 'undo');
    if (standing.before !== null) await this.settings.restore(user, standing, standing.before);
    // Open again, and for as long as what is proposed: by now it may be measured, long past the day on which it would have expired.
    const expiresMs = Math.max(standing.expiresMs, this.clock.now() + LASTS_MS);
    return this.change(standing, (one) => (one.implementedMs === standing.implementedMs && after(one.status, 'undo') !== undefined
      ? { ...one, status, expiresMs, implementedMs: null, isApplied: false, before: null, undoAct: act ?? one.undoAct } : undefined));
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
    return recommendationAt(found, this.clock.now());
  }

  /** Does a step towards implementing; where a setting stands in the way nothing was begun. */
  private async unlessRefused<T>(standing: Recommendation, step: () => Promise<T>): Promise<T> {
    try {
      return await step();
    } catch (error) {
      // Of all other failures nobody knows how far they came.
      if (error instanceof AppError && error.kind === 'conflict') {
        await this.change(standing, (one) => (isDone(one) ? undefined : { ...one, status: one.status === 'implemented' ? this.stepped(one, 'undo') : one.status, implementedMs: null, before: null }));
      }
      throw error;
    }
  }

  private implementable(one: Recommendation): void {
    if (one.status !== 'implemented') this.stepped(one, 'implement');
  }

  private async change({ userId, id }: Recommendation, change: (one: Recommendation) => Recommendation | undefined): Promise<Recommendation> {
    const nowMs = this.clock.now();
    const changed = await this.recommendations.change(userId, id, (one) => change(recommendationAt(one, nowMs)));
    if (changed === undefined) throw unknownRecommendation();
    return recommendationAt(changed, nowMs);
  }

  private stepped({ status }: Recommendation, step: Step): Status {
    const next = after(status, step);
    if (next === undefined) throw refused(status, step);
    return next;
  }
}
