import { DAY_MS } from '#kernel';
import type { FeedbackLabel } from '#realtime/core';
import { REPORT_HALF_LIFE_DAYS, REPORTS_READ, reportWeight, type Report } from '../reports.js';

/** Ranks are whole thousandths of a doubling. */
const STEPS = 1000;
const LEAST_WEIGHT = 1e-6;

/**
 * Where a report stands among those of its number: log₂ of its weight, half of which goes every half-life, in thousandths. Forward-decayed
 * (Cormode et al., ICDE 2009), so that the order of two reports never changes with time and an index may keep it. What says neither comes last.
 */
export function reportRank({ label, weight = 1, reportedMs }: { readonly label: FeedbackLabel; readonly weight?: number | undefined; readonly reportedMs: number }): number {
  if (label === 'unsure') return 0;
  return Math.round(STEPS * (Math.log2(Math.max(weight, LEAST_WEIGHT)) + reportedMs / (REPORT_HALF_LIFE_DAYS * DAY_MS)));
}

export const countOf = (reports: readonly Report[]): number => reports.reduce((sum, { count = 1 }) => sum + count, 0);

/** How many more reports of a weight would be heard if made at `atMs`: all places but those of reports that weigh as much then. */
export function roomFor(reports: readonly Report[], weight: number, atMs: number): number {
  return Math.max(0, REPORTS_READ - countOf(reports.filter((report) => report.label !== 'unsure' && (report.weight ?? 1) * reportWeight(report.reportedMs, atMs) >= weight)));
}

/**
 * The reports as they would be read with `more` among them: those that weigh most, `REPORTS_READ` at most. Where not all are read, whoever is
 * read speaks for the others, those of `more` among them. O(n log n).
 */
export function heardWith(reports: readonly Report[], more: Report): Report[] {
  const all = [...reports, more];
  if (countOf(all) <= REPORTS_READ) return all;
  const eachFor = all.reduce((sum, { voices, count = 1 }) => sum + (voices ?? count), 0) / REPORTS_READ;
  let places = REPORTS_READ;
  const ranked = all.map((report) => ({ report, rank: reportRank(report) })).sort((left, right) => right.rank - left.rank);
  return ranked.flatMap(({ report }) => {
    const kept = Math.min(report.count ?? 1, places);
    places -= kept;
    return kept === 0 ? [] : [{ ...report, count: kept, voices: kept * eachFor }];
  });
}
