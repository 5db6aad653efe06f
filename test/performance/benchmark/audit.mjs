import { copyIn } from './copy-in.mjs';
import { firstRow } from './database.mjs';

const CHUNK_BYTES = 37 * 16_384;

async function rememberAccepted(client, idLines) {
  await client.query(`SET work_mem = '256MB'; CREATE TEMP TABLE accepted (id uuid)`);
  for (let at = 0; at < idLines.length; at += CHUNK_BYTES) await copyIn(client, 'accepted', idLines.subarray(at, at + CHUNK_BYTES));
  await client.query('ANALYZE accepted');
}

/**
 * What became of every accepted event, from the tables themselves.
 * `lost`: ids accepted but not in the log, and calls in the log that their caller's counts lack. `duplicated`: ids in the
 * log more than once, and calls that a caller's counts have beyond the log. Counted caller by caller, so that one caller's
 * surplus never hides another's gap.
 */
export async function audit(client, idLines) {
  await rememberAccepted(client, idLines);
  const { accepted } = await firstRow(client, 'SELECT count(*) AS accepted FROM accepted');
  const { missing } = await firstRow(client, `
    SELECT count(*) AS missing FROM accepted AS a WHERE NOT EXISTS (SELECT FROM event AS e WHERE e.event_id = a.id)`);
  const { stored, repeated } = await firstRow(client, `
    SELECT coalesce(sum(n), 0)::bigint AS stored, coalesce(sum(n - 1), 0)::bigint AS repeated FROM (SELECT count(*) AS n FROM event GROUP BY event_id) AS ids`);
  const { folded, unfolded, surplus } = await firstRow(client, `
    SELECT coalesce(sum(c.n), 0)::bigint AS folded,
      coalesce(sum(greatest(coalesce(l.n, 0) - coalesce(c.n, 0), 0)), 0)::bigint AS unfolded,
      coalesce(sum(greatest(coalesce(c.n, 0) - coalesce(l.n, 0), 0)), 0)::bigint AS surplus
    FROM (SELECT subject_id AS caller_id, count(*) AS n FROM event WHERE kind = 1 GROUP BY 1) AS l
    FULL JOIN (SELECT caller_id, (SELECT sum(each) FROM unnest(made || taken) AS each) AS n FROM caller) AS c USING (caller_id)`);
  const { letters } = await firstRow(client, `SELECT count(*) AS letters FROM dead_letter WHERE state <> 'replayed'`);
  await client.query('DROP TABLE accepted; RESET work_mem');
  return { accepted, stored, folded, deadLetters: letters, lost: missing + unfolded, duplicated: repeated + surplus };
}
