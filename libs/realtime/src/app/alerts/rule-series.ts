import type { Aggregation, AlertRule, RuleFilter } from '../../core/index.js';

/** A metric that rules may be over. */
export interface RuleMetric {
  readonly name: string;
  readonly scope: 'user' | 'platform';
  /** One value stands for so many minutes; windows are whole ones of these. */
  readonly stepMinutes: number;
  readonly text: string;
}

export interface RuleWindow {
  readonly userId: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A source of metrics. Other libraries implement it, apps list what there is. */
export abstract class RuleSeries {
  abstract readonly metrics: readonly RuleMetric[];
  /** One value a step, those without anything as 0 where nothing means zero. */
  abstract values(metric: string, window: RuleWindow): Promise<Float64Array>;
}

/** Events of the log, as rules count them. */
export abstract class LoggedEvents {
  /**
   * What `aggregation` is over: for `count` as many values as events, else the duration in seconds of calls and the value of metrics.
   * @param userId undefined: of everybody
   */
  abstract values(kind: string, window: Omit<RuleWindow, 'userId'> & { readonly userId: number | undefined }, filter: RuleFilter, aggregation: Aggregation): Promise<Float64Array>;
}

/** All sources together. */
export class RuleSources {
  private readonly byName: ReadonlyMap<string, { readonly metric: RuleMetric; readonly series: RuleSeries }>;

  constructor(series: readonly RuleSeries[]) {
    this.byName = new Map(series.flatMap((one) => one.metrics.map((metric) => [metric.name, { metric, series: one }] as const)));
  }

  get metrics(): readonly RuleMetric[] {
    return [...this.byName.values()].map(({ metric }) => metric);
  }

  find(name: string): { readonly metric: RuleMetric; readonly series: RuleSeries } | undefined {
    return this.byName.get(name);
  }
}

/** Rules as their owners keep them. Those of others are unknown here. */
export abstract class AlertRules {
  /** False where the owner has `most` already and none of this id. */
  abstract add(rule: AlertRule, most: number): Promise<boolean>;
  abstract list(userId: number, after: { readonly createdMs: number; readonly id: string } | undefined, limit: number): Promise<readonly AlertRule[]>;
  abstract find(userId: number, id: string): Promise<AlertRule | undefined>;
  abstract put(rule: AlertRule): Promise<boolean>;
  abstract remove(userId: number, id: string): Promise<boolean>;
  /** Those of everybody that are enabled, by id. */
  abstract enabled(afterId: string | undefined, limit: number): Promise<readonly AlertRule[]>;
}
