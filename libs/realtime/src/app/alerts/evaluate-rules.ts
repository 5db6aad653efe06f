import type { Clock } from '#kernel';
import { aggregate, holds, PLATFORM_USER, type AlertRule } from '../../core/index.js';
import type { Incidents } from './incidents.js';
import type { AlertRules, LoggedEvents, RuleSources } from './rule-series.js';

const MINUTE_MS = 60_000;
const PAGE = 200;

export interface RuleReport {
  readonly evaluated: number;
  readonly raised: number;
  readonly failed: number;
}

export interface EvaluateParts {
  readonly rules: AlertRules;
  readonly sources: RuleSources;
  readonly events: LoggedEvents;
  readonly incidents: Incidents;
  readonly clock: Clock;
  readonly onFailure: (rule: string, error: unknown) => void;
}

export const ruleKey = (id: string): string => `rule:${id}`;

const OPERATOR_TEXT = { gt: 'above', gte: 'at or above', lt: 'below', lte: 'at or below' } as const;

/** Looks at every rule as of the last full minute: raises where it holds, settles where it does not, and leaves things as they are where there is no answer. */
export class EvaluateRules {
  constructor(private readonly parts: EvaluateParts) {}

  async execute(): Promise<RuleReport> {
    const atMs = Math.floor(this.parts.clock.now() / MINUTE_MS) * MINUTE_MS;
    const report = { evaluated: 0, raised: 0, failed: 0 };
    let after: string | undefined;
    do {
      const page = await this.parts.rules.enabled(after, PAGE);
      for (const rule of page) {
        const outcome = await this.attempt(rule, atMs);
        report.evaluated++;
        if (outcome !== 'quiet') report[outcome]++;
      }
      after = page.length === PAGE ? page.at(-1)?.id : undefined;
    } while (after !== undefined);
    return report;
  }

  /** One that cannot be evaluated keeps no other from it. */
  private async attempt(rule: AlertRule, atMs: number): Promise<'raised' | 'quiet' | 'failed'> {
    try {
      return (await this.evaluate(rule, atMs)) ? 'raised' : 'quiet';
    } catch (error) {
      this.parts.onFailure(rule.id, error);
      return 'failed';
    }
  }

  private async evaluate(rule: AlertRule, atMs: number): Promise<boolean> {
    const values = await this.valuesOf(rule, atMs);
    const value = values && aggregate(values, rule.aggregation);
    if (value === undefined) return false;
    const { id, userId } = rule;
    if (!holds(value, rule)) {
      await this.parts.incidents.settle({ userId, key: ruleKey(id) });
      return false;
    }
    const { name, on, subject, operator, threshold, aggregation, durationMinutes, severity, cooldownMinutes } = rule;
    await this.parts.incidents.raise({
      source: 'rule', kind: on, severity, userId, key: ruleKey(id), atMs, cooldownMs: cooldownMinutes * MINUTE_MS,
      evidence: { ruleId: id, rule: name, on, subject, aggregation, operator, threshold, durationMinutes, value },
      text: `${name}: ${aggregation} of ${subject} over ${durationMinutes} min is ${Number(value.toPrecision(6))}, ${OPERATOR_TEXT[operator]} ${threshold}`,
    });
    return true;
  }

  private async valuesOf({ on, subject, userId, durationMinutes, filter, aggregation }: AlertRule, atMs: number): Promise<Float64Array | undefined> {
    const { sources, events } = this.parts;
    const lengthMs = durationMinutes * MINUTE_MS;
    if (on === 'event') return events.values(subject, { userId: userId === PLATFORM_USER ? undefined : userId, fromMs: atMs - lengthMs, toMs: atMs }, filter, aggregation);
    const found = sources.find(subject);
    if (found === undefined) return undefined;
    const stepMs = found.metric.stepMinutes * MINUTE_MS;
    const toMs = Math.floor(atMs / stepMs) * stepMs;
    return found.series.values(subject, { userId, fromMs: toMs - Math.max(stepMs, lengthMs), toMs });
  }
}
