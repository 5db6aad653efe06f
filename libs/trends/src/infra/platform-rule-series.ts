import type { Database, Statement } from '#platform/database';
import { RuleSeries, type RuleMetric, type RuleWindow } from '#realtime';

const HOUR_MS = 3_600_000;

const COLUMNS: Readonly<Record<string, readonly [column: string, text: string]>> = {
  'platform.calls': ['calls', 'Calls'],
  'platform.incoming': ['incoming', 'Calls that came in'],
  'platform.answered': ['answered', 'Answered calls'],
  'platform.ai_handled': ['ai_handled', 'Calls the assistant took'],
  'platform.spam_calls': ['spam_calls', 'Calls of numbers scored as spam'],
  'platform.distinct_callers': ['distinct_callers', 'Different callers'],
};

// Only hours that are added up: one that is not yet has no value, which is not 0.
const statementOf = (metric: string, column: string): Statement => ({
  name: `rule_${metric.replace('.', '_')}`,
  text: `
    SELECT coalesce(p.${column}, 0)::int FROM platform_rollup AS r CROSS JOIN generate_series($1::integer, least($2::integer, r.until_hour) - 1) AS t(hour)
    LEFT JOIN platform_hour AS p ON p.hour = t.hour ORDER BY t.hour`,
});

const STATEMENTS = new Map(Object.entries(COLUMNS).map(([metric, [column]]) => [metric, statementOf(metric, column)]));

/** What the platform's hours say, to rules. */
export class PlatformRuleSeries extends RuleSeries {
  readonly metrics: readonly RuleMetric[] = Object.entries(COLUMNS).map(([name, [, text]]) => ({ name, scope: 'platform', stepMinutes: 60, text: `${text} in an hour` }));

  constructor(private readonly database: Database) {
    super();
  }

  async values(metric: string, { fromMs, toMs }: RuleWindow): Promise<Float64Array> {
    const statement = STATEMENTS.get(metric);
    if (statement === undefined) return new Float64Array();
    return Float64Array.from(await this.database.rows(statement, [Math.floor(fromMs / HOUR_MS), Math.floor(toMs / HOUR_MS)]), ([value]) => value as number);
  }
}
