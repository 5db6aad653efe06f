import { DAY_MS } from '#kernel';
import type { Statement } from '#platform/database';
import { FEEDBACK_LABELS } from '#realtime/core';
import { FULLY_KNOWN_DAYS } from '../core/crowd/reporter-weight.js';
import { REPORTS_READ } from '../core/index.js';
import { OBJECTORS } from './dispute-statements.js';

/** Of the reports read, authors no job has seen yet whose first call with anybody is looked up; of the rest only calls with this number are known. */
const LOOKED_UP = 100;
const MOST_CALLS_TOLD = 2;
const UPHELD = 0;
const [SPAM, NOT_SPAM] = [FEEDBACK_LABELS.indexOf('spam'), FEEDBACK_LABELS.indexOf('not_spam')];

/** Whoever was registered after a moment that is on record was not known before it: events may be dated back, ids cannot. */
export const arrival = (userId: string): string => `(SELECT at_ms FROM reporter_arrival WHERE last_id < ${userId} ORDER BY last_id DESC LIMIT 1)`;

/** Disputes of a number as arrays: id, opened, deadline, resolved, outcome, objectors. */
const disputesOf = (callerId: string): string => `
  (SELECT coalesce(json_agg(json_build_array(dispute_id, opened_ms, deadline_ms, resolved_ms, outcome, ${OBJECTORS})), '[]')
   FROM caller_dispute AS d WHERE caller_id = ${callerId} AND opened_ms IS NOT NULL)`;

/*
 * One value: [reports, share, disputes]. Read are the reports that rank first; those no rank was noted for, as after the state was lost, come behind them. Reports that are alike in all that bears on their weight are one row, with how many they are. `share`, only where
 * not all were read, is how many of the number's longest-registered users have said something.
 */
export const crowdOf = (callerId: string): string => `
  (WITH since AS (
     SELECT coalesce(max(opened_ms), 0) AS ms FROM caller_dispute WHERE caller_id = ${callerId} AND outcome = ${UPHELD}
   ), ranked AS MATERIALIZED (
     SELECT user_id FROM report_rank WHERE caller_id = ${callerId} AND reported_ms >= (SELECT ms FROM since) ORDER BY rank DESC, user_id LIMIT ${REPORTS_READ}
   ), unranked AS (
     SELECT r.user_id FROM caller_report AS r
     WHERE r.caller_id = ${callerId} AND r.reported_ms >= (SELECT ms FROM since) AND (SELECT count(*) FROM ranked) < ${REPORTS_READ}
       AND NOT EXISTS (SELECT FROM ranked WHERE ranked.user_id = r.user_id)
     ORDER BY r.user_id LIMIT ${REPORTS_READ}
   ), said AS (
     SELECT r.user_id, r.label, r.category, r.reported_ms, w.weight, w.known_ms, count(*) FILTER (WHERE w.weight IS NULL) OVER (ORDER BY r.user_id) AS unseen
     FROM (
       SELECT r.* FROM (
         SELECT user_id, 0 AS turn FROM ranked UNION ALL SELECT user_id, 1 FROM unranked ORDER BY turn, user_id LIMIT ${REPORTS_READ}
       ) AS heard JOIN caller_report AS r ON r.caller_id = ${callerId} AND r.user_id = heard.user_id
     ) AS r
     LEFT JOIN LATERAL (SELECT weight, known_ms FROM reporter_weight WHERE user_id = r.user_id ORDER BY from_ms DESC LIMIT 1) AS w ON true
   ), told AS (
     SELECT s.label, s.category, s.reported_ms, s.weight,
       coalesce(s.known_ms, greatest(
         CASE WHEN s.unseen <= ${LOOKED_UP} THEN (SELECT min(first_ms) FROM caller_user WHERE user_id = s.user_id) ELSE u.first_ms END, ${arrival('s.user_id')}), s.reported_ms) AS known_ms,
       u.made - (SELECT count(*) FROM unnest(u.call_times) AS at WHERE at > s.reported_ms) AS calls
     FROM said AS s LEFT JOIN caller_user AS u ON u.caller_id = ${callerId} AND u.user_id = s.user_id
   )
   SELECT json_build_array(
     (SELECT coalesce(json_agg(json_build_array(label, category, day, weight, known_days, calls, count)), '[]') FROM (
       SELECT label, category, reported_ms / ${DAY_MS} AS day, weight,
         least(${FULLY_KNOWN_DAYS}, greatest(0, (reported_ms - known_ms) / ${DAY_MS})) AS known_days,
         least(${MOST_CALLS_TOLD}, coalesce(calls, 0)) AS calls, count(*) AS count
       FROM told GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6) AS alike),
     CASE WHEN (SELECT count(*) FROM said) = ${REPORTS_READ} THEN (
       SELECT avg(CASE WHEN EXISTS (SELECT FROM caller_report AS r WHERE r.caller_id = ${callerId} AND r.user_id = p.user_id) THEN 1.0 ELSE 0 END)
       FROM (SELECT user_id FROM caller_user WHERE caller_id = ${callerId} ORDER BY user_id LIMIT ${REPORTS_READ}) AS p) END,
     ${disputesOf(callerId)}))`;

/** The latest weights up to a moment. Of users not weighed by then, since when they were known. */
export const WEIGHTS_AT: Statement = {
  name: 'reporter_weight_at',
  text: `
    SELECT u.user_id, w.weight, coalesce(w.known_ms, greatest((SELECT min(first_ms) FROM caller_user AS c WHERE c.user_id = u.user_id), ${arrival('u.user_id')}))
    FROM unnest($1::bigint[]) AS u(user_id)
    LEFT JOIN LATERAL (SELECT weight, known_ms FROM reporter_weight AS w WHERE w.user_id = u.user_id AND from_ms <= $2 ORDER BY from_ms DESC LIMIT 1) AS w ON true`,
};

const knownSince = `greatest(least((SELECT min(first_ms) FROM caller_user AS c WHERE c.user_id = r.user_id), min(r.reported_ms)), ${arrival('r.user_id')})`;

/** Parameters: a reporter's weight per mille where none was computed yet, the least weight of those who speak later, how many times one side must outweigh the other. */
export const REPLACE_RECORDS: Statement = {
  name: 'reporter_record_replace',
  text: `
    WITH spoken AS (
      SELECT r.caller_id, r.user_id, r.label, r.reported_ms, coalesce(w.weight, $1::integer) AS weight
      FROM caller_report AS r
      JOIN caller_user AS u ON u.caller_id = r.caller_id AND u.user_id = r.user_id AND u.made > 0
      LEFT JOIN LATERAL (SELECT weight, known_ms FROM reporter_weight WHERE user_id = r.user_id ORDER BY from_ms DESC LIMIT 1) AS w ON true
      WHERE r.label IN (${SPAM}, ${NOT_SPAM}) AND r.reported_ms - coalesce(w.known_ms, u.first_ms) >= $4::bigint
    ), judged AS (
      SELECT user_id, label,
        coalesce(sum(weight) FILTER (WHERE label = ${SPAM}) OVER later, 0) AS spam,
        coalesce(sum(weight) FILTER (WHERE label = ${NOT_SPAM}) OVER later, 0) AS clear
      FROM spoken WINDOW later AS (PARTITION BY caller_id ORDER BY reported_ms, user_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
    ), settled AS (
      SELECT user_id, label = CASE WHEN spam > clear THEN ${SPAM} ELSE ${NOT_SPAM} END AS agrees
      FROM judged WHERE spam + clear >= $2::integer AND greatest(spam, clear) >= $3::integer * least(spam, clear)
    ), tallied AS (
      SELECT user_id, count(*) FILTER (WHERE agrees) AS agreed, count(*) FILTER (WHERE NOT agrees) AS disagreed FROM settled GROUP BY user_id
    )
    INSERT INTO reporter_record AS old (user_id, known_ms, agreed, disagreed)
    SELECT r.user_id, ${knownSince}, coalesce(t.agreed, 0), coalesce(t.disagreed, 0)
    FROM caller_report AS r LEFT JOIN tallied AS t ON t.user_id = r.user_id
    GROUP BY r.user_id, t.agreed, t.disagreed
    ON CONFLICT (user_id) DO UPDATE SET known_ms = excluded.known_ms, agreed = excluded.agreed, disagreed = excluded.disagreed
    WHERE (old.known_ms, old.agreed, old.disagreed) IS DISTINCT FROM (excluded.known_ms, excluded.agreed, excluded.disagreed)`,
};

export const ADD_RECORDS: Statement = {
  name: 'reporter_record_add',
  text: `
    WITH added AS (
      INSERT INTO reporter_record (user_id, known_ms, agreed, disagreed)
      SELECT r.user_id, ${knownSince}, 0, 0 FROM caller_report AS r
      WHERE NOT EXISTS (SELECT FROM reporter_record AS o WHERE o.user_id = r.user_id) GROUP BY r.user_id
      ON CONFLICT DO NOTHING RETURNING 1
    ) SELECT count(*) FROM added`,
};

export const RECORD_PAGE: Statement = {
  name: 'reporter_record_page',
  text: `
    SELECT r.user_id, r.known_ms, r.agreed, r.disagreed, w.weight, w.known_ms
    FROM reporter_record AS r
    LEFT JOIN LATERAL (SELECT weight, known_ms FROM reporter_weight WHERE user_id = r.user_id ORDER BY from_ms DESC LIMIT 1) AS w ON true
    WHERE r.user_id > $1 AND ($3 OR w.weight IS NULL) ORDER BY r.user_id LIMIT $2`,
};

export const SAVE_WEIGHTS: Statement = {
  name: 'reporter_weight_save',
  text: `
    INSERT INTO reporter_weight (user_id, from_ms, weight, known_ms) SELECT t.user_id, $1, t.weight, t.known_ms
    FROM unnest($2::bigint[], $3::smallint[], $4::bigint[]) AS t(user_id, weight, known_ms)
    ON CONFLICT (user_id, from_ms) DO UPDATE SET weight = excluded.weight, known_ms = excluded.known_ms`,
};

export const MARK_ARRIVALS: Statement = {
  name: 'reporter_arrival_mark',
  text: 'INSERT INTO reporter_arrival (last_id, at_ms) SELECT coalesce(max(id), 0), $1::bigint FROM identity ON CONFLICT DO NOTHING',
};
