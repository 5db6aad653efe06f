import type { Cell, Database } from '#platform/database';
import { FEEDBACK_LABELS, type FeedbackLabel } from '#realtime/core';
import { CallerReadModel, type CallerFacts, type KnownCaller, type RangeFacts, type UserCaller } from '../app/caller-read-model.js';
import type { CallerState } from '../core/caller-state.js';
import { CALLER_CELLS, pairFrom, rangeFrom, stateFrom, USERS_CELL, type PairCells } from './caller-cells.js';
import { crowdFrom, type CrowdCells } from './crowd-rows.js';
import { CALLER_FACTS, CALLER_PAGE, CALLERS_OF_USER, RANGE_FACTS } from './read-statements.js';

type RelationCells = [made: number, taken: number, answered: number, answeredMs: number, lastMs: number, callTimes: number[]];

function labelFrom(code: number): FeedbackLabel {
  return FEEDBACK_LABELS[code] as FeedbackLabel;
}

function relationFrom([made, taken, answered, answeredMs, lastMs, callTimes]: RelationCells): CallerFacts['relation'] {
  return { made, taken, answered, answeredMs, lastMs, callTimes };
}

function knownFrom(row: Cell[]): Omit<UserCaller, 'made'> {
  const users = row[USERS_CELL] as number;
  return { caller: stateFrom(row) as CallerState, users, reports: crowdFrom(row[CALLER_CELLS] as unknown as CrowdCells, users).reports };
}

/** Verdict facts in one round trip each. */
export class PgCallerReadModel extends CallerReadModel {
  constructor(private readonly database: Database) {
    super();
  }

  async facts(callerId: number, userId: number | undefined): Promise<CallerFacts> {
    const [row = []] = await this.database.rows(CALLER_FACTS, [callerId, userId ?? null]);
    const [crowd, range, pairs, relation, ownLabel] = row.slice(CALLER_CELLS) as unknown as [CrowdCells, [number, number], PairCells[], RelationCells | null, number | null];
    const users = (row[USERS_CELL] as number | null) ?? 0;
    return {
      caller: stateFrom(row),
      users,
      ...crowdFrom(crowd, users),
      range: rangeFrom(range),
      pairs: pairs.map((cells) => pairFrom(callerId, cells)),
      relation: relation === null ? undefined : relationFrom(relation),
      ownLabel: ownLabel === null ? undefined : labelFrom(ownLabel),
    };
  }

  async range(rangeIndex: Buffer): Promise<RangeFacts> {
    const [row = []] = await this.database.rows(RANGE_FACTS, [rangeIndex]);
    return rangeFrom(row[0] as unknown as [number, number]);
  }

  async callersOf(userId: number, limit: number): Promise<readonly UserCaller[]> {
    const rows = await this.database.rows(CALLERS_OF_USER, [userId, limit]);
    return rows.map(([made, ...row]) => ({ made: made as number, ...knownFrom(row) }));
  }

  async page(afterId: number, limit: number): Promise<readonly KnownCaller[]> {
    const rows = await this.database.rows(CALLER_PAGE, [afterId, limit]);
    return rows.map(([callerId, ...row]) => ({ callerId: callerId as number, ...knownFrom(row) }));
  }
}
