import type { Statement } from '#platform/database';
import { campaignOf } from './campaigns/campaign-read-statements.js';
import { crowdOf } from './crowd-statements.js';

const SAMPLED_PAIRS = 50;

const COUNTS = ['first_ms', 'last_ms', 'answered_ms', 'timed_answered', 'timed', 'short', 'users', 'made', 'taken', 'durations', 'hours', 'rings', 'short_rings'];

/** What a number's calls add up to, and the same of those of newcomers as one value, with when the others' were. */
export const CALLER_COLUMNS = `${COUNTS.map((name) => `c.${name}`).join(', ')},
  (SELECT json_build_array(${COUNTS.map((name) => `n.${name}`).join(', ')}, c.others_first_ms, c.others_last_ms) FROM newcomer_caller AS n WHERE n.caller_id = c.caller_id)`;

/** When a sample of a number's users were called, as `PairCells`. */
export const pairsOf = (callerId: string): string => `
  (SELECT coalesce(json_agg(p.cells), '[]') FROM (SELECT json_build_array(call_times, made, turned_away, last_turned_away_ms) AS cells FROM caller_user WHERE caller_id = ${callerId} ORDER BY user_id LIMIT ${SAMPLED_PAIRS}) AS p)`;

export const CALLER_FACTS: Statement = {
  name: 'caller_facts',
  text: `
    SELECT ${CALLER_COLUMNS},
      ${crowdOf('$1')},
      ${pairsOf('$1')},
      (SELECT json_build_array(made, taken, answered, answered_ms, last_ms, call_times) FROM caller_user WHERE caller_id = $1 AND user_id = $2),
      (SELECT label FROM caller_report WHERE caller_id = $1 AND user_id = $2)
    FROM (SELECT) AS one LEFT JOIN caller AS c ON c.caller_id = $1`,
};

export const CALLER_PAGE: Statement = {
  name: 'caller_page',
  text: `SELECT c.caller_id, ${CALLER_COLUMNS}, ${crowdOf('c.caller_id')}, ${campaignOf('c.caller_id')} FROM caller AS c WHERE c.caller_id > $1 ORDER BY c.caller_id LIMIT $2`,
};

/**
 * The verdict of the latest batch where neither a call nor a word has come since it began: what is judged anew would be the same but for what
 * fades. A call that happened before it and came after it shows by the transaction that wrote the number's row; numbers of transactions wrap
 * around, so ages are compared, and what is wrongly taken for new is judged once more.
 */
const standingVerdict = (callerId: string): string => `
      SELECT caller_score.verdict FROM caller_score JOIN caller USING (caller_id),
        (SELECT started_ms, age(began_xid::xid) AS began_age FROM caller_scoring WHERE callers > 0 ORDER BY id DESC LIMIT 1) AS batch
      WHERE caller_score.caller_id = ${callerId} AND caller.last_ms < batch.started_ms AND (batch.began_age IS NULL OR age(caller.xmin) > batch.began_age)
        AND NOT EXISTS (SELECT FROM caller_report AS r WHERE r.caller_id = ${callerId} AND r.reported_ms >= batch.started_ms)
      LIMIT 1`;

/** Numbers that called a user, with the verdict that stands of them. */
export const CALLERS_OF_USER: Statement = {
  name: 'caller_of_user',
  text: `
    SELECT u.caller_id, u.made, s.verdict
    FROM (SELECT caller_id, made FROM caller_user WHERE user_id = $1 AND made > 0 ORDER BY made DESC, caller_id LIMIT $2) AS u
    LEFT JOIN LATERAL (${standingVerdict('u.caller_id')}
    ) AS s ON true
    ORDER BY u.made DESC, u.caller_id`,
};

export const VERDICTS_AMONG: Statement = {
  name: 'caller_verdicts_among',
  text: `SELECT t.id, s.verdict FROM unnest($1::bigint[]) AS t(id) LEFT JOIN LATERAL (${standingVerdict('t.id')}
    ) AS s ON true`,
};

// Looked up one by one, in the order given.
export const CALLERS_AMONG: Statement = {
  name: 'caller_among',
  text: `
    SELECT c.caller_id, ${CALLER_COLUMNS}, ${crowdOf('c.caller_id')}
    FROM unnest($1::bigint[]) WITH ORDINALITY AS t(id, nth) CROSS JOIN LATERAL (SELECT * FROM caller WHERE caller_id = t.id LIMIT 1) AS c ORDER BY t.nth`,
};
