import type { Cell, Database } from '#platform/database';
import { CallerDisputes, type DisputeCase, type DisputePlace, type SealedObjection } from '../app/caller-disputes.js';
import { DISPUTE_OUTCOMES, type Dispute } from '../core/index.js';
import { disputeFrom, objectorsFrom, type ObjectorCells } from './crowd-rows.js';
import { DISPUTE_BY_ID, DISPUTES_OF, HAD_CALLS, JOINED, OPEN_DISPUTES, RESOLVED_DISPUTES } from './dispute-statements.js';

type CaseCells = [
  id: string, callerId: number, openedMs: number, deadlineMs: number, resolvedMs: number | null, outcome: number | null, details: Buffer, resolution: Buffer | null, objectors: ObjectorCells[],
  evidence: [number, number, number, number],
];

function caseFrom(row: Cell[]): DisputeCase {
  const [id, callerId, openedMs, deadlineMs, resolvedMs, outcome, details, resolution, objectors, [calls, users, reporters, clearers]] = row as unknown as CaseCells;
  return {
    id, callerId, openedMs, deadlineMs, resolvedMs: resolvedMs ?? undefined, outcome: outcome === null ? undefined : DISPUTE_OUTCOMES[outcome],
    details, resolution: resolution ?? undefined, objectors: objectorsFrom(objectors), evidence: { calls, users, reporters, clearers },
  };
}

export class PgCallerDisputes extends CallerDisputes {
  constructor(private readonly database: Database) {
    super();
  }

  async of(callerId: number): Promise<readonly Dispute[]> {
    return (await this.database.rows(DISPUTES_OF, [callerId])).map((row) => disputeFrom(row as unknown as Parameters<typeof disputeFrom>[0]));
  }

  async find(id: string): Promise<DisputeCase | undefined> {
    return (await this.database.rows(DISPUTE_BY_ID, [id])).map(caseFrom)[0];
  }

  async joined(id: string): Promise<readonly SealedObjection[]> {
    return (await this.database.rows(JOINED, [id])).map((row) => ({ atMs: row[0] as number, details: row[1] as unknown as Buffer }));
  }

  async hadCalls(callerId: number, userId: number): Promise<boolean> {
    return (await this.database.rows(HAD_CALLS, [callerId, userId]))[0]?.[0] === true;
  }

  async list(open: boolean, after: DisputePlace | undefined, limit: number): Promise<readonly DisputeCase[]> {
    return (await this.database.rows(open ? OPEN_DISPUTES : RESOLVED_DISPUTES, [after?.deadlineMs ?? null, after?.id ?? null, limit])).map(caseFrom);
  }
}
