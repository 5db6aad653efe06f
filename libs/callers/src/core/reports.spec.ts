import { reportedClear, reportedSpam, reportWeight, summarizeReports, type Report } from './reports.js';

const AS_OF_MS = Date.UTC(2026, 10, 22);
const daysAgo = (days: number): number => AS_OF_MS - days * 86_400_000;
const spam = (days: number, category: Report['category'] = null): Report => ({ label: 'spam', category, reportedMs: daysAgo(days) });

describe('reportWeight', () => {
  it.each([[0, 1], [90, 0.5], [180, 0.25], [-1, 1]])('of a report %d days old is %d', (days, weight) =>
    expect(reportWeight(daysAgo(days), AS_OF_MS)).toBeCloseTo(weight, 12));
});

describe('summarizeReports', () => {
  it('is nothing without reports, and unsure says nothing', () => {
    const none = { reporters: 0, clearers: 0, voices: 0, spamWeight: 0, clearWeight: 0, firmSpamWeight: 0, firmClearWeight: 0, category: null };
    expect(summarizeReports([], AS_OF_MS)).toEqual(none);
    expect(summarizeReports([{ label: 'unsure', category: 'loan', reportedMs: AS_OF_MS }], AS_OF_MS)).toEqual(none);
  });

  it('counts users, and weighs them by age', () => {
    const summary = summarizeReports([spam(0), spam(90), { label: 'not_spam', reportedMs: daysAgo(180) }], AS_OF_MS);
    expect(summary).toMatchObject({ reporters: 2, clearers: 1, clearWeight: 0.25 });
    expect(summary.spamWeight).toBeCloseTo(1.5, 12);
  });

  it('reads a count of reports of a day as so many reports', () => {
    const counted = summarizeReports([{ ...spam(3, 'scam'), count: 4 }], AS_OF_MS);
    const single = summarizeReports(Array.from({ length: 4 }, () => spam(3, 'scam')), AS_OF_MS);
    expect(counted).toMatchObject({ reporters: 4, category: 'scam' });
    expect(counted.spamWeight).toBeCloseTo(single.spamWeight, 12);
  });

  it.each([
    ['the one most named', [spam(0, 'loan'), spam(0, 'scam'), spam(0, 'loan')], 'loan'],
    ['newer reports before more old ones', [spam(300, 'loan'), spam(300, 'loan'), spam(0, 'scam')], 'scam'],
    ['the earlier of the vocabulary on a tie', [spam(0, 'scam'), spam(0, 'loan')], 'loan'],
    ['none where nobody named one', [spam(0)], null],
  ] as const)('takes as category %s', (_name, reports, category) =>
    expect(summarizeReports(reports, AS_OF_MS).category).toBe(category));
});

describe('how far reports are borne out', () => {
  const summary = (spamWeight: number, clearWeight: number) =>
    ({ spamWeight, clearWeight });

  // (p + z²/2n − z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n) at z = 1.959964, p = x/n, computed apart for 1/1, 10/10, 9/10 and 1/10, 10/20.
  it.each([
    ['nothing', summary(0, 0), 0, 0, 0],
    ['one report', summary(1, 0), 0, 0.206549, 0],
    ['ten of ten', summary(10, 0), 0, 0.722467, 0],
    ['nine of ten', summary(9, 1), 0, 0.595850, 0.017876],
    ['ten among a thousand silent', summary(10, 0), 1_000, 0.299298, 0],
  ])('%s', (_name, given, silent, spamShare, clearShare) => {
    expect(reportedSpam(given, silent)).toBeCloseTo(spamShare, 5);
    expect(reportedClear(given)).toBeCloseTo(clearShare, 5);
  });
});
