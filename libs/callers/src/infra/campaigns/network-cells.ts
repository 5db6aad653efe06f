import type { CallerNetwork } from '../../app/campaigns/campaign-of.js';
import { categoryFrom, relationFrom } from './pg-campaign-read-model.js';

export type CampaignCells = [id: string, numbers: number, users: number, category: number | null, confidence: number];
export type LinkCells = [callerId: number, relation: number, strength: number];

export function networkFrom(campaign: CampaignCells | null, links: readonly LinkCells[]): CallerNetwork {
  return {
    campaign: campaign === null ? undefined : campaignFrom(campaign),
    links: links.map(([other, relation, strength]) => ({ callerId: other, relation: relationFrom(relation), strength })),
  };
}

function campaignFrom([id, numbers, users, category, confidence]: CampaignCells): NonNullable<CallerNetwork['campaign']> {
  return { id, numbers, users, confidence, category: categoryFrom(category) };
}
