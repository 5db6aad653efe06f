import { DAY_MS } from '#kernel';
import { spamRisk, type RiskLevel } from '../user-profile.js';
import { disclosurePoints, privacyRisk, type PrivacySettings } from './privacy-risk.js';
import { riskLevel } from './risk-level.js';
import { BEFORE_DAYS, dayTrend, RECENT_DAYS, shareTrend, type RiskTrend } from './risk-trend.js';
import { SECURITY_CLASSES } from './security-classes.js';
import type { SecurityHour, SecurityStep } from './security-state.js';
import { findTakeovers, type KnownOrigins, type TakeoverFinding } from './takeover.js';
import { pointsOf, threatScore } from './threat-score.js';

export const RISK_COMPONENTS = ['spam', 'security', 'privacy'] as const;
export type RiskComponentName = (typeof RISK_COMPONENTS)[number];

/** How far back risk looks, in days: what is older has faded. */
export const RISK_DAYS = RECENT_DAYS + BEFORE_DAYS;

/** A figure that a component rests on; times where it stands for events. */
export interface RiskEvidence { readonly code: string; readonly value: number; readonly firstMs?: number | undefined; readonly lastMs?: number | undefined }

/** In [0, 1]; undefined where there is nothing to judge by. */
export interface RiskComponent {
  readonly score: number | undefined;
  readonly level: RiskLevel | undefined;
  readonly trend: RiskTrend;
  readonly evidence: readonly RiskEvidence[];
}

export interface RiskProfile {
  readonly components: Readonly<Record<RiskComponentName, RiskComponent>>;
  readonly findings: readonly TakeoverFinding[];
}

export interface SpamCounts { readonly spam: number; readonly incoming: number }

/** All that risk is judged by, of the 84 days before a moment. */
export interface RiskFacts {
  readonly asOfMs: number;
  /** When the user was first seen. */
  readonly sinceMs: number;
  readonly spam: { readonly recent: SpamCounts; readonly before: SpamCounts };
  readonly hours: readonly SecurityHour[];
  readonly steps: readonly SecurityStep[];
  readonly origins: KnownOrigins;
  readonly settings: PrivacySettings;
}

/** Spam exposure, threat and privacy of one user as of a moment. Pure; about linear in the facts. */
export function assessRisk(facts: RiskFacts): RiskProfile {
  const findings = findTakeovers(facts.steps, facts.origins);
  return { components: { spam: spamComponent(facts), security: securityComponent(facts, findings), privacy: privacyComponent(facts) }, findings };
}

const watchedDays = ({ asOfMs, sinceMs }: RiskFacts): number => Math.max(0, (asOfMs - sinceMs) / DAY_MS);

function spamComponent(facts: RiskFacts): RiskComponent {
  const { recent, before } = facts.spam;
  const { spamExposure, level } = spamRisk(recent.spam, recent.incoming);
  const shareOf = ({ spam, incoming }: SpamCounts): { part: number; whole: number } => ({ part: spam, whole: incoming });
  return {
    score: spamExposure ?? undefined, level: level ?? undefined, trend: shareTrend(shareOf(recent), shareOf(before), watchedDays(facts) - RECENT_DAYS),
    evidence: [{ code: 'spam_calls', value: recent.spam }, { code: 'incoming_calls', value: recent.incoming }],
  };
}

function securityComponent(facts: RiskFacts, findings: readonly TakeoverFinding[]): RiskComponent {
  const { hours, asOfMs } = facts;
  const score = threatScore(hours, findings, asOfMs);
  return {
    score, level: riskLevel(score), trend: dayTrend(hours, pointsOf, asOfMs, watchedDays(facts)),
    evidence: SECURITY_CLASSES.flatMap((code, at) => counted(code, hours.filter(({ classCode }) => classCode === at), asOfMs)),
  };
}

/** Events of a class in the last 28 days; nothing where there were none. */
function counted(code: string, hours: readonly SecurityHour[], asOfMs: number): RiskEvidence[] {
  return summed(code, hours.filter(({ lastMs }) => isRecent(lastMs, asOfMs)));
}

const isRecent = (ms: number, asOfMs: number): boolean => ms > asOfMs - RECENT_DAYS * DAY_MS;

function summed(code: string, hours: readonly SecurityHour[]): RiskEvidence[] {
  if (hours.length === 0) return [];
  const value = hours.reduce((sum, { events }) => sum + events, 0);
  return [{ code, value, firstMs: Math.min(...hours.map(({ firstMs }) => firstMs)), lastMs: Math.max(...hours.map(({ lastMs }) => lastMs)) }];
}

function privacyComponent(facts: RiskFacts): RiskComponent {
  const { hours, settings, asOfMs } = facts;
  const score = privacyRisk(settings, hours, asOfMs);
  return {
    score, level: riskLevel(score), trend: dayTrend(hours, disclosurePoints, asOfMs, watchedDays(facts)), evidence: privacyEvidence(settings, hours, asOfMs),
  };
}

/** A line of each thing that the score is made of: two choices, and what was read or tried. */
function privacyEvidence({ shareAnalytics, retentionDays }: PrivacySettings, hours: readonly SecurityHour[], asOfMs: number): RiskEvidence[] {
  const ofClass = (code: (typeof SECURITY_CLASSES)[number]): SecurityHour[] => hours.filter(({ classCode }) => SECURITY_CLASSES[classCode] === code);
  const records = ofClass('data_access').filter(({ lastMs }) => isRecent(lastMs, asOfMs)).reduce((sum, hour) => sum + hour.records, 0);
  return [
    { code: 'share_analytics', value: Number(shareAnalytics) },
    retentionDays === undefined ? { code: 'kept_without_end', value: 1 } : { code: 'retention_days', value: retentionDays },
    ...counted('data_access', ofClass('data_access'), asOfMs),
    ...(records === 0 ? [] : [{ code: 'records_read', value: records }]),
    ...counted('unauthorized_access', ofClass('unauthorized_access'), asOfMs),
    ...summed('earlier_access', hours.filter((hour) => disclosurePoints(hour) > 0 && !isRecent(hour.lastMs, asOfMs))),
  ];
}
