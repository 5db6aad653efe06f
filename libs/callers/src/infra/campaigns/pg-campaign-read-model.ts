import { DAY_MS } from '#kernel';
import type { Cell, Database } from '#platform/database';
import { SPAM_CATEGORIES, type SpamCategory } from '#realtime/core';
import {
  CampaignReadModel, type CampaignDossier, type CampaignFilter, type CampaignMember, type CampaignPlace, type CampaignSummary, type MemberPlace,
} from '../../app/campaigns/campaign-read-model.js';
import { CAMPAIGN_STATES, RELATIONS, type CampaignState, type Relation, type Tie } from '../../core/campaigns/index.js';
import { CAMPAIGN_DOSSIER, CAMPAIGN_MEMBERS, LIST_CAMPAIGNS } from './campaign-read-statements.js';

type SummaryCells = [id: string, state: number, firstMs: number, lastMs: number, numbers: number, users: number, calls: number, category: number | null, confidence: number];
type DossierCells = [mergedInto: string | null, openedMs: number, hours: number[], turnover: [number, number, number][], blocks: [number, number, number][]];
type TieCells = [relation: number, strength: number, numbers: number];
type MemberCells = [callerId: number, sinceMs: number, firstMs: number, lastMs: number, ties: TieCells[]];

const SUMMARY_CELLS = 9;

export const categoryFrom = (code: number | null): SpamCategory | null => (code === null ? null : (SPAM_CATEGORIES[code] as SpamCategory));
export const relationFrom = (code: number): Relation => RELATIONS[code] as Relation;
const tieFrom = ([relation, strength, numbers]: TieCells): Tie => ({ relation: relationFrom(relation), strength, numbers });

function summaryFrom(row: Cell[]): CampaignSummary {
  const [id, state, firstMs, lastMs, numbers, users, calls, category, confidence] = row as unknown as SummaryCells;
  return { id, state: CAMPAIGN_STATES[state] as CampaignState, firstMs, lastMs, numbers, users, calls, category: categoryFrom(category), confidence };
}

export class PgCampaignReadModel extends CampaignReadModel {
  constructor(private readonly database: Database) {
    super();
  }

  async list({ state, category }: CampaignFilter, after: CampaignPlace | undefined, limit: number): Promise<readonly CampaignSummary[]> {
    const codes = [state === undefined ? null : CAMPAIGN_STATES.indexOf(state), category === undefined ? null : SPAM_CATEGORIES.indexOf(category)];
    return (await this.database.rows(LIST_CAMPAIGNS, [...codes, after?.users ?? null, after?.id ?? null, limit])).map(summaryFrom);
  }

  async dossier(id: string, retiredBeforeMs: number): Promise<CampaignDossier | undefined> {
    const [row] = await this.database.rows(CAMPAIGN_DOSSIER, [id, retiredBeforeMs]);
    if (row === undefined) return undefined;
    const [mergedInto, openedMs, hours, turnover, blocks] = row.slice(SUMMARY_CELLS) as unknown as DossierCells;
    return {
      ...summaryFrom(row), mergedInto, openedMs, hours,
      turnover: turnover.map(([day, began, retired]) => ({ dayMs: day * DAY_MS, began, retired })),
      likelyNext: blocks.map(([callerId, freeDigits, probability]) => ({ callerId, freeDigits, probability })),
    };
  }

  async members(id: string, after: MemberPlace | undefined, limit: number): Promise<readonly CampaignMember[]> {
    const rows = await this.database.rows(CAMPAIGN_MEMBERS, [id, after?.sinceMs ?? null, after?.callerId ?? null, limit]);
    return (rows as unknown as MemberCells[]).map(([callerId, sinceMs, firstMs, lastMs, ties]) => ({ callerId, sinceMs, firstMs, lastMs, ties: ties.map(tieFrom) }));
  }
}
