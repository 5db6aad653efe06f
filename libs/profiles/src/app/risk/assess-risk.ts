import type { HourlyCallHistory } from '#callers';
import { DAY_MS } from '#kernel';
import { assessRisk, RISK_DAYS, type RiskFacts, type RiskProfile, type SpamCounts } from '../../core/risk/risk-profile.js';
import { RECENT_DAYS } from '../../core/risk/risk-trend.js';
import { HOUR_MS } from '../../core/risk/security-state.js';
import type { PrivacySettings } from '../../core/risk/privacy-risk.js';
import { findTakeovers, type TakeoverFinding } from '../../core/risk/takeover.js';
import { threatScore } from '../../core/risk/threat-score.js';
import type { UserHours } from '../user-hours.js';
import type { RiskRecords } from './risk-records.js';

/** Minutes and places looked at for patterns: the latest. */
const MOST_STEPS = 5000;

/** Reads what a user's risk rests on, and judges it. */
export class AssessRisk {
  constructor(
    private readonly records: RiskRecords,
    private readonly calls: UserHours,
    private readonly callers: HourlyCallHistory,
    private readonly defaults: { readonly shareAnalytics: boolean },
  ) {}

  /** As of a moment, by what happened by then, to the hour; undefined where nothing was ever seen of the user. Settings are those of now. */
  async execute(userId: number, asOfMs: number): Promise<RiskProfile | undefined> {
    const sinceMs = await this.records.firstSeenMs(userId);
    if (sinceMs === undefined) return undefined;
    const fromMs = asOfMs - RISK_DAYS * DAY_MS;
    const [security, spam, choices] = await Promise.all([this.security(userId, fromMs, asOfMs), this.spam(userId, fromMs, asOfMs), this.records.choices(userId)]);
    return assessRisk({ asOfMs, sinceMs, spam, ...security, settings: this.settings(choices) });
  }

  /** The threat of now alone, also of the platform: cheaper, and asked often. */
  async threat(userId: number, nowMs: number): Promise<{ readonly score: number; readonly findings: readonly TakeoverFinding[] }> {
    const { hours, steps, origins } = await this.security(userId, nowMs - RISK_DAYS * DAY_MS, nowMs);
    const findings = findTakeovers(steps, origins);
    return { score: threatScore(hours, findings, nowMs), findings };
  }

  private async security(userId: number, fromMs: number, asOfMs: number): Promise<Pick<RiskFacts, 'hours' | 'steps' | 'origins'>> {
    const hours = await this.records.hours(userId, fromMs, asOfMs);
    // Most users have none: they cost one look.
    const steps = hours.length === 0 ? [] : await this.records.steps(userId, fromMs, asOfMs, MOST_STEPS);
    const keys = new Set(steps.flatMap(({ address, device }) => [address, device]).filter((key) => key !== ''));
    return { hours, steps, origins: await this.records.origins(userId, [...keys]) };
  }

  private async spam(userId: number, fromMs: number, asOfMs: number): Promise<RiskFacts['spam']> {
    const [from, until] = [Math.ceil(fromMs / HOUR_MS), Math.floor(asOfMs / HOUR_MS) + 1];
    const [calls, callers] = await Promise.all([this.calls.between(userId, from, until), this.callers.ofUser(userId, from * HOUR_MS, until * HOUR_MS)]);
    const recentFrom = until - (RECENT_DAYS * DAY_MS) / HOUR_MS;
    const counts = (isWanted: (hour: number) => boolean): SpamCounts => ({
      spam: callers.filter(({ hour }) => isWanted(hour)).reduce((sum, { spamCalls }) => sum + spamCalls, 0),
      incoming: calls.filter(({ hour }) => isWanted(hour)).reduce((sum, { incoming }) => sum + incoming, 0),
    });
    return { recent: counts((hour) => hour >= recentFrom), before: counts((hour) => hour < recentFrom) };
  }

  private settings({ shareAnalytics, retentionDays }: Readonly<Partial<Record<string, unknown>>>): PrivacySettings {
    return {
      shareAnalytics: typeof shareAnalytics === 'boolean' ? shareAnalytics : this.defaults.shareAnalytics,
      retentionDays: typeof retentionDays === 'number' ? retentionDays : undefined,
    };
  }
}
