import { DAY_MS, wilsonInterval } from '#kernel';
import { SPAM_CATEGORIES, type FeedbackLabel, type SpamCategory } from '#realtime/core';
import { LIGHT_WEIGHT } from './crowd/reporter-weight.js';

/** After so many days a report weighs half: numbers change hands, and a campaign is over long before. */
export const REPORT_HALF_LIFE_DAYS = 90;

/** A user who was called and said nothing weighs a hundredth of one who said "not spam": most never report anything. */
const SILENT_USER_WEIGHT = 0.01;

/** What the light reports of one label together come near and never reach, however many they are. */
const LIGHT_CEILING = 1;

/** Reports of a number that are read: those that weigh most, so that no burst of newcomers crowds them out. */
export const REPORTS_READ = 500;

/** The latest label of a user, or of `count` users alike whose label is of the same day (`reportedMs`: that day). */
export interface Report {
  readonly label: FeedbackLabel;
  readonly category?: SpamCategory | null | undefined;
  readonly reportedMs: number;
  readonly count?: number | undefined;
  /** Of each, 0–1 (`reporterWeight`); 1 where left out. */
  readonly weight?: number | undefined;
  /** How many users they stand for where not all reports were read; `count` where left out. */
  readonly voices?: number | undefined;
}

export interface ReportSummary {
  /** Users whose latest label is spam, and not spam, whatever their weight. */
  readonly reporters: number;
  readonly clearers: number;
  /** Of them, those who are no newcomers: they are not among the silent. */
  readonly voices: number;
  /** The same with every report at its weight of today. */
  readonly spamWeight: number;
  readonly clearWeight: number;
  /** The part of both that is not of light reports. */
  readonly firmSpamWeight: number;
  readonly firmClearWeight: number;
  /** The category with the most weight among spam reports; the earlier of SPAM_CATEGORIES where two weigh the same. */
  readonly category: SpamCategory | null;
}

type ReportWeights = Pick<ReportSummary, 'spamWeight' | 'clearWeight'>;

const NO_REPORTS: ReportSummary = { reporters: 0, clearers: 0, voices: 0, spamWeight: 0, clearWeight: 0, firmSpamWeight: 0, firmClearWeight: 0, category: null };

/** 1 for a report of `asOfMs` or later, 1/2 after `REPORT_HALF_LIFE_DAYS`. */
export function reportWeight(reportedMs: number, asOfMs: number): number {
  return 2 ** (-Math.max(0, asOfMs - reportedMs) / (REPORT_HALF_LIFE_DAYS * DAY_MS));
}

/** Sums of one label. Light reports are kept apart until all are known. */
class LabelSum {
  users = 0;
  voices = 0;
  heavy = 0;
  private light = 0;
  private readonly byCategory = new Map<SpamCategory, [heavy: number, light: number]>();

  add({ category, count = 1, weight = 1, voices = count }: Report, age: number): void {
    const added: [number, number] = weight < LIGHT_WEIGHT ? [0, count * weight * age] : [count * weight * age, 0];
    this.users += count;
    if (added[0] > 0) this.voices += voices;
    this.heavy += added[0];
    this.light += added[1];
    if (category == null) return;
    const [heavy, light] = this.byCategory.get(category) ?? [0, 0];
    this.byCategory.set(category, [heavy + added[0], light + added[1]]);
  }

  get weight(): number {
    return this.heavy + this.light * this.lightShare;
  }

  get category(): SpamCategory | null {
    if (this.byCategory.size === 0) return null;
    const weightOf = (category: SpamCategory): number => {
      const [heavy, light] = this.byCategory.get(category) ?? [0, 0];
      return heavy + light * this.lightShare;
    };
    return SPAM_CATEGORIES.reduce<SpamCategory | null>((found, category) => (weightOf(category) > (found === null ? 0 : weightOf(found)) ? category : found), null);
  }

  /** x light reports weigh x / (1 + x): the first ones nearly all they can, a thousand not more than one. */
  private get lightShare(): number {
    return 1 / (1 + this.light / LIGHT_CEILING);
  }
}

/**
 * Sums reports up as of `asOfMs`. `unsure` counts for nothing. Light reports (see `LIGHT_WEIGHT`) of one label saturate, so that a burst of
 * new accounts weighs no more than one report. Sums in order of time and weight, so that the order of the rows does not show even in the
 * last bit. O(n log n).
 */
export function summarizeReports(reports: readonly Report[], asOfMs: number): ReportSummary {
  if (reports.length === 0) return NO_REPORTS;
  const [spam, clear] = [new LabelSum(), new LabelSum()];
  const ordered = [...reports].sort((left, right) => left.reportedMs - right.reportedMs || (left.count ?? 1) - (right.count ?? 1) || (left.weight ?? 1) - (right.weight ?? 1));
  for (const report of ordered) {
    if (report.label !== 'unsure') (report.label === 'spam' ? spam : clear).add(report, reportWeight(report.reportedMs, asOfMs));
  }
  return {
    reporters: spam.users, clearers: clear.users, voices: spam.voices + clear.voices, category: spam.category,
    spamWeight: spam.weight, clearWeight: clear.weight, firmSpamWeight: spam.heavy, firmClearWeight: clear.heavy,
  };
}

/** At most four reports of `asOfMs` that weigh what `reports` do; counts and categories are not kept. */
export function condenseReports(reports: readonly Report[], asOfMs: number): Report[] {
  const kinds = (['spam', 'not_spam'] as const).flatMap((label) => [{ label, weight: 1 }, { label, weight: LIGHT_WEIGHT / 2 }]);
  return kinds.flatMap(({ label, weight }) => {
    const alike = reports.filter((report) => report.label === label && (report.weight ?? 1) < LIGHT_WEIGHT === weight < LIGHT_WEIGHT);
    const sum = alike.reduce((total, report) => total + (report.count ?? 1) * (report.weight ?? 1) * reportWeight(report.reportedMs, asOfMs), 0);
    const voices = alike.reduce((total, report) => total + (report.voices ?? report.count ?? 1), 0);
    return alike.length === 0 ? [] : [{ label, reportedMs: asOfMs, count: sum / weight, weight, voices }];
  });
}

/**
 * How far the reports bear out "spam": the lower Wilson bound of its share, 0 without such a report. `silentUsers` said nothing; they dilute the
 * share, so that ten complaints among ten users weigh more than ten among ten thousand.
 */
export function reportedSpam({ spamWeight, clearWeight }: ReportWeights, silentUsers: number): number {
  return spamWeight > 0 ? wilsonInterval(spamWeight, spamWeight + clearWeight + SILENT_USER_WEIGHT * silentUsers).lower : 0;
}

/** The same of "not spam", which silent users do not dilute. */
export function reportedClear({ spamWeight, clearWeight }: ReportWeights): number {
  return clearWeight > 0 ? wilsonInterval(clearWeight, spamWeight + clearWeight).lower : 0;
}
