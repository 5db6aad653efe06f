import type { Clock } from '#kernel';
import type { Cell, Database } from '#platform/database';
import { IncidentDesk, type IncidentFilter, type IncidentPlace } from '../../app/alerts/incidents.js';
import { actOn, type Incident, type IncidentAct } from '../../core/index.js';
import { FIND, LIST, LOCK_KEY } from './incident-statements.js';
import { incidentFrom, keepStep, type IncidentKeeping } from './pg-incidents.js';

const LATEST_PLACE: IncidentPlace = { openedMs: Number.MAX_SAFE_INTEGER, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

export class PgIncidentDesk extends IncidentDesk {
  constructor(
    private readonly database: Database,
    private readonly keeping: IncidentKeeping,
    private readonly clock: Clock,
  ) {
    super();
  }

  async list({ userId, state, source, severity }: IncidentFilter, after: IncidentPlace | undefined, limit: number): Promise<readonly Incident[]> {
    const { openedMs, id } = after ?? LATEST_PLACE;
    const rows = await this.database.rows(LIST, [userId ?? null, openedMs, id, source ?? null, severity ?? null, state ?? null, this.clock.now(), limit]);
    return rows.map((row) => this.read(row));
  }

  async find(id: string, userId: number | undefined): Promise<Incident | undefined> {
    return (await this.database.rows(FIND, [id, userId ?? null])).map((row) => this.read(row))[0];
  }

  act(id: string, userId: number | undefined, act: IncidentAct): Promise<Incident | 'unknown' | 'over'> {
    return this.database.transaction(async (tx) => {
      const [known] = (await tx.rows(FIND, [id, userId ?? null])).map((row) => this.read(row));
      if (known === undefined) return 'unknown';
      await tx.rows(LOCK_KEY, [known.userId, known.key]);
      const [incident] = (await tx.rows(FIND, [id, userId ?? null])).map((row) => this.read(row));
      const nowMs = this.clock.now();
      const step = incident && actOn(incident, act, nowMs);
      if (step === undefined) return 'over';
      await keepStep(step, nowMs, this.keeping, tx);
      return step.incident;
    });
  }

  private read(row: readonly Cell[]): Incident {
    return incidentFrom(row, this.keeping.keyring);
  }
}
