import { DAY_MS } from '#kernel';
import { FEEDBACK_LABELS, SPAM_CATEGORIES, type FeedbackLabel } from '#realtime/core';
import type { CallerFacts } from '../app/caller-read-model.js';
import { DISPUTE_OUTCOMES, openDispute, reporterWeight, STANDINGS, trackRecord, underDispute, type Dispute, type Objector } from '../core/index.js';
import type { Report } from '../core/reports.js';

type ReportCells = [label: number, category: number | null, day: number, perMille: number | null, knownDays: number, calls: number, count: number];
type DisputeCells = [id: string, openedMs: number, deadlineMs: number, resolvedMs: number | null, outcome: number | null, objectors: ObjectorCells[]];
export type ObjectorCells = [user: number, standing: number];
export type CrowdCells = [reports: ReportCells[], share: number | null, disputes: DisputeCells[]];

const PER_MILLE = 1000;
const NO_RECORD = trackRecord({ agreed: 0, disagreed: 0 });

/** A day of reports weighs as of the day's noon. */
function reportFrom([label, category, day, perMille, knownDays, callsBefore, count]: ReportCells): Report {
  return {
    label: FEEDBACK_LABELS[label] as FeedbackLabel, category: category === null ? null : SPAM_CATEGORIES[category], reportedMs: (day + 0.5) * DAY_MS, count,
    weight: reporterWeight(perMille === null ? NO_RECORD : perMille / PER_MILLE, { knownDays, callsBefore }),
  };
}

export function objectorsFrom(cells: readonly ObjectorCells[]): Objector[] {
  return cells.map(([user, standing]) => ({ user, standing: STANDINGS[standing] ?? 'none' }));
}

export function disputeFrom([id, openedMs, deadlineMs, resolvedMs, outcome, objectors]: DisputeCells): Dispute {
  return { id, openedMs, deadlineMs, resolvedMs: resolvedMs ?? undefined, outcome: outcome === null ? undefined : DISPUTE_OUTCOMES[outcome], objectors: objectorsFrom(objectors) };
}

/** Where only a part of the reports was read, its authors speak for all who said something. */
function inTheName(reports: readonly Report[], users: number, share: number): Report[] {
  const read = reports.reduce((sum, { count = 1 }) => sum + count, 0);
  return reports.map((report) => ({ ...report, voices: Math.max(report.count ?? 1, ((report.count ?? 1) * users * share) / read) }));
}

/** What the crowd says of a number that so many users know, as a dispute leaves it. */
export function crowdFrom([cells, share, disputed]: CrowdCells, users: number): Pick<CallerFacts, 'reports' | 'dispute'> {
  const reports = cells.map(reportFrom);
  const dispute = openDispute(disputed.map(disputeFrom));
  return { reports: underDispute(share === null ? reports : inTheName(reports, users, share), dispute), dispute };
}
