import { type Clock, DAY_MS } from '#kernel';
import { HOUR_MS } from '../../core/risk/security-state.js';
import { threatsOf } from '../../core/risk/threat-alerts.js';
import type { AssessRisk } from './assess-risk.js';
import type { ThreatFindings } from './threat-findings.js';

/** The hour under way and the one before: what is told later than that raises no alert. */
const HOURS_WATCHED = 1;
const KEPT_DAYS = 400;

/** Looks at users of whom security events were folded since the last look. */
export class WatchThreats {
  /** Events of each user in the hours watched, as of the last look. After a start all are looked at again, which raises nothing twice. */
  private seen: ReadonlyMap<number, number> = new Map();

  constructor(
    private readonly findings: ThreatFindings,
    private readonly assess: Pick<AssessRisk, 'threat'>,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<{ readonly users: number; readonly raised: number }> {
    const nowMs = this.clock.now();
    const active = await this.findings.active(Math.floor(nowMs / HOUR_MS) - HOURS_WATCHED);
    const changed = active.filter(({ userId, events }) => this.seen.get(userId) !== events);
    let raised = 0;
    for (const { userId } of changed) {
      raised += await this.findings.raise(userId, threatsOf(await this.assess.threat(userId, nowMs), nowMs), nowMs);
    }
    // Only once all went well: what failed is looked at again.
    this.seen = new Map(active.map(({ userId, events }) => [userId, events]));
    await this.findings.forgetBefore(nowMs - KEPT_DAYS * DAY_MS);
    return { users: changed.length, raised };
  }
}
