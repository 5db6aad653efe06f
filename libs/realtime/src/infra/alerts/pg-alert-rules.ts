import type { Cell, Database, Parameter, Statement } from '#platform/database';
import type { Keyring } from '#privacy';
import { AlertRules } from '../../app/alerts/rule-series.js';
import type { AlertRule, RuleFilter } from '../../core/index.js';

const COLUMNS = [
  'rule_id', 'user_id', 'name', 'on_what', 'subject', 'operator', 'threshold', 'duration_minutes', 'aggregation', 'cooldown_minutes', 'severity', 'filter', 'enabled', 'created_ms',
] as const;
const SELECTED = COLUMNS.map((name) => (name === 'filter' ? 'filter::text' : name)).join(', ');
const PLACES = COLUMNS.map((name, at) => `$${at + 1}${name === 'filter' ? '::json' : ''}`).join(', ');

const LOCK_OWNER: Statement = { name: 'alert_rule_lock', text: `SELECT pg_advisory_xact_lock(hashtextextended('alert_rules', $1))` };

const ADD: Statement = {
  name: 'alert_rule_add',
  text: `INSERT INTO alert_rule (${COLUMNS.join(', ')}) SELECT ${PLACES} WHERE (SELECT count(*) FROM alert_rule WHERE user_id = $2) < $${COLUMNS.length + 1}
    ON CONFLICT (rule_id) DO NOTHING RETURNING 1`,
};

const PUT: Statement = {
  name: 'alert_rule_put',
  text: `UPDATE alert_rule SET ${COLUMNS.slice(2).map((name, at) => `${name} = $${at + 3}${name === 'filter' ? '::json' : ''}`).join(', ')} WHERE rule_id = $1 AND user_id = $2 RETURNING 1`,
};

const LIST: Statement = { name: 'alert_rule_list', text: `SELECT ${SELECTED} FROM alert_rule WHERE user_id = $1 AND (created_ms, rule_id) > ($2, $3::uuid) ORDER BY created_ms, rule_id LIMIT $4` };

const FIND: Statement = { name: 'alert_rule_find', text: `SELECT ${SELECTED} FROM alert_rule WHERE user_id = $1 AND rule_id = $2` };

const REMOVE: Statement = { name: 'alert_rule_remove', text: 'DELETE FROM alert_rule WHERE user_id = $1 AND rule_id = $2 RETURNING 1' };

const ENABLED: Statement = { name: 'alert_rule_enabled', text: `SELECT ${SELECTED} FROM alert_rule WHERE enabled AND rule_id > $1::uuid ORDER BY rule_id LIMIT $2` };

const NO_ID = '00000000-0000-0000-0000-000000000000';

type Cells = [
  id: string, userId: number, name: Buffer, on: AlertRule['on'], subject: string, operator: AlertRule['operator'], threshold: number, durationMinutes: number, aggregation: AlertRule['aggregation'],
  cooldownMinutes: number, severity: AlertRule['severity'], filter: string, isEnabled: boolean, createdMs: number,
];

function ruleFrom(row: readonly Cell[], keyring: Keyring): AlertRule {
  const [id, userId, name, on, subject, operator, threshold, durationMinutes, aggregation, cooldownMinutes, severity, filter, isEnabled, createdMs] = row as unknown as Cells;
  return { id, userId, name: keyring.open('details', name), on, subject, operator, threshold, durationMinutes, aggregation, cooldownMinutes, severity, filter: JSON.parse(filter) as RuleFilter, isEnabled, createdMs };
}

function cellsOf({ id, userId, name, on, subject, operator, threshold, durationMinutes, aggregation, cooldownMinutes, severity, filter, isEnabled, createdMs }: AlertRule, keyring: Keyring): Parameter[] {
  return [id, userId, keyring.seal('details', name), on, subject, operator, threshold, durationMinutes, aggregation, cooldownMinutes, severity, JSON.stringify(filter), isEnabled, createdMs];
}

export class PgAlertRules extends AlertRules {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  add(rule: AlertRule, most: number): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await tx.rows(LOCK_OWNER, [rule.userId]);
      if ((await tx.rows(FIND, [rule.userId, rule.id])).length > 0) return true;
      return (await tx.rows(ADD, [...cellsOf(rule, this.keyring), most])).length > 0;
    });
  }

  async list(userId: number, after: { readonly createdMs: number; readonly id: string } | undefined, limit: number): Promise<readonly AlertRule[]> {
    return (await this.database.rows(LIST, [userId, after?.createdMs ?? 0, after?.id ?? NO_ID, limit])).map((row) => ruleFrom(row, this.keyring));
  }

  async find(userId: number, id: string): Promise<AlertRule | undefined> {
    return (await this.database.rows(FIND, [userId, id])).map((row) => ruleFrom(row, this.keyring))[0];
  }

  async put(rule: AlertRule): Promise<boolean> {
    return (await this.database.rows(PUT, cellsOf(rule, this.keyring))).length > 0;
  }

  async remove(userId: number, id: string): Promise<boolean> {
    return (await this.database.rows(REMOVE, [userId, id])).length > 0;
  }

  async enabled(afterId: string | undefined, limit: number): Promise<readonly AlertRule[]> {
    return (await this.database.rows(ENABLED, [afterId ?? NO_ID, limit])).map((row) => ruleFrom(row, this.keyring));
  }
}
