import { DAY_MS } from '#kernel';
import type { Database, Statement } from '#platform/database';
import type { Incidents } from '#realtime';
import { ThreatFindings, type RecentActivity } from '../../app/risk/threat-findings.js';
import type { Threat } from '../../core/risk/threat-alerts.js';

const ACTIVE: Statement = { name: 'threat_active', text: 'SELECT user_id, sum(events)::bigint FROM security_hour WHERE hour >= $1 GROUP BY user_id ORDER BY user_id' };
const KEEP: Statement = {
  name: 'threat_finding_keep',
  text: `INSERT INTO threat_finding (user_id, kind, at_ms, found_ms, severity, evidence) VALUES ($1, $2, $3, $4, $5, $6::json) ON CONFLICT DO NOTHING RETURNING kind`,
};
const FORGET: Statement = { name: 'threat_finding_forget', text: 'DELETE FROM threat_finding WHERE found_ms < $1' };

/** A finding is told of once, so nothing more is heard of it: whoever looks into it has a day. */
const SILENCE_MS = DAY_MS;

export class PgThreatFindings extends ThreatFindings {
  constructor(
    private readonly database: Database,
    private readonly incidents: Pick<Incidents, 'raise'>,
  ) {
    super();
  }

  async active(fromHour: number): Promise<readonly RecentActivity[]> {
    return ((await this.database.rows(ACTIVE, [fromHour])) as number[][]).map(([userId, events]) => ({ userId, events }) as RecentActivity);
  }

  async raise(userId: number, threats: readonly Threat[], nowMs: number): Promise<number> {
    if (threats.length === 0) return 0;
    return this.database.transaction(async (tx) => {
      let raised = 0;
      for (const { kind, severity, atMs, events, evidence, text } of inOrder(threats)) {
        const fresh = await tx.rows(KEEP, [userId, kind, atMs, nowMs, severity, JSON.stringify(evidence)]);
        if (fresh.length === 0) continue;
        await this.incidents.raise({ source: 'security', kind, severity, userId, key: `security:${kind}:${atMs}`, atMs: events?.lastMs ?? atMs, sinceMs: events?.firstMs, evidence, text: text.en, translations: { 'zh-CN': text['zh-CN'] }, silenceMs: SILENCE_MS }, tx);
        raised++;
      }
      return raised;
    });
  }

  async forgetBefore(ms: number): Promise<void> {
    await this.database.rows(FORGET, [ms]);
  }
}

/** So that two who raise at once never wait for each other. */
const inOrder = (threats: readonly Threat[]): Threat[] => [...threats].sort((left, right) => (left.kind === right.kind ? left.atMs - right.atMs : left.kind < right.kind ? -1 : 1));
