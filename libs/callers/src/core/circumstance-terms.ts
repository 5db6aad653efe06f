import type { NamedTerm } from './crowd-terms.js';
import { lentShare, strangeness, type Evidence } from './evidence.js';
import { counted } from './phrases.js';
import { rangeTerm } from './ranges/range-terms.js';

/** A stranger who shares all but four digits with the callee: a neighbour, or somebody who chose to look like one. */
const NEIGHBOUR_LOG_ODDS = 2.8;
const CAMPAIGN_LOG_ODDS = 2;
const OWN_MARK_LOG_ODDS = 0.3;
const MOST_OF_OWN_MARKS = 2;

function neighbourTerm({ isNeighbour }: Evidence, share: number): NamedTerm[] {
  if (isNeighbour !== true || share === 0) return [];
  const value = NEIGHBOUR_LOG_ODDS * share;
  return [{ code: 'looks_like_neighbour', term: { value, lower: value / 2, upper: value }, text: 'it shares all but its last four digits with this user, who has never spoken with it' }];
}

/** Of a number that has been in use for long, or changed hands, what its calls of late say in place of what faded. */
function lateTerm({ own }: Evidence): NamedTerm[] {
  if (own === undefined || own.left >= 1) return [];
  const { bad, good } = own.evidence;
  const value = (1 - own.left) * Math.max(-MOST_OF_OWN_MARKS, Math.min(MOST_OF_OWN_MARKS, OWN_MARK_LOG_ODDS * (bad - good)));
  return [{ code: value > 0 ? 'bad_of_late' : 'good_of_late', term: { value, lower: Math.min(0, value), upper: Math.max(0, value) }, text: 'its calls of late, in place of what faded with age' }];
}

/** What the numbers around it say of a number. Never of one the user has spoken with or dialled, nor of a user's neighbour: who forges one takes any. */
export function rangeTerms(evidence: Evidence): NamedTerm[] {
  if (evidence.isNeighbour === true) return [];
  const term = rangeTerm(evidence.blocks ?? [], lentShare(evidence));
  return term === undefined ? [] : [term];
}

/** What membership in a campaign adds, by how sure that is. */
export function campaignTerms({ campaign, relation }: Evidence): NamedTerm[] {
  if (campaign === undefined || (relation !== undefined && relation.taken > 0)) return [];
  const value = CAMPAIGN_LOG_ODDS * campaign.confidence;
  const text = `it acts together with ${counted(campaign.numbers - 1, 'other number')} that reached ${counted(campaign.users, 'user')}`;
  return [{ code: 'campaign', term: { value, lower: 0, upper: value }, text }];
}

/** What else its calls show: whom it looks like, and how it has changed. */
export function circumstanceTerms(evidence: Evidence): NamedTerm[] {
  return [...neighbourTerm(evidence, strangeness(evidence)), ...lateTerm(evidence)];
}
