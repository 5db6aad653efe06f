import type { Severity } from '../vocabulary.js';

export const RULE_OPERATORS = ['gt', 'gte', 'lt', 'lte'] as const;
export type RuleOperator = (typeof RULE_OPERATORS)[number];

export const AGGREGATIONS = ['count', 'sum', 'mean', 'max', 'p95'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** Which points count; each named facet must be what it says. */
export type RuleFilter = Readonly<Record<string, string>>;

export interface AlertRule {
  readonly id: string;
  /** Surrogate id; `PLATFORM_USER` for rules over the whole platform. */
  readonly userId: number;
  readonly name: string;
  readonly on: 'metric' | 'event';
  /** Name of a metric, or a kind of event. */
  readonly subject: string;
  readonly operator: RuleOperator;
  readonly threshold: number;
  readonly durationMinutes: number;
  readonly aggregation: Aggregation;
  readonly cooldownMinutes: number;
  readonly severity: Severity;
  readonly filter: RuleFilter;
  readonly isEnabled: boolean;
  readonly createdMs: number;
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
}

/**
 * One figure of the values of a window. Of no values, count and sum are 0 and the others are no answer.
 * `p95` is the smallest value that 95 % of the values do not exceed (nearest rank). O(n), p95 O(n log n).
 */
export function aggregate(values: Float64Array, aggregation: Aggregation): number | undefined {
  if (aggregation === 'count') return values.length;
  let sum = 0;
  let max = -Infinity;
  for (const value of values) {
    sum += value;
    if (value > max) max = value;
  }
  if (aggregation === 'sum') return sum;
  if (values.length === 0) return undefined;
  if (aggregation === 'max') return max;
  return aggregation === 'mean' ? sum / values.length : quantile(values.slice().sort(), 0.95);
}

const HOLDS: Readonly<Record<RuleOperator, (value: number, threshold: number) => boolean>> = {
  gt: (value, threshold) => value > threshold,
  gte: (value, threshold) => value >= threshold,
  lt: (value, threshold) => value < threshold,
  lte: (value, threshold) => value <= threshold,
};

export function holds(value: number, { operator, threshold }: Pick<AlertRule, 'operator' | 'threshold'>): boolean {
  return HOLDS[operator](value, threshold);
}
