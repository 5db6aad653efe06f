import { FEATURES, type Feature } from './behaviour-features.js';
import { SEVERITIES, type Severity } from './day-finding.js';
import type { Thresholds } from './judge-day.js';

export const SENSITIVITIES = ['low', 'medium', 'high'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** What a user chose, or the defaults. */
export interface AnomalySettings {
  readonly sensitivity: Sensitivity;
  /** Findings below it are not told of. */
  readonly minimumSeverity: Severity;
  /** Features that do not count for this user. */
  readonly featuresOff: readonly Feature[];
}

export const DEFAULT_ANOMALY_SETTINGS: AnomalySettings = { sensitivity: 'medium', minimumSeverity: 'low', featuresOff: [] };

/** How useful a user found what they were told, a word a finding. */
export interface Usefulness {
  readonly useful: number;
  readonly notUseful: number;
}

const LEVELS: Readonly<Record<Sensitivity, number>> = { low: 0.25, medium: 0.5, high: 0.75 };
const STEP = 0.05;
const MOST_STEPS = 4;

/**
 * Sensitivity as a number, 0.05–0.95: of low 0.25, medium 0.5, high 0.75, less 0.05 for each finding more that was not useful than useful, or 0.05
 * more for each the other way, by 0.2 at most either way. So a user's word moves it by less than a grade, and an equal number of words back undoes it.
 */
export function sensitivityLevel(sensitivity: Sensitivity, { useful, notUseful }: Usefulness): number {
  const steps = Math.max(-MOST_STEPS, Math.min(MOST_STEPS, useful - notUseful));
  return LEVELS[sensitivity] + STEP * steps;
}

/** A level's thresholds: at 0.5 four standard deviations and one day in 25. Of days that are alike, at most 8 % × level are told of. */
export function thresholdsAt(level: number): Thresholds {
  return { deviation: 5.5 - 3 * level, share: 0.08 * level };
}

/** What a finding once acted on is held against, so that it does not vanish when its user's sensitivity falls. */
export const LOOSEST: Thresholds = thresholdsAt(0.95);

export function featuresOn({ featuresOff }: AnomalySettings): readonly Feature[] {
  return FEATURES.filter((feature) => !featuresOff.includes(feature));
}

export function isAtLeast(severity: Severity, minimum: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(minimum);
}

/** What was chosen, over the defaults; stored values that no longer hold are passed over. */
export function settingsFrom(chosen: Readonly<Record<string, unknown>>): AnomalySettings {
  const { sensitivity, minimumSeverity, featuresOff } = DEFAULT_ANOMALY_SETTINGS;
  const off = Array.isArray(chosen['featuresOff']) ? (chosen['featuresOff'] as readonly unknown[]) : featuresOff;
  return {
    sensitivity: SENSITIVITIES.find((known) => known === chosen['sensitivity']) ?? sensitivity,
    minimumSeverity: SEVERITIES.find((known) => known === chosen['minimumSeverity']) ?? minimumSeverity,
    featuresOff: FEATURES.filter((feature) => off.includes(feature)),
  };
}
