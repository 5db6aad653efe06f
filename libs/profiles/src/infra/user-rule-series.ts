import type { Database, Statement } from '#platform/database';
import { RuleSeries, type RuleMetric, type RuleWindow } from '#realtime';
import { INCOMING_COLUMNS, OUTGOING_COLUMNS } from './quarter-columns.js';

const QUARTER_MS = 900_000;

const SUMS: Readonly<Record<string, readonly [sum: string, text: string]>> = {
  'user.calls': [[...INCOMING_COLUMNS, ...OUTGOING_COLUMNS].join(' + '), 'Calls, both ways'],
  'user.incoming': [INCOMING_COLUMNS.join(' + '), 'Calls that came in'],
  'user.outgoing': [OUTGOING_COLUMNS.join(' + '), 'Calls the user made'],
  'user.answered': ['answered', 'Answered calls'],
  'user.rejected': ['rejected', 'Rejected calls'],
  'user.missed': ['missed', 'Missed calls'],
  'user.ai_handled': ['ai_handled', 'Calls the assistant took'],
  'user.security_events': ['security_events', 'Security events'],
  'user.interactions': ['interactions', 'Interactions'],
};

const statementOf = (metric: string, sum: string): Statement => ({
  name: `rule_${metric.replace('.', '_')}`,
  text: `
    SELECT coalesce(${sum}, 0)::int FROM generate_series($2::integer, $3::integer - 1) AS t(quarter)
    LEFT JOIN user_quarter AS q ON q.user_id = $1 AND q.quarter = t.quarter ORDER BY t.quarter`,
});

const STATEMENTS = new Map(Object.entries(SUMS).map(([metric, [sum]]) => [metric, statementOf(metric, sum)]));

/** What a user's quarter hours say, to rules; a quarter without anything counts as 0. */
export class UserRuleSeries extends RuleSeries {
  readonly metrics: readonly RuleMetric[] = Object.entries(SUMS).map(([name, [, text]]) => ({ name, scope: 'user', stepMinutes: 15, text: `${text} in a quarter hour` }));

  constructor(private readonly database: Database) {
    super();
  }

  async values(metric: string, { userId, fromMs, toMs }: RuleWindow): Promise<Float64Array> {
    const statement = STATEMENTS.get(metric);
    if (statement === undefined) return new Float64Array();
    return Float64Array.from(await this.database.rows(statement, [userId, Math.floor(fromMs / QUARTER_MS), Math.floor(toMs / QUARTER_MS)]), ([value]) => value as number);
  }
}
