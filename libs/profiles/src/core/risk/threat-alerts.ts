import { DAY_MS } from '#kernel';
import type { Severity } from '#realtime/core';
import { riskLevel } from './risk-level.js';
import type { TakeoverFinding, TakeoverKind } from './takeover.js';

/** What an alert is raised of: a takeover, or a threat score that is high. */
export interface Threat {
  readonly kind: TakeoverKind | 'threat_score';
  readonly severity: Severity;
  readonly atMs: number;
  readonly evidence: TakeoverFinding['evidence'];
  readonly text: string;
}

const TEXTS: Readonly<Record<TakeoverKind, string>> = {
  failures_then_success: 'A sign-in succeeded after a burst of failures.',
  new_address_after_failures: 'After failures a sign-in succeeded from an address and device never seen.',
  impossible_travel: 'Two sign-ins came from countries that nobody can travel between in the time.',
  mass_access_after_new_address: 'A new address or device was followed by access to much data.',
};

/** What is older is history, such as events that were sent in late: nobody is alerted of it. */
const NEWS_MS = DAY_MS;

/** What is worth an alert at a moment: the findings of the last day, and once a day (UTC) that a score is high. */
export function threatsOf(score: number, findings: readonly TakeoverFinding[], nowMs: number): Threat[] {
  const fresh = findings.filter(({ atMs }) => atMs > nowMs - NEWS_MS).map((finding) => ({ ...finding, text: TEXTS[finding.kind] }));
  if (riskLevel(score) !== 'high') return fresh;
  const day = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return [...fresh, { kind: 'threat_score', severity: 'high', atMs: day, evidence: { score }, text: 'The threat score is high.' }];
}
