import { plain, type Statement, type Transaction } from '#platform/database';

/** On it processes are told of which numbers something changed that is dear to read. An empty text means any of them. */
export const CALLERS_CHANGED = 'callers_changed';

/** A payload has less than 8,000 bytes, an id 19 digits at most. */
const IDS_TOLD_AT_ONCE = 390;

const telling = (name: string, ids: string): Statement => ({
  name,
  text: `
    SELECT pg_notify('${CALLERS_CHANGED}', string_agg(id::text, ','))
    FROM (SELECT id, row_number() OVER () - 1 AS place FROM (${ids}) AS changed(id)) AS placed GROUP BY place / ${IDS_TOLD_AT_ONCE}`,
});

const TELL = telling('callers_changed_tell', 'SELECT * FROM unnest($1::bigint[])');
const TELL_MEMBERS = telling('callers_changed_tell_members', 'SELECT caller_id FROM campaign_member WHERE campaign_id = ANY($1::uuid[]) AND left_ms IS NULL');

const TELL_ALL: Statement = { name: 'callers_changed_tell_all', text: `SELECT pg_notify('${CALLERS_CHANGED}', '')` };

/** Has everybody forget what they remember of these numbers, once the transaction commits. */
export async function tellChanged(callerIds: Iterable<number>, tx: Transaction): Promise<void> {
  const distinct = [...new Set(callerIds)];
  if (distinct.length > 0) await tx.rows(TELL, [plain(distinct)]);
}

/** The same of all numbers in these campaigns, as the transaction leaves them. */
export async function tellMembersChanged(campaignIds: readonly string[], tx: Transaction): Promise<void> {
  await tx.rows(TELL_MEMBERS, [plain(campaignIds)]);
}

/** Has everybody forget what they remember of any number. */
export async function tellAllChanged(tx: Transaction): Promise<void> {
  await tx.rows(TELL_ALL);
}
