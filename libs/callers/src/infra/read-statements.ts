import type { Statement } from '#platform/database';
import { campaignOf } from './campaigns/campaign-read-statements.js';
import { crowdOf } from './crowd-statements.js';

const SAMPLED_PAIRS = 50;

const COUNTS = ['first_ms', 'last_ms', 'answered_ms', 'timed_answered', 'timed', 'short', 'users', 'made', 'taken', 'durations', 'hours', 'rings', 'short_rings'];

/** What a number's calls add up to, and the same of those of newcomers as one value, with when the others' were. */
export const CALLER_COLUMNS = `${COUNTS.map((name) => `c.${name}`).join(', ')},
  (SELECT json_build_array(${COUNTS.map((name) => `n.${name}`).join(', ')}, c.others_first_ms, c.others_last_ms) FROM newcomer_caller AS n WHERE n.caller_id = c.caller_id)`;

/** When a sample of a number's users were called. */
export const pairsOf = (callerId: string): string => `
  (SELECT coalesce(json_agg(p.call_times), '[]') FROM (SELECT call_times FROM caller_user WHERE caller_id = ${callerId} ORDER BY user_id LIMIT ${SAMPLED_PAIRS}) AS p)`;

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

export const CALLERS_OF_USER: Statement = {
  name: 'caller_of_user',
  text: `
    SELECT u.made, c.caller_id, ${CALLER_COLUMNS}, ${crowdOf('c.caller_id')}
    FROM (SELECT caller_id, made FROM caller_user WHERE user_id = $1 AND made > 0 ORDER BY made DESC, caller_id LIMIT $2) AS u
    JOIN caller AS c USING (caller_id)`,
};
