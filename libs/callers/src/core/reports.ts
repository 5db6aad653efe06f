import { DAY_MS, wilsonInterval } from '#kernel';
import { SPAM_CATEGORIES, type FeedbackLabel, type SpamCategory } from '#realtime/core';

/** After so many days a report weighs half: numbers change hands, and a campaign is over long before. */
const REPORT_HALF_LIFE_DAYS = 90;

/** A user who was called and said nothing weighs a hundredth of one who said "not spam": most never report anything. */
const SILENT_USER_WEIGHT = 0.01;

/** The latest label of a user, or of `count` users whose label is of the same day (`reportedMs`: that day). */
export interface Report {
  readonly label: FeedbackLabel;
  readonly category?: SpamCategory | null | undefined;
  readonly reportedMs: number;
  readonly count?: number | undefined;
}

export interface ReportSummary {
  /** Users whose latest label is spam, and not spam, whatever its age. */
  readonly reporters: number;
  readonly clearers: number;
  /** The same with every report at its weight of today. */
  readonly spamWeight: number;
  readonly clearWeight: number;
  /** The category with the most weight among spam reports; the earlier of SPAM_CATEGORIES where two weigh the same. */
  readonly category: SpamCategory | null;
}

const NO_REPORTS: ReportSummary = { reporters: 0, clearers: 0, spamWeight: 0, clearWeight: 0, category: null };

/** 1 for a report of `asOfMs` or later, 1/2 after `REPORT_HALF_LIFE_DAYS`. */
export function reportWeight(reportedMs: number, asOfMs: number): number {
  return 2 ** (-Math.max(0, asOfMs - reportedMs) / (REPORT_HALF_LIFE_DAYS * DAY_MS));
}

function heaviest(weights: ReadonlyMap<SpamCategory, number>): SpamCategory | null {
  let found: SpamCategory | null = null;
  for (const category of SPAM_CATEGORIES) {
    if ((weights.get(category) ?? 0) > (found === null ? 0 : (weights.get(found) ?? 0))) found = category;
  }
  return found;
}

/**
 * Sums reports up as of `asOfMs`. `unsure` counts for nothing. Sums in order of time, so that the order of the rows
 * does not show even in the last bit. O(n log n).
 */
export function summarizeReports(reports: readonly Report[], asOfMs: number): ReportSummary {
  if (reports.length === 0) return NO_REPORTS;
  const sums = { reporters: 0, clearers: 0, spamWeight: 0, clearWeight: 0 };
  const categories = new Map<SpamCategory, number>();
  const ordered = [...reports].sort((left, right) => left.reportedMs - right.reportedMs || (left.count ?? 1) - (right.count ?? 1));
  for (const { label, category, reportedMs, count = 1 } of ordered) {
    if (label === 'unsure') continue;
    const weight = count * reportWeight(reportedMs, asOfMs);
    if (label === 'not_spam') {
      sums.clearers += count;
      sums.clearWeight += weight;
      continue;
    }
    sums.reporters += count;
    sums.spamWeight += weight;
    if (category != null) categories.set(category, (categories.get(category) ?? 0) + weight);
  }
  return { ...sums, category: heaviest(categories) };
}

/**
 * How far the reports bear out "spam" and "not spam": lower Wilson bounds of both shares, each 0 without a report of
 * its kind. `silentUsers` said nothing; they dilute the spam share, so that ten complaints among ten users weigh more
 * than ten among ten thousand.
 */
export function reportedShares({ spamWeight, clearWeight }: ReportSummary, silentUsers: number): { spam: number; clear: number } {
  const clear = wilsonInterval(clearWeight, spamWeight + clearWeight);
  const spam = wilsonInterval(spamWeight, spamWeight + clearWeight + SILENT_USER_WEIGHT * silentUsers);
  return { spam: spamWeight > 0 ? spam.lower : 0, clear: clearWeight > 0 ? clear.lower : 0 };
}
