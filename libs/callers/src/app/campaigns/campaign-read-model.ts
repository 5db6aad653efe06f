import type { SpamCategory } from '#realtime/core';
import type { CampaignState, LikelyBlock, Tie } from '../../core/campaigns/index.js';

export interface CampaignSummary {
  readonly id: string;
  readonly state: CampaignState;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly numbers: number;
  readonly users: number;
  readonly calls: number;
  readonly category: SpamCategory | null;
  readonly confidence: number;
}

/** Which campaigns; what is left out is not looked at. Merged ones are in none. */
export interface CampaignFilter {
  readonly state?: 'active' | 'ended';
  readonly category?: SpamCategory;
}

/** Where a page of campaigns ended. */
export interface CampaignPlace {
  readonly users: number;
  readonly id: string;
}

/** Numbers that began, and that ended, on a UTC day. */
export interface DayTurnover {
  readonly dayMs: number;
  readonly began: number;
  readonly retired: number;
}

export interface CampaignDossier extends CampaignSummary {
  readonly mergedInto: string | null;
  readonly openedMs: number;
  /** By the callee's hour of the day. */
  readonly hours: readonly number[];
  /** Ascending, days without any left out. */
  readonly turnover: readonly DayTurnover[];
  readonly likelyNext: readonly LikelyBlock[];
}

export interface CampaignMember {
  readonly callerId: number;
  readonly sinceMs: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly ties: readonly Tie[];
}

/** Where a page of members ended. */
export interface MemberPlace {
  readonly sinceMs: number;
  readonly callerId: number;
}

/** Campaigns as people look at them. */
export abstract class CampaignReadModel {
  /** Most users reached first. */
  abstract list(filter: CampaignFilter, after: CampaignPlace | undefined, limit: number): Promise<readonly CampaignSummary[]>;
  /** @param retiredBeforeMs numbers without a call since then have retired */
  abstract dossier(id: string, retiredBeforeMs: number): Promise<CampaignDossier | undefined>;
  /** The latest to join first. */
  abstract members(id: string, after: MemberPlace | undefined, limit: number): Promise<readonly CampaignMember[]>;
}
