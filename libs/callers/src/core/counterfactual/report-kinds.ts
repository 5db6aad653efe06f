import { counted } from '../phrases.js';
import { reportWeight, type Report } from '../reports.js';
import { withFacts, type Kind, type Premises } from './kind.js';

type Said = 'spam' | 'not_spam';

/** No more reports than so many are thought of. */
const MOST_ADDED = 1000;
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
    most: (premises) => (premises.crowdCounts ? Math.floor(usersSaying(label, premises)) : 0),
    apply: (premises, users) => withFacts(premises, { reports: withoutReports(premises.facts.reports, label, users, premises.facts.asOfMs) }),
    shift: (premises, users) => {
      const from = usersSaying(label, premises);
      return { from, to: from - users, text: `if ${counted(users, 'user')} fewer had ${SAYS[label]}` };
    },
  };
}

function more(label: Said): Kind {
  const what = label === 'spam' ? 'more_spam_reports' : 'more_not_spam_reports';
  return {
    what, about: label, effort: 1,
    most: ({ crowdCounts }) => (crowdCounts ? MOST_ADDED : 0),
    apply: (premises, count) => withFacts(premises, { reports: [...premises.facts.reports, { label, count, weight: 1, reportedMs: premises.facts.asOfMs }] }),
    shift: (premises, users) => {
      const from = usersSaying(label, premises);
      return { from, to: from + users, text: `if ${counted(users, 'more established user')} had ${SAYS[label]}` };
    },
  };
}

/** What users say of the number, one user a step. */
export const REPORT_KINDS: readonly Kind[] = [fewer('spam'), more('not_spam'), more('spam'), fewer('not_spam')];
