import type { Kind } from '../recommendation.js';

/** Which of the user's own daily figures a kind of advice is measured by; lower is better for all of them. */
export const MEASURES = ['spam_taken', 'night_calls_rung', 'ai_handled'] as const;
export type Measure = (typeof MEASURES)[number];

export const MEASURED_BY: Readonly<Partial<Record<Kind, Measure>>> = {
  block_spam: 'spam_taken', stricter_strategy: 'spam_taken', quiet_hours: 'night_calls_rung', mailbox_for_campaigns: 'ai_handled',
};

const WEEKS = 4;
const DAYS_A_WEEK = 7;
export const MEASURED_DAYS = WEEKS * DAYS_A_WEEK;
/** Of Student's t at 42 degrees of freedom: 56 days less 14 means. */
const T95 = 2.018082;

/** The mean of a daily figure before and after, and how much it fell or rose. */
export interface MeasuredEffect {
  readonly measure: Measure;
  readonly beforePerDay: number;
  readonly afterPerDay: number;
  readonly differencePerDay: number;
  /** 95 % interval of the difference. */
  readonly lower: number;
  readonly upper: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Squared deviations of each weekday from its own mean. */
function withinWeekdays(days: readonly number[]): number {
  let sum = 0;
  for (let weekday = 0; weekday < DAYS_A_WEEK; weekday++) {
    const own = days.filter((_, day) => day % DAYS_A_WEEK === weekday);
    const centre = mean(own);
    for (const value of own) sum += (value - centre) ** 2;
  }
  return sum;
}

/**
 * What four whole weeks after a change differ by from the four before it, each weekday compared with itself (a two-way layout): Student's t on
 * the scatter within weekdays. Days count as independent; no cause is proven: who takes advice often does so at the worst of times.
 * Undefined where either is not 28 days.
 */
export function measuredEffect(measure: Measure, before: readonly number[], after: readonly number[]): MeasuredEffect | undefined {
  if (before.length !== MEASURED_DAYS || after.length !== MEASURED_DAYS) return undefined;
  const [beforePerDay, afterPerDay] = [mean(before), mean(after)];
  const variance = (withinWeekdays(before) + withinWeekdays(after)) / (2 * MEASURED_DAYS - 2 * DAYS_A_WEEK);
  const margin = T95 * Math.sqrt((2 * variance) / MEASURED_DAYS);
  const differencePerDay = afterPerDay - beforePerDay;
  return { measure, beforePerDay, afterPerDay, differencePerDay, lower: differencePerDay - margin, upper: differencePerDay + margin };
}

/**
 * The mean of several users' effects and its 95 % interval, users counting alike: by their scatter where there are three or more, else by
 * their own intervals. Undefined without any.
 */
export function pooledEffect(effects: readonly MeasuredEffect[]): { readonly meanPerDay: number; readonly lower: number; readonly upper: number } | undefined {
  if (effects.length === 0) return undefined;
  const meanPerDay = mean(effects.map(({ differencePerDay }) => differencePerDay));
  const halfWidths = effects.map(({ lower, upper }) => (upper - lower) / 2);
  const own = Math.sqrt(halfWidths.reduce((sum, half) => sum + half * half, 0)) / effects.length;
  const scatter = effects.reduce((sum, { differencePerDay }) => sum + (differencePerDay - meanPerDay) ** 2, 0);
  const margin = effects.length < 3 ? own : 1.96 * Math.sqrt(scatter / (effects.length - 1) / effects.length);
  return { meanPerDay, lower: meanPerDay - margin, upper: meanPerDay + margin };
}
