import { randomUUID } from 'node:crypto';
import type { Clock } from '#kernel';
import type { Cell, Database, Transaction } from '#platform/database';
import { redactText } from '#platform/logging';
import type { Keyring } from '#privacy';
import { Incidents, type IncidentKey } from '../../app/alerts/incidents.js';
import { showIncident } from '../../app/alerts/show-incident.js';
import type { LiveStream } from '../../app/live/live-stream.js';
import { maskTexts } from '../../app/live/mask-texts.js';
import { meetRaise, resolved, type Incident, type IncidentStep, type Raise } from '../../core/index.js';
import { FORGET, KEEP, LATEST, LOCK_KEY, SILENT } from './incident-statements.js';

type Cells = [
  id: string, userId: number, source: Incident['source'], kind: string, severity: Incident['severity'], key: string, state: Incident['state'], firstMs: number, lastMs: number, raises: number,
  openedMs: number, silenceMs: number | null, snoozedUntilMs: number | null, acknowledgedMs: number | null, resolvedMs: number | null, resolvedBy: NonNullable<Incident['resolvedBy']> | null,
  details: Buffer,
];

export function incidentFrom(row: readonly Cell[], keyring: Keyring): Incident {
  const [id, userId, source, kind, severity, key, state, firstMs, lastMs, raises, openedMs, silenceMs, snoozedUntilMs, acknowledgedMs, resolvedMs, resolvedBy, details] = row as unknown as Cells;
  const { text, evidence, translations } = JSON.parse(keyring.open('details', details)) as Pick<Incident, 'text' | 'evidence' | 'translations'>;
  return {
    id, userId, source, kind, severity, key, state, firstMs, lastMs, raises, openedMs, text, evidence, translations,
    silenceMs: silenceMs ?? undefined, snoozedUntilMs: snoozedUntilMs ?? undefined, acknowledgedMs: acknowledgedMs ?? undefined, resolvedMs: resolvedMs ?? undefined, resolvedBy: resolvedBy ?? undefined,
  };
}

export interface IncidentKeeping {
  readonly live: LiveStream;
  readonly keyring: Keyring;
}

/** Stores what became of an incident and tells those who listen. */
export async function keepStep({ incident, news }: IncidentStep, nowMs: number, { live, keyring }: IncidentKeeping, tx: Transaction): Promise<void> {
  const { id, userId, source, kind, severity, key, state, firstMs, lastMs, raises, openedMs, silenceMs, snoozedUntilMs, acknowledgedMs, resolvedMs, resolvedBy, text, evidence, translations } = incident;
  await tx.rows(KEEP, [
    id, userId, source, kind, severity, key, state, firstMs, lastMs, raises, openedMs, silenceMs ?? null, snoozedUntilMs ?? null, acknowledgedMs ?? null, resolvedMs ?? null,
    resolvedBy ?? null, keyring.seal('details', JSON.stringify({ text, evidence, translations })),
  ]);
  if (news !== undefined) await live.publish({ type: `incident.${news}`, userId, atMs: nowMs, data: showIncident(incident) }, tx);
}

export class PgIncidents extends Incidents {
  constructor(
    private readonly database: Database,
    private readonly keeping: IncidentKeeping,
    private readonly clock: Clock,
  ) {
    super();
  }

  raise(said: Raise, tx?: Transaction): Promise<Incident> {
    const [evidence, translations] = maskTexts([said.evidence, said.translations]) as [Raise['evidence'], Raise['translations']];
    const raise: Raise = { ...said, text: redactText(said.text), evidence, translations };
    return this.inside(tx, async (own) => {
      const latest = await this.latest(raise, own);
      const nowMs = this.clock.now();
      const steps = meetRaise(latest, raise, nowMs, randomUUID);
      for (const step of steps) await keepStep(step, nowMs, this.keeping, own);
      return (steps.at(-1) as IncidentStep).incident;
    });
  }

  settle(key: IncidentKey, tx?: Transaction): Promise<void> {
    return this.inside(tx, async (own) => {
      const latest = await this.latest(key, own);
      if (latest === undefined || latest.state === 'resolved') return;
      const nowMs = this.clock.now();
      await keepStep(resolved(latest, 'source', nowMs), nowMs, this.keeping, own);
    });
  }

  async endSilent(): Promise<number> {
    const nowMs = this.clock.now();
    const silent = await this.database.rows(SILENT, [nowMs]);
    for (const [userId, key] of silent) {
      await this.database.transaction(async (tx) => {
        const latest = await this.latest({ userId: userId as number, key: key as string }, tx);
        const isOver = latest?.silenceMs !== undefined && latest.state !== 'resolved' && latest.lastMs + latest.silenceMs < nowMs;
        if (isOver) await keepStep(resolved(latest, 'silence', nowMs), nowMs, this.keeping, tx);
      });
    }
    return silent.length;
  }

  async forget(resolvedBeforeMs: number): Promise<number> {
    return (await this.database.rows(FORGET, [resolvedBeforeMs])).length;
  }

  private async latest({ userId, key }: IncidentKey, tx: Transaction): Promise<Incident | undefined> {
    await tx.rows(LOCK_KEY, [userId, key]);
    return (await tx.rows(LATEST, [userId, key])).map((row) => incidentFrom(row, this.keeping.keyring))[0];
  }

  private inside<T>(tx: Transaction | undefined, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return tx === undefined ? this.database.transaction(work) : work(tx);
  }
}
