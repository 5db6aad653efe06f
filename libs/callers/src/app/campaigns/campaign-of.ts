import type { SpamCategory } from '#realtime/core';
import type { Relation } from '../../core/campaigns/index.js';

/** A campaign as a verdict on one of its numbers rests on it. */
export interface CampaignFacts {
  readonly id: string;
  /** In it. */
  readonly numbers: number;
  /** That they reached. */
  readonly users: number;
  /** 0–1: how surely its numbers act together. */
  readonly confidence: number;
  readonly category: SpamCategory | null;
}

/** A number related to the one asked about. */
export interface RelatedNumber {
  readonly callerId: number;
  readonly relation: Relation;
  readonly strength: number;
}

export interface CallerNetwork {
  readonly campaign: CampaignFacts | undefined;
  /** Strongest first, ten at most. */
  readonly links: readonly RelatedNumber[];
}

/** Which campaign a number belongs to. */
export abstract class CampaignOf {
  /** @param asOfMs as was known then; now where left out */
  abstract network(callerId: number, asOfMs?: number): Promise<CallerNetwork>;

  /** The number's campaign with what is related to the number; undefined where it is in none. */
  async of(callerId: number, asOfMs?: number): Promise<(CampaignFacts & { readonly links: readonly RelatedNumber[] }) | undefined> {
    const { campaign, links } = await this.network(callerId, asOfMs);
    return campaign && { ...campaign, links };
  }
}
