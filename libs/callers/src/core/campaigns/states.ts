/** Append only: stored by their place. */
export const CAMPAIGN_STATES = ['active', 'ended', 'merged'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];
