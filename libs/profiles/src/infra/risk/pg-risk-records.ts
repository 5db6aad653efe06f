import { QUARTER_HOUR_MS } from '#kernel';
import { bytes, type Cell, type Database, type Statement } from '#platform/database';
import { RiskRecords, type RiskSpan, type RiskUser } from '../../app/risk/risk-records.js';
import { HOUR_MS, MINUTE_MS, type SecurityHour, type SecurityStep } from '../../core/risk/security-state.js';
import type { KnownOrigins } from '../../core/risk/takeover.js';
import { INCOMING_COLUMNS } from '../quarter-columns.js';

const HOURS: Statement = {
  name: 'security_hours',
  text: 'SELECT hour, class, severity, events, records, first_ms, last_ms FROM security_hour WHERE user_id = $1 AND hour > $2 AND hour <= $3 AND first_ms <= $4 ORDER BY hour, class, severity',
};

const STEPS: Statement = {
  name: 'security_steps',
  text: `
    SELECT minute, class, encode(address, 'hex'), encode(device, 'hex'), country, events, records, first_ms, last_ms
    FROM security_step WHERE user_id = $1 AND minute > $2 AND minute <= $3 AND first_ms <= $4 ORDER BY minute DESC, class, address, device, country LIMIT $5`,
};

const ORIGINS: Statement = { name: 'security_origins', text: `SELECT encode(origin, 'hex'), first_ms FROM security_origin WHERE user_id = $1 AND origin = ANY($2::bytea[])` };
const EARLIEST: Statement = { name: 'security_earliest', text: 'SELECT min(first_ms) FROM security_origin WHERE user_id = $1' };

const incoming = INCOMING_COLUMNS.join(' + ');

const USER: Statement = {
  name: 'risk_user',
  text: `
    SELECT first.first_ms, calls.recent, calls.before,
      (SELECT json_object_agg(name, value)::text FROM user_preference WHERE user_id = $1 AND name IN ('shareAnalytics', 'retentionDays'))
    FROM (SELECT first_ms FROM user_quarter WHERE user_id = $1 ORDER BY quarter LIMIT 1) AS first, (
      SELECT coalesce(sum(${incoming}) FILTER (WHERE quarter >= $3::integer), 0)::bigint AS recent, coalesce(sum(${incoming}) FILTER (WHERE quarter < $3::integer), 0)::bigint AS before
      FROM user_quarter WHERE user_id = $1 AND quarter >= $2::integer AND quarter < $4::integer
    ) AS calls`,
};

export class PgRiskRecords extends RiskRecords {
  constructor(private readonly database: Database) {
    super();
  }

  async user(userId: number, { fromMs, recentFromMs, toMs }: RiskSpan): Promise<RiskUser | undefined> {
    const [row] = await this.database.rows(USER, [userId, fromMs / QUARTER_HOUR_MS, recentFromMs / QUARTER_HOUR_MS, toMs / QUARTER_HOUR_MS]);
    if (row === undefined) return undefined;
    const [sinceMs, recent, before, chosen] = row as [number, number, number, string | null];
    return { sinceMs, incoming: { recent, before }, choices: chosen === null ? {} : (JSON.parse(chosen) as RiskUser['choices']) };
  }

  async hours(userId: number, fromMs: number, untilMs: number): Promise<readonly SecurityHour[]> {
    const rows = await this.database.rows(HOURS, [userId, Math.floor(fromMs / HOUR_MS), Math.floor(untilMs / HOUR_MS), untilMs]);
    return (rows as number[][]).map(([hour, classCode, severity, events, records, firstMs, lastMs]) => ({ userId, hour, classCode, severity, events, records, firstMs, lastMs }) as SecurityHour);
  }

  async steps(userId: number, fromMs: number, untilMs: number, most: number): Promise<readonly SecurityStep[]> {
    const rows = await this.database.rows(STEPS, [userId, Math.floor(fromMs / MINUTE_MS), Math.floor(untilMs / MINUTE_MS), untilMs, most]);
    return rows.map((cells) => stepFrom(userId, cells));
  }

  async origins(userId: number, keys: readonly string[]): Promise<KnownOrigins> {
    if (keys.length === 0) return { firstMs: new Map(), earliestMs: undefined };
    const [known, [earliest]] = await Promise.all([
      this.database.rows(ORIGINS, [userId, bytes(keys.map((key) => Buffer.from(key, 'hex')))]), this.database.rows(EARLIEST, [userId]),
    ]);
    return { firstMs: new Map(known as [string, number][]), earliestMs: (earliest?.[0] as number | null | undefined) ?? undefined };
  }
}

function stepFrom(userId: number, cells: Cell[]): SecurityStep {
  const [minute, classCode, address, device, country, events, records, firstMs, lastMs] = cells as [number, number, string, string, string, number, number, number, number];
  return { userId, minute, classCode, address, device, country, events, records, firstMs, lastMs };
}
