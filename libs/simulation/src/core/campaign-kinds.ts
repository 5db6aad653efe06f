import type { SpamCategory } from '#realtime/core';

import type { SpamKind } from './items.js';
import { RHYTHMS, type Rhythm } from './rhythm.js';

export type Range = readonly [lowest: number, highest: number];

/** What the campaigns of a kind have in common. */
export interface CampaignTraits {
  readonly callsPerUserDay: number;
  /** Users for each campaign that runs at the same time. */
  readonly usersPerCampaign: number;
  readonly lifeDays: Range;
  /** How many numbers it calls from, or blocks where every call takes another number. */
  readonly numbers: Range;
  readonly categories: readonly SpamCategory[];
  readonly rhythm: Rhythm;
  readonly weekendFactor: number;
  readonly trust: number;
  /** Chance to ring again the same day, from the same number, where nobody picked up. */
  readonly redial: number;
  /** A recording is hung up on or heard to its end; a person talks as long as the other listens. */
  readonly voice: 'recorded' | 'human';
}

/**
 * Most robocall campaigns rarely reuse a number, and wangiri calls and bursts of calls stand out in call records alone
 * (Prasad et al., USENIX Security 2020, "Who's Calling?"); yet lists of known numbers stop more than half of unwanted
 * calls (Pandit et al., NDSS 2018, "Towards Measuring the Effectiveness of Telephony Blacklists"). So both sorts are here.
 * The figures are this generator's own guesses; `Scale` moves them.
 */
export const CAMPAIGN_TRAITS: Readonly<Record<SpamKind, CampaignTraits>> = {
  telemarketer: {
    callsPerUserDay: 0.29, usersPerCampaign: 120, lifeDays: [21, 42], numbers: [3, 8],
    categories: ['loan', 'insurance', 'real_estate', 'investment', 'sales', 'telecom', 'charity'],
    rhythm: RHYTHMS.telemarketing, weekendFactor: 0.45, trust: -0.25, redial: 0.12, voice: 'human',
  },
  robocall: {
    callsPerUserDay: 0.26, usersPerCampaign: 120, lifeDays: [4, 12], numbers: [5, 20],
    categories: ['robocall', 'loan', 'survey', 'political', 'telecom', 'other'],
    rhythm: RHYTHMS.machine, weekendFactor: 0.8, trust: -0.3, redial: 0.05, voice: 'recorded',
  },
  snowshoe: {
    callsPerUserDay: 0.22, usersPerCampaign: 160, lifeDays: [5, 14], numbers: [4, 12],
    categories: ['loan', 'investment', 'scam', 'real_estate'],
    rhythm: RHYTHMS.machine, weekendFactor: 0.7, trust: -0.2, redial: 0.06, voice: 'recorded',
  },
  neighbour_spoof: {
    callsPerUserDay: 0.13, usersPerCampaign: 250, lifeDays: [4, 12], numbers: [1, 1],
    categories: ['scam', 'loan', 'robocall'],
    rhythm: RHYTHMS.machine, weekendFactor: 0.7, trust: 0.1, redial: 0.03, voice: 'human',
  },
  storm: {
    callsPerUserDay: 0.1, usersPerCampaign: 500, lifeDays: [1, 1], numbers: [1, 4],
    categories: ['robocall', 'scam', 'telecom'],
    rhythm: RHYTHMS.machine, weekendFactor: 1, trust: -0.3, redial: 0, voice: 'recorded',
  },
  one_ring: {
    callsPerUserDay: 0.07, usersPerCampaign: 300, lifeDays: [2, 6], numbers: [2, 10],
    categories: ['scam'],
    rhythm: RHYTHMS.aroundTheClock, weekendFactor: 1, trust: -1, redial: 0.1, voice: 'recorded',
  },
};
