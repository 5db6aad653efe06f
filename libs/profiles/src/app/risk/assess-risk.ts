import type { HourlyCallers, HourlyCallHistory } from '#callers';
import { DAY_MS } from '#kernel';
import { assessRisk, RISK_DAYS, type RiskFacts, type RiskProfile } from '../../core/risk/risk-profile.js';
import { RECENT_DAYS } from '../../core/risk/risk-trend.js';
import { HOUR_MS } from '../../core/risk/security-state.js';
import type { PrivacySettings } from '../../core/risk/privacy-risk.js';
import { findTakeovers } from '../../core/risk/takeover.js';
import type { Standing } from '../../core/risk/threat-alerts.js';
import { threatScore } from '../../core/risk/threat-score.js';
import type { RiskRecords, RiskSpan, RiskUser } from './risk-records.js';

/** Minutes and places looked at for patterns: the latest. */
const MOST_STEPS = 5000;

/** Reads what a user's risk rests on, and judges it. */
export class AssessRisk {
  constructor(
    private readonly records: RiskRecords,
    private readonly callers: Pick<HourlyCallHistory, 'ofUser'>,
    private readonly defaults: { readonly shareAnalytics: boolean },
  ) {}

  /** As of a moment, by what happened by then, to the hour; undefined where nothing was ever seen of the user. Settings are those of now. */
  async execute(userId: number, asOfMs: number): Promise<RiskProfile | undefined> {
    const span = spanBefore(asOfMs);
    const [user, security, callers] = await Promise.all([
      this.records.user(userId, span), this.security(userId, asOfMs - RISK_DAYS * DAY_MS, asOfMs), this.callers.ofUser(userId, span.fromMs, span.toMs),
    ]);
    return user && assessRisk({ asOfMs, sinceMs: user.sinceMs, spam: spamIn(callers, user, span), ...security, settings: this.settings(user) });
  }

  /** The threat of now alone, also of the platform: cheaper, and asked often. */
  async threat(userId: number, nowMs: number): Promise<Standing> {
    const { hours, steps, origins } = await this.security(userId, nowMs - RISK_DAYS * DAY_MS, nowMs);
    const findings = findTakeovers(steps, origins);
    return { score: threatScore(hours, findings, nowMs), findings, hours };
  }

  private async security(userId: number, fromMs: number, asOfMs: number): Promise<Pick<RiskFacts, 'hours' | 'steps' | 'origins'>> {
    const hours = await this.records.hours(userId, fromMs, asOfMs);
    // Most users have none: they cost one look.
    const steps = hours.length === 0 ? [] : await this.records.steps(userId, fromMs, asOfMs, MOST_STEPS);
    const keys = new Set(steps.flatMap(({ address, device }) => [address, device]).filter((key) => key !== ''));
    return { hours, steps, origins: await this.records.origins(userId, [...keys]) };
  }

  private settings({ choices: { shareAnalytics, retentionDays } }: RiskUser): PrivacySettings {
    return {
      shareAnalytics: typeof shareAnalytics === 'boolean' ? shareAnalytics : this.defaults.shareAnalytics,
      retentionDays: typeof retentionDays === 'number' ? retentionDays : undefined,
    };
  }
}

/** The hour that has begun is counted as far as it goes, and the one in which the span begins is left out. */
function spanBefore(asOfMs: number): RiskSpan {
  const until = Math.floor(asOfMs / HOUR_MS) + 1;
  return { fromMs: Math.ceil((asOfMs - RISK_DAYS * DAY_MS) / HOUR_MS) * HOUR_MS, recentFromMs: until * HOUR_MS - RECENT_DAYS * DAY_MS, toMs: until * HOUR_MS };
}

function spamIn(callers: readonly HourlyCallers[], { incoming }: RiskUser, { recentFromMs }: RiskSpan): RiskFacts['spam'] {
  const spamOf = (isWanted: (atMs: number) => boolean): number => callers.reduce((sum, { hour, spamCalls }) => (isWanted(hour * HOUR_MS) ? sum + spamCalls : sum), 0);
  return { recent: { spam: spamOf((atMs) => atMs >= recentFromMs), incoming: incoming.recent }, before: { spam: spamOf((atMs) => atMs < recentFromMs), incoming: incoming.before } };
}
