import { FULLY_KNOWN_DAYS, reporterWeight, trackRecord } from '../crowd/reporter-weight.js';
import { countOf, heardWith } from '../crowd/heard-reports.js';
import type { Facts } from '../evidence.js';
import { counted } from '../phrases.js';
import { markOfReport } from '../ranges/reputation.js';
import { REPORTS_READ, reportWeight, type Report } from '../reports.js';
import { withFacts, type Kind, type Premises } from './kind.js';
import { CALL_BEFORE, withNewCalls } from './new-calls.js';

type Said = 'spam' | 'not_spam';

/** No more reports than so many are thought of. */
const MOST_ADDED = 1000;
/** The word of a user who has been known for long, never reported a number, and was called by this one once. */
const BEGINNERS_WEIGHT = reporterWeight(trackRecord({ agreed: 0, disagreed: 0 }), { knownDays: FULLY_KNOWN_DAYS, callsBefore: 1 });
const DID: Readonly<Record<Said, string>> = { spam: 'turned a call of it away by day and', not_spam: 'talked with it by day for a minute and a half and' };
const SAYS: Readonly<Record<Said, string>> = { spam: 'reported it as spam', not_spam: 'said it is not spam' };

const usersSaying = (label: Said, { facts }: Premises): number => facts.reports.reduce((sum, report) => sum + (report.label === label ? (report.count ?? 1) : 0), 0);

/** Without those of `users` users who gave this label, the weightiest first. */
export function withoutReports(reports: readonly Report[], label: Said, users: number, asOfMs: number): Report[] {
  const weightOf = ({ weight = 1, reportedMs }: Report): number => weight * reportWeight(reportedMs, asOfMs);
  const alike = reports.filter((report) => report.label === label).sort((left, right) => weightOf(right) - weightOf(left));
  let toGo = users;
  const left = alike.flatMap((report) => {
    const { count = 1 } = report;
    const gone = Math.min(count, toGo);
    toGo -= gone;
    return gone < count ? [{ ...report, count: count - gone, ...(report.voices !== undefined && { voices: Math.max(0, report.voices - gone) }) }] : [];
  });
  return [...reports.filter((report) => report.label !== label), ...left];
}

function fewer(label: Said): Kind {
  const what = label === 'spam' ? 'fewer_spam_reports' : 'fewer_not_spam_reports';
  return {
    what, about: label, effort: 1,
    // Where not all were read, others would come in the place of those that go: nobody knows what they say.
    most: (premises) => (premises.crowdCounts && countOf(premises.facts.reports) < REPORTS_READ ? Math.floor(usersSaying(label, premises)) : 0),
    apply: (premises, users) => withFacts(premises, { reports: withoutReports(premises.facts.reports, label, users, premises.facts.asOfMs) }),
    shift: (premises, users) => {
      const from = usersSaying(label, premises);
      return { from, to: from - users, text: `if ${counted(users, 'user')} fewer, those whose word weighs most, had ${SAYS[label]}` };
    },
  };
}

/** Each of `users` who had nothing to do with the number has a call with it today and then says what they think of it. */
function withReporters(facts: Facts, label: Said, users: number): Facts {
  const called = withNewCalls(facts, CALL_BEFORE[label], { count: users, said: markOfReport(label) });
  return { ...called, users: facts.users + users, reports: heardWith(facts.reports, { label, count: users, weight: BEGINNERS_WEIGHT, reportedMs: facts.asOfMs }) };
}

function more(label: Said): Kind {
  const what = label === 'spam' ? 'more_spam_reports' : 'more_not_spam_reports';
  return {
    what, about: label, effort: 1,
    most: ({ crowdCounts }) => (crowdCounts ? MOST_ADDED : 0),
    apply: (premises, users) => withFacts(premises, withReporters(premises.facts, label, users)),
    shift: (premises, users) => {
      const from = usersSaying(label, premises);
      const who = `${counted(users, 'more user')}, known for ${FULLY_KNOWN_DAYS} days and without a report before,`;
      return { from, to: from + users, text: `if ${who} had ${DID[label]} ${SAYS[label]}` };
    },
  };
}

/** What users say of the number, one user a step. */
export const REPORT_KINDS: readonly Kind[] = [fewer('spam'), more('not_spam'), more('spam'), fewer('not_spam')];
