import { randomUUID } from 'node:crypto';
import type { Clock } from '#kernel';
import type { Cell, Database, Transaction } from '#platform/database';
import { Incidents, type IncidentKey } from '../../app/alerts/incidents.js';
import { showIncident } from '../../app/alerts/show-incident.js';
import type { LiveStream } from '../../app/live/live-stream.js';
import { meetRaise, resolved, type Evidence, type Incident, type IncidentStep, type Raise } from '../../core/index.js';
import { KEEP, LATEST, LOCK_KEY, SILENT } from './incident-statements.js';

type Cells = [
  id: string, userId: number, source: Incident['source'], kind: string, severity: Incident['severity'], key: string, state: Incident['state'], firstMs: number, lastMs: number, raises: number,
  openedMs: number, silenceMs: number | null, snoozedUntilMs: number | null, acknowledgedMs: number | null, resolvedMs: number | null, resolvedBy: NonNullable<Incident['resolvedBy']> | null,
  text: string, evidence: string,
];

export function incidentFrom(row: readonly Cell[]): Incident {
  const [id, userId, source, kind, severity, key, state, firstMs, lastMs, raises, openedMs, silenceMs, snoozedUntilMs, acknowledgedMs, resolvedMs, resolvedBy, text, evidence] = row as unknown as Cells;
  return {
    id, userId, source, kind, severity, key, state, firstMs, lastMs, raises, openedMs, text, evidence: JSON.parse(evidence) as Evidence,
    silenceMs: silenceMs ?? undefined, snoozedUntilMs: snoozedUntilMs ?? undefined, acknowledgedMs: acknowledgedMs ?? undefined, resolvedMs: resolvedMs ?? undefined, resolvedBy: resolvedBy ?? undefined,
  };
}

/** Stores what became of an incident and tells those who listen. */
export async function keepStep({ incident, news }: IncidentStep, nowMs: number, live: LiveStream, tx: Transaction): Promise<void> {
  const { id, userId, source, kind, severity, key, state, firstMs, lastMs, raises, openedMs, silenceMs, snoozedUntilMs, acknowledgedMs, resolvedMs, resolvedBy, text, evidence } = incident;
  await tx.rows(KEEP, [
    id, userId, source, kind, severity, key, state, firstMs, lastMs, raises, openedMs, silenceMs ?? null, snoozedUntilMs ?? null, acknowledgedMs ?? null, resolvedMs ?? null,
    resolvedBy ?? null, text, JSON.stringify(evidence),
  ]);
  if (news !== undefined) await live.publish({ type: `incident.${news}`, userId, atMs: nowMs, data: showIncident(incident) }, tx);
}

export class PgIncidents extends Incidents {
  constructor(
    private readonly database: Database,
    private readonly live: LiveStream,
    private readonly clock: Clock,
  ) {
    super();
  }

  raise(raise: Raise, tx?: Transaction): Promise<Incident> {
    return this.inside(tx, async (own) => {
      const latest = await this.latest(raise, own);
      const nowMs = this.clock.now();
      const steps = meetRaise(latest, raise, nowMs, randomUUID);
      for (const step of steps) await keepStep(step, nowMs, this.live, own);
      return (steps.at(-1) as IncidentStep).incident;
    });
  }

  settle(key: IncidentKey, tx?: Transaction): Promise<void> {
    return this.inside(tx, async (own) => {
      const latest = await this.latest(key, own);
      if (latest === undefined || latest.state === 'resolved') return;
      const nowMs = this.clock.now();
      await keepStep(resolved(latest, 'source', nowMs), nowMs, this.live, own);
    });
  }

  async endSilent(): Promise<number> {
    const nowMs = this.clock.now();
    const silent = await this.database.rows(SILENT, [nowMs]);
    for (const [userId, key] of silent) {
      await this.database.transaction(async (tx) => {
        const latest = await this.latest({ userId: userId as number, key: key as string }, tx);
        const isOver = latest?.silenceMs !== undefined && latest.state !== 'resolved' && latest.lastMs + latest.silenceMs < nowMs;
        if (isOver) await keepStep(resolved(latest, 'silence', nowMs), nowMs, this.live, tx);
      });
    }
    return silent.length;
  }

  private async latest({ userId, key }: IncidentKey, tx: Transaction): Promise<Incident | undefined> {
    await tx.rows(LOCK_KEY, [userId, key]);
    return (await tx.rows(LATEST, [userId, key])).map(incidentFrom)[0];
  }

  private inside<T>(tx: Transaction | undefined, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return tx === undefined ? this.database.transaction(work) : work(tx);
  }
}
