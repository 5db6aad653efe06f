import type { NamedTerm } from './crowd-terms.js';
import { lentShare, strangeness, type Evidence } from './evidence.js';
import type { FadedCalls } from './fading.js';
import { counted } from './phrases.js';
import { rangeTerm } from './ranges/range-terms.js';

/** A stranger who shares all but four digits with the callee: a neighbour, or somebody who chose to look like one. */
const NEIGHBOUR_LOG_ODDS = 2.8;
const CAMPAIGN_LOG_ODDS = 2;

/** Whom it looks like. */
export function neighbourTerms(evidence: Evidence, seen: FadedCalls): NamedTerm[] {
  const { isNeighbour } = evidence;
  const share = strangeness(evidence, seen);
  if (isNeighbour !== true || share === 0) return [];
  const value = NEIGHBOUR_LOG_ODDS * share;
  return [{ code: 'looks_like_neighbour', term: { value, lower: value / 2, upper: value }, text: 'it shares all but its last four digits with this user, who has never spoken with it' }];
}

/** What the numbers around it say of a number. Never of one the user has spoken with or dialled, nor of a user's neighbour: who forges one takes any. */
export function rangeTerms(evidence: Evidence, seen: FadedCalls): NamedTerm[] {
  if (evidence.isNeighbour === true) return [];
  const term = rangeTerm(evidence.blocks ?? [], lentShare(evidence, seen));
  return term === undefined ? [] : [term];
}

/** What membership in a campaign adds, by how sure that is. */
export function campaignTerms({ campaign, relation }: Evidence): NamedTerm[] {
  if (campaign === undefined || (relation !== undefined && relation.taken > 0)) return [];
  const value = CAMPAIGN_LOG_ODDS * campaign.confidence;
  const text = `it acts together with ${counted(campaign.numbers - 1, 'other number')} that reached ${counted(campaign.users, 'user')}`;
  return [{ code: 'campaign', term: { value, lower: 0, upper: value }, text }];
}
