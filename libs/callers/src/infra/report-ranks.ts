import { DAY_MS } from '#kernel';
import { plain, type Statement, type Transaction } from '#platform/database';
import { FEEDBACK_LABELS, type FeedbackLabel } from '#realtime/core';
import { reporterWeight, reportRank, trackRecord } from '../core/index.js';
import { arrival } from './crowd-statements.js';

type Reported = [callerId: number, userId: number, label: number, reportedMs: number, perMille: number | null, knownMs: number | null, calls: number | null];

const PER_MILLE = 1000;
const NO_RECORD = trackRecord({ agreed: 0, disagreed: 0 });

/** What bears on the weight of reports `r`, by the same rules as where they are read. */
const reportsIn = (name: string, from: string): Statement => ({
  name,
  text: `
    SELECT r.caller_id, r.user_id, r.label, r.reported_ms, w.weight,
      coalesce(w.known_ms, greatest((SELECT min(first_ms) FROM caller_user AS c WHERE c.user_id = r.user_id), ${arrival('r.user_id')})),
      u.made - (SELECT count(*) FROM unnest(u.call_times) AS at WHERE at > r.reported_ms)
    FROM ${from}
    LEFT JOIN LATERAL (SELECT weight, known_ms FROM reporter_weight WHERE user_id = r.user_id ORDER BY from_ms DESC LIMIT 1) AS w ON true
    LEFT JOIN caller_user AS u ON u.caller_id = r.caller_id AND u.user_id = r.user_id`,
});

const REPORTED = reportsIn('report_rank_of_reports', 'unnest($1::bigint[], $2::bigint[]) AS k(caller_id, user_id) JOIN caller_report AS r USING (caller_id, user_id)');
const REPORTED_BY = reportsIn('report_rank_of_users', '(SELECT caller_id, user_id FROM report_rank WHERE user_id = ANY($1::bigint[])) AS k JOIN caller_report AS r USING (caller_id, user_id)');

// Sorted, so that all who note ranks take their locks in the same order.
const NOTE: Statement = {
  name: 'report_rank_note',
  text: `
    INSERT INTO report_rank (caller_id, user_id, rank, reported_ms)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::bigint[]) AS t(caller_id, user_id, rank, reported_ms) ORDER BY t.caller_id, t.user_id
    ON CONFLICT (caller_id, user_id) DO UPDATE SET rank = excluded.rank, reported_ms = excluded.reported_ms
    WHERE (report_rank.rank, report_rank.reported_ms) IS DISTINCT FROM (excluded.rank, excluded.reported_ms)`,
};

function rankOf([, , label, reportedMs, perMille, knownMs, calls]: Reported): number {
  const circumstances = { knownDays: Math.floor((reportedMs - (knownMs ?? reportedMs)) / DAY_MS), callsBefore: Number(calls ?? 0) };
  return reportRank({ label: FEEDBACK_LABELS[label] as FeedbackLabel, reportedMs, weight: reporterWeight(perMille === null ? NO_RECORD : perMille / PER_MILLE, circumstances) });
}

async function note(reports: readonly Reported[], tx: Transaction): Promise<void> {
  const column = (value: (report: Reported) => number): string => plain(reports.map(value));
  if (reports.length > 0) await tx.rows(NOTE, [column(([callerId]) => callerId), column(([, userId]) => userId), column(rankOf), column(([, , , reportedMs]) => reportedMs)]);
}

/** Notes where these reports stand among those of their numbers. */
export async function rankReports(reports: readonly { readonly callerId: number; readonly userId: number }[], tx: Transaction): Promise<void> {
  await note((await tx.rows(REPORTED, [plain(reports.map(({ callerId }) => callerId)), plain(reports.map(({ userId }) => userId))])) as unknown as Reported[], tx);
}

/** The same of all that these users reported. */
export async function rankReportsOf(userIds: readonly number[], tx: Transaction): Promise<void> {
  await note((await tx.rows(REPORTED_BY, [plain(userIds)])) as unknown as Reported[], tx);
}
