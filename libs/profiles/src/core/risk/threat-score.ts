import { DAY_MS } from '#kernel';
import type { Severity } from '#realtime/core';
import { decayed, noisyOr, saturated } from './noisy-or.js';
import { SECURITY_CLASSES, type SecurityClass } from './security-classes.js';
import type { SecurityHour } from './security-state.js';
import type { TakeoverFinding } from './takeover.js';

/** Points of an event by severity (low, medium, high, critical), how fast they are forgotten, and how far events of the class alone can take a score. */
interface ClassWeight { readonly points: readonly [low: number, medium: number, high: number, critical: number]; readonly halfLifeDays: number; readonly most: number }

/** Set by judgement, not learnt: there are no labelled takeovers to learn from. docs/security-events.md says what they come to. */
const CLASS_WEIGHTS: Readonly<Record<SecurityClass, ClassWeight>> = {
  failed_login: { points: [0.02, 0.04, 0.1, 0.25], halfLifeDays: 2, most: 0.6 },
  login: { points: [0, 0, 0.1, 0.3], halfLifeDays: 2, most: 0.5 },
  new_address: { points: [0.05, 0.15, 0.4, 1], halfLifeDays: 7, most: 0.6 },
  data_access: { points: [0, 0.02, 0.1, 0.4], halfLifeDays: 7, most: 0.7 },
  unauthorized_access: { points: [0.15, 0.4, 1, 2], halfLifeDays: 14, most: 0.95 },
  permission_change: { points: [0.02, 0.08, 0.3, 0.8], halfLifeDays: 7, most: 0.6 },
  other: { points: [0, 0.05, 0.25, 0.7], halfLifeDays: 7, most: 0.8 },
};

/** How sure a takeover is by the severity of its finding, and how fast that is forgotten. */
const FINDING_CHANCE: Readonly<Record<Severity, number>> = { low: 0.2, medium: 0.4, high: 0.7, critical: 0.9 };
const FINDING_HALF_LIFE_DAYS = 14;

/** Points of the events of an hour as they were new. */
export function pointsOf({ classCode, severity, events }: Pick<SecurityHour, 'classCode' | 'severity' | 'events'>): number {
  return (weightOf(classCode).points[severity] ?? 0) * events;
}

function weightOf(classCode: number): ClassWeight {
  return CLASS_WEIGHTS[SECURITY_CLASSES[classCode] ?? 'other'];
}

/** How much events of each class threaten as of a moment, in [0, 1]; an hour's events count as of its last. */
function classThreats(hours: readonly SecurityHour[], asOfMs: number): number[] {
  return SECURITY_CLASSES.map((_, classCode) => {
    const { halfLifeDays, most } = weightOf(classCode);
    const points = hours.filter((hour) => hour.classCode === classCode).reduce((sum, hour) => sum + pointsOf(hour) * decayed(asOfMs - hour.lastMs, halfLifeDays * DAY_MS), 0);
    return most * saturated(points);
  });
}

/**
 * How likely it is that an account is under attack or taken over, in [0, 1]: noisy-or over the classes of events and the findings, each fading
 * with its half-life. 0 of who nothing was told of. O(hours + findings).
 */
export function threatScore(hours: readonly SecurityHour[], findings: readonly TakeoverFinding[], asOfMs: number): number {
  const chances = findings.map(({ severity, atMs }) => FINDING_CHANCE[severity] * decayed(asOfMs - atMs, FINDING_HALF_LIFE_DAYS * DAY_MS));
  return noisyOr([...classThreats(hours, asOfMs), ...chances]);
}
