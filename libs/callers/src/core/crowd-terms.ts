import type { Evidence, Relation } from './evidence.js';
import type { Term } from './log-odds.js';
import { counted } from './phrases.js';
import { reportedClear, reportedSpam } from './reports.js';

const SPAM_REPORTS_WEIGHT = 6;
const CLEAR_REPORTS_WEIGHT = -4;
const OWN_LABEL_WEIGHT = 2;
const RELATION_WEIGHT = -3;
const TIES_AT_HALF_WEIGHT = 2;
const MINUTE_MS = 60_000;

/** A term with its code and what it says. */
export interface NamedTerm {
  readonly code: string;
  readonly term: Term;
  readonly text: string;
}

const certain = (value: number): Term => ({ value, lower: value, upper: value });

/** weight · share now; its bounds are one report of that kind less and one more. */
function reportTerm(weight: number, share: (change: number) => number): Term {
  const ends = [weight * share(-1), weight * share(1)] as const;
  return { value: weight * share(0), lower: Math.min(...ends), upper: Math.max(...ends) };
}

/** What users say of the number. */
export function reportTerms({ users, reports }: Evidence): NamedTerm[] {
  const { reporters, clearers, voices, spamWeight, clearWeight } = reports;
  const silentUsers = Math.max(0, users - voices);
  const changed = (weight: number, change: number): number => Math.max(0, weight + change);
  return [
    {
      code: 'reported_spam',
      term: reportTerm(SPAM_REPORTS_WEIGHT, (change) => reportedSpam({ spamWeight: changed(spamWeight, change), clearWeight }, silentUsers)),
      text: `${counted(reporters, 'user')} reported it as spam`,
    },
    {
      code: 'reported_not_spam',
      term: reportTerm(CLEAR_REPORTS_WEIGHT, (change) => reportedClear({ spamWeight, clearWeight: changed(clearWeight, change) })),
      text: `${counted(clearers, 'user')} said it is not spam`,
    },
  ];
}

function relationTerm({ taken, answeredMs }: Relation): NamedTerm {
  const minutes = answeredMs / MINUTE_MS;
  const ties = taken + minutes;
  const spoken = `spoke with it for ${minutes.toFixed(1)} minutes`;
  return {
    code: 'known_to_user',
    term: certain((RELATION_WEIGHT * ties) / (ties + TIES_AT_HALF_WEIGHT)),
    text: taken > 0 ? `this user dialled it ${counted(taken, 'time')} and ${spoken}` : `this user ${spoken}`,
  };
}

/** What binds the asking user to the number: weight · t / (t + 2), where t adds up the calls the user made to it and the minutes they spoke. */
export function relationTerms({ relation }: Evidence): NamedTerm[] {
  return relation === undefined ? [] : [relationTerm(relation)];
}

/** The asking user's own word. */
export function ownTerms({ ownLabel: label }: Evidence): NamedTerm[] {
  if (label === 'spam') return [{ code: 'own_report', term: certain(OWN_LABEL_WEIGHT), text: 'this user reported it as spam' }];
  if (label !== 'not_spam') return [];
  return [{ code: 'own_clearance', term: certain(-OWN_LABEL_WEIGHT), text: 'this user said it is not spam' }];
}
