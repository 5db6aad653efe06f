import { plain, type Cell, type Database } from '#platform/database';
import { FEEDBACK_LABELS, type FeedbackLabel } from '#realtime/core';
import { CallerReadModel, type CallerFacts, type KnownCaller, type StandingVerdicts, type UserCaller, type UserCallers } from '../app/caller-read-model.js';
import type { Reputations } from '../app/ranges/reputations.js';
import type { CallerState } from '../core/caller-state.js';
import { VERDICTS, type Verdict } from '../core/verdict.js';
import { CALLER_CELLS, newcomersFrom, pairsFrom, stateFrom, USERS_CELL, type PairCells } from './caller-cells.js';
import { networkFrom, type CampaignCells } from './campaigns/network-cells.js';
import { crowdFrom, type CrowdCells } from './crowd-rows.js';
import { CALLER_FACTS, CALLER_PAGE, CALLERS_AMONG, CALLERS_OF_USER, VERDICTS_AMONG } from './read-statements.js';

const SPAM = VERDICTS.indexOf('spam');

type RelationCells = [made: number, taken: number, answered: number, answeredMs: number, lastMs: number, callTimes: number[]];

function labelFrom(code: number): FeedbackLabel {
  return FEEDBACK_LABELS[code] as FeedbackLabel;
}

function relationFrom([made, taken, answered, answeredMs, lastMs, callTimes]: RelationCells): CallerFacts['relation'] {
  return { made, taken, answered, answeredMs, lastMs, callTimes };
}

function knownFrom(row: Cell[]): Omit<UserCaller, 'made'> {
  const users = row[USERS_CELL] as number;
  return { caller: stateFrom(row) as CallerState, users, newcomers: newcomersFrom(row), reports: crowdFrom(row[CALLER_CELLS] as unknown as CrowdCells, users).reports };
}

/** Verdict facts in one round trip each. */
export class PgCallerReadModel extends CallerReadModel {
  constructor(
    private readonly database: Database,
    private readonly reputations: Reputations,
  ) {
    super();
  }

  async facts(callerId: number, userId: number | undefined): Promise<CallerFacts> {
    const [[row = []], around] = await Promise.all([this.database.rows(CALLER_FACTS, [callerId, userId ?? null]), this.reputations.around([callerId])]);
    const [crowd, pairs, relation, ownLabel] = row.slice(CALLER_CELLS) as unknown as [CrowdCells, PairCells[], RelationCells | null, number | null];
    const users = (row[USERS_CELL] as number | null) ?? 0;
    return {
      caller: stateFrom(row),
      users,
      newcomers: newcomersFrom(row),
      ...crowdFrom(crowd, users),
      reputation: around.get(callerId),
      pairs: pairsFrom(pairs),
      relation: relation === null ? undefined : relationFrom(relation),
      ownLabel: ownLabel === null ? undefined : labelFrom(ownLabel),
    };
  }

  async callersOf(userId: number, limit: number): Promise<UserCallers> {
    const called = (await this.database.rows(CALLERS_OF_USER, [userId, limit])) as [callerId: number, made: number, verdict: number | null][];
    const open = new Map(called.filter(([, , verdict]) => verdict === null).map(([callerId, made]) => [callerId, made]));
    const spamCalls = called.reduce((sum, [, made, verdict]) => (verdict === SPAM ? sum + made : sum), 0);
    return { spamCalls, toJudge: open.size === 0 ? [] : await this.among(open) };
  }

  async verdictsOf(callerIds: readonly number[]): Promise<StandingVerdicts> {
    const rows = (await this.database.rows(VERDICTS_AMONG, [plain([...callerIds])])) as [callerId: number, verdict: number | null][];
    const known = new Map(rows.flatMap(([callerId, verdict]) => (verdict === null ? [] : [[callerId, VERDICTS[verdict] as Verdict] as const])));
    const open = new Map(callerIds.filter((id) => !known.has(id)).map((id) => [id, 0]));
    return { known, toJudge: open.size === 0 ? [] : await this.among(open) };
  }

  async page(afterId: number, limit: number): Promise<readonly KnownCaller[]> {
    const rows = await this.database.rows(CALLER_PAGE, [afterId, limit]);
    const around = await this.reputations.around(rows.map(([callerId]) => callerId as number));
    return rows.map(([callerId, ...row]) => {
      const { campaign } = networkFrom(row[CALLER_CELLS + 1] as unknown as CampaignCells | null, []);
      return { callerId: callerId as number, ...knownFrom(row), reputation: around.get(callerId as number), campaign };
    });
  }

  private async among(calls: ReadonlyMap<number, number>): Promise<(UserCaller & { callerId: number })[]> {
    const ids = [...calls.keys()];
    const [rows, around] = await Promise.all([this.database.rows(CALLERS_AMONG, [plain(ids)]), this.reputations.around(ids)]);
    return rows.map(([id, ...row]) => ({ callerId: id as number, made: calls.get(id as number) ?? 0, ...knownFrom(row), reputation: around.get(id as number) }));
  }
}
