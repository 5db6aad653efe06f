import type { Statement } from '#platform/database';
import { campaignOf, linksOf } from '../campaigns/campaign-read-statements.js';
import { crowdOf } from '../crowd-statements.js';
import { CALLER_COLUMNS, pairsOf } from '../read-statements.js';
import { aroundOf, blockVersionOf, identityOf, ownOf } from '../ranges/reputation-statements.js';
import { factsOf } from '../whitelist-cells.js';

/**
 * What calls change, and what one user and the number had with each other: rows by their keys, one for each pair of user (or null) and
 * number asked about. Several in one statement, since setting it up takes as long as answering for one. The sample of pairs and the numbers
 * around, most of the work, are null where their version is the one that the question brings: a fold that adds to a pair rewrites the number's row as well.
 */
export const RING_FACTS: Statement = {
  name: 'ring_facts',
  text: `
    SELECT k.user_id, k.caller_id, ${CALLER_COLUMNS}, ${ownOf('k.caller_id')}, ${factsOf('k.caller_id', 'k.user_id')},
      c.version, CASE WHEN c.version IS DISTINCT FROM k.pairs THEN ${pairsOf('k.caller_id')} END,
      b.version, CASE WHEN b.version IS DISTINCT FROM k.around THEN ${aroundOf('i')} END
    FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[]) AS k(user_id, caller_id, pairs, around)
    LEFT JOIN LATERAL (SELECT *, xmin::text AS version FROM caller WHERE caller_id = k.caller_id LIMIT 1) AS c ON true ${identityOf('k.caller_id')}
    CROSS JOIN LATERAL ${blockVersionOf('i')} AS b(version)`,
};

/** What others say of numbers, and whom they act with. */
export const RING_HEARSAY: Statement = {
  name: 'ring_hearsay',
  text: `
    SELECT n.id, ${crowdOf('n.id')},
      ${campaignOf('n.id')},
      ${linksOf('n.id', 'left_ms IS NULL')}
    FROM unnest($1::bigint[]) AS n(id)`,
};
