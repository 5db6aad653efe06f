import type { Statement } from '#platform/database';
import { campaignOf, linksOf } from '../campaigns/campaign-read-statements.js';
import { crowdOf } from '../crowd-statements.js';
import { CALLER_COLUMNS, pairsOf } from '../read-statements.js';
import { identityOf, reputationOf } from '../ranges/reputation-statements.js';
import { factsOf } from '../whitelist-cells.js';

/** What calls change, and what one user and the number had with each other: rows by their keys. Parameters: the user or null, the number. */
export const RING_FACTS: Statement = {
  name: 'ring_facts',
  text: `
    SELECT ${CALLER_COLUMNS}, ${reputationOf('$2', 'i')}, ${pairsOf('$2')}, ${factsOf('$2')}
    FROM (SELECT) AS one LEFT JOIN caller AS c ON c.caller_id = $2 ${identityOf('$2')}`,
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
