import type { KnownCampaign, LikelyBlock, MembershipChange, Relation, Tie } from '../../core/campaigns/index.js';
import type { SpamCategory } from '#realtime/core';

/** Campaigns as the latest run left them. */
export interface KnownCampaigns {
  /** The run; 0 before the first. */
  readonly run: number;
  readonly campaigns: readonly KnownCampaign[];
}

/** What a whole group says of its campaign. */
export interface CampaignDescription {
  readonly confidence: number;
  readonly category: SpamCategory | null;
  readonly likelyNext: readonly LikelyBlock[];
}

export interface FoundCampaign {
  readonly id: string;
  /** What ties members in, of those about whom something new was found. */
  readonly ties: ReadonlyMap<number, readonly Tie[]>;
  /** Undefined: what was said before still holds. */
  readonly description: CampaignDescription | undefined;
}

/** What is related to a number. */
export interface NumberLink {
  readonly callerId: number;
  readonly otherId: number;
  readonly relation: Relation;
  readonly strength: number;
}

/** What a run found. */
export interface RunResult extends MembershipChange {
  /** The run that what was known came from. */
  readonly basedOn: number;
  /** Over all numbers; over those that suddenly call a great deal; over those that have something in common with a campaign. */
  readonly kind: 'all' | 'storm' | 'kin';
  readonly startedMs: number;
  readonly finishedMs: number;
  readonly suspects: number;
  readonly opened: readonly string[];
  readonly found: readonly FoundCampaign[];
  /** All of them where the run looked at all numbers, else further ones. */
  readonly links: readonly NumberLink[];
  /** Campaigns that something may have happened in: their calls are added up anew, from all their members. */
  readonly stirred: readonly string[];
}

/** The stored campaigns, for those who find them. */
export abstract class Campaigns {
  /** Those that were not merged into others, with the members they are known by: those in it, and those that left within a week and joined no other. */
  abstract known(activeSinceMs: number, nowMs: number): Promise<KnownCampaigns>;
  /**
   * All at once: whoever reads meanwhile finds campaigns as the run before left them, never one whose calls are not added up.
   * @param between awaited after each campaign added up, with how many are. @throws AppError `campaigns_changed` where another run has been saved since `basedOn`
   */
  abstract save(result: RunResult, between?: (addedUp: number) => Promise<void>): Promise<void>;
}
