import { DAY_MS } from '#kernel';
import type { Severity } from '#realtime/core';
import { riskLevel } from './risk-level.js';
import type { SecurityHour } from './security-state.js';
import type { TakeoverFinding, TakeoverKind } from './takeover.js';
import { pointsOf } from './threat-score.js';
import { toldEvidence, type ToldEvidence } from './told-evidence.js';

/** What an alert is raised of: a takeover, or a threat score that is high. */
export interface Threat {
  readonly kind: TakeoverKind | 'threat_score';
  readonly severity: Severity;
  /** What it is known by: one of a kind and time is raised once. */
  readonly atMs: number;
  /** The events that it rests on, where they are others than the one at `atMs`. */
  readonly events?: { readonly firstMs: number; readonly lastMs: number };
  readonly evidence: ToldEvidence;
  readonly text: ThreatText;
}

export interface ThreatText { readonly en: string; readonly 'zh-CN': string }

/** What each finding says. */
export const TAKEOVER_TEXTS: Readonly<Record<TakeoverKind, ThreatText>> = {
  failures_then_success: { en: 'A sign-in succeeded after a burst of failures.', 'zh-CN': '连续多次登录失败后登录成功。' },
  new_address_after_failures: { en: 'After failures a sign-in succeeded from an address and device never seen.', 'zh-CN': '登录失败后，从未出现过的地址和设备登录成功。' },
  impossible_travel: { en: 'Two sign-ins came from countries that nobody can travel between in the time.', 'zh-CN': '两次登录来自不同国家，间隔时间内无法到达。' },
  mass_access_after_new_address: { en: 'A new address or device was followed by access to much data.', 'zh-CN': '新地址或新设备登录后访问了大量数据。' },
};
const SCORE_TEXT: ThreatText = { en: 'The threat score is high.', 'zh-CN': '威胁评分较高。' };

/** What is older is history, such as events that were sent in late: nobody is alerted of it. */
const NEWS_MS = DAY_MS;

/** From the first to the last event of the last day that a score is made of: those that weigh, and the sign-ins of findings. Where a score is high of older ones, of all. */
function eventsOf({ findings, hours }: Standing, nowMs: number): { readonly firstMs: number; readonly lastMs: number } {
  const all = [...hours.filter((hour) => pointsOf(hour) > 0), ...findings.map(({ atMs }) => ({ firstMs: atMs, lastMs: atMs }))];
  const fresh = all.filter(({ lastMs }) => lastMs > nowMs - NEWS_MS);
  const events = fresh.length > 0 ? fresh : all;
  return { firstMs: events.reduce((first, each) => Math.min(first, each.firstMs), nowMs), lastMs: events.reduce((last, each) => Math.max(last, each.lastMs), -Infinity) };
}

/** How an account stands: its threat score, and what that is made of. */
export interface Standing {
  readonly score: number;
  readonly findings: readonly TakeoverFinding[];
  readonly hours: readonly SecurityHour[];
}

/** What is worth an alert at a moment: the findings of the last day, and once a day (UTC) that a score is high. */
export function threatsOf(standing: Standing, nowMs: number): Threat[] {
  const { score, findings } = standing;
  const fresh = findings.filter(({ atMs }) => atMs > nowMs - NEWS_MS).map((finding) => ({ ...finding, evidence: toldEvidence(finding.evidence), text: TAKEOVER_TEXTS[finding.kind] }));
  if (riskLevel(score) !== 'high') return fresh;
  const day = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return [...fresh, { kind: 'threat_score', severity: 'high', atMs: day, events: eventsOf(standing, nowMs), evidence: { score }, text: SCORE_TEXT }];
}
