import type { Candidate } from '../recommendation.js';
import type { Proposal, UserSituation } from '../situation.js';

/** Entries of each kind that one refresh names. */
const MOST_ENTRIES = 3;
/** Learned for a month. What is learned for a day was a delivery, most likely. */
const FOR_A_MONTH = new Set(['called_back', 'spoken_with']);

function confirmEntry({ entryId, number, shownNumber, kind }: Proposal): Candidate {
  return {
    kind: 'confirm_entry', category: 'whitelist', key: `confirm_entry:${entryId}`, need: `entry:${entryId}`, figures: { number: shownNumber }, strength: 1,
    confidence: kind === 'permanent' ? 0.9 : 0.6, impact: kind === 'permanent' ? 'high' : 'medium', effort: 'low', action: { type: 'whitelist_entry', change: 'confirm', entryId, number },
  };
}

function keepNumber({ entryId, number, shownNumber }: Proposal): Candidate {
  return {
    kind: 'keep_number', category: 'whitelist', key: `keep_number:${entryId}`, need: `entry:${entryId}`, figures: { number: shownNumber }, strength: 1,
    confidence: 0.5, impact: 'low', effort: 'low', action: { type: 'whitelist_entry', change: 'add', entryId, number },
  };
}

function callBack({ missedContacts: { numbers, calls } }: UserSituation): Candidate[] {
  if (numbers === 0) return [];
  return [{
    kind: 'call_back', category: 'user_experience', key: 'call_back', need: 'contacts', figures: { numbers, calls }, strength: calls, confidence: calls / (calls + 3),
    impact: 'medium', effort: 'medium', action: { type: 'none' },
  }];
}

/** Advice on single numbers: what waits for the user's word, what is known for a month only, who rang in vain. */
export function numberCandidates(situation: UserSituation): Candidate[] {
  const waiting = situation.proposals.filter(({ state }) => state === 'proposed').slice(0, MOST_ENTRIES);
  const fading = situation.proposals.filter(({ state, reason }) => state === 'active' && FOR_A_MONTH.has(reason)).slice(0, MOST_ENTRIES);
  return [...waiting.map(confirmEntry), ...fading.map(keepNumber), ...callBack(situation)];
}
