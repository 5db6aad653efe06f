/** A log of made-up calls as the folds would leave it: 56 days, a third of all calls from 200 numbers of spam. */
const DAY_MS = 86_400_000;
export const DAYS = 56;
export const END_MS = Date.UTC(2026, 10, 23);
export const USERS = 5000;
/** A user apart, whose export is long. */
export const BUSY_USER = 9999;
const BUSY_CALLS = 300_000;

const EVENT = 'position, occurred_ms, received_ms, user_id, subject_id, duration_ms, partition, kind, direction, outcome, local_hour, event_id';

const fill = (first, count, events) => `
  INSERT INTO event (${EVENT})
  SELECT g, at, at, u, CASE WHEN h % 3 = 0 THEN 100000 + h % 200 ELSE 200000 + u * 40 + h % 40 END, CASE WHEN h % 5 = 0 THEN h % 300000 END, u % 16, 1, CASE WHEN h % 7 = 0 THEN 1 ELSE 0 END, h % 5, 12, gen_random_uuid()
  FROM (
    SELECT g, ${END_MS - DAYS * DAY_MS}::bigint + (g::bigint * ${DAYS * DAY_MS} / ${events}) AS at, 1 + (abs(hashint8(g)) % ${USERS}) AS u, abs(hashint8(g + 77777777)) AS h
    FROM generate_series(${first}, ${first + count - 1}) AS g
  ) AS s`;

const counts = [0, 1].flatMap((direction) => [0, 1, 2, 3, 4].map((outcome) => `count(*) FILTER (WHERE direction = ${direction} AND outcome = ${outcome})`)).join(', ');

const QUARTERS = `
  INSERT INTO user_quarter (user_id, quarter, first_ms, last_ms, answered_ms, timed_answered, interactions, security_events,
    answered, rejected, missed, transferred, ai_handled, out_answered, out_rejected, out_missed, out_transferred, out_ai_handled)
  SELECT user_id, occurred_ms / 900000, min(occurred_ms), max(occurred_ms), coalesce(sum(duration_ms) FILTER (WHERE outcome = 0), 0), count(duration_ms) FILTER (WHERE outcome = 0), 0, 0, ${counts}
  FROM event GROUP BY 1, 2`;

const BUSY = (events) => `
  INSERT INTO event (${EVENT})
  SELECT ${events} + g, ${END_MS - 8 * DAY_MS} + g * 2000::bigint, ${END_MS - 8 * DAY_MS} + g * 2000::bigint, ${BUSY_USER}, 300000 + g % 500, 5000, ${BUSY_USER % 16}, 1, 0, 0, 12, gen_random_uuid()
  FROM generate_series(1, ${BUSY_CALLS}) AS g`;

/** Fills the database; what `cost` tells of the inserts with and without the index on users. */
export async function fillWorld(query, events, cost) {
  const week = 7 * DAY_MS;
  for (let from = Math.floor((END_MS - DAYS * DAY_MS) / week) * week - week; from <= END_MS; from += week) {
    await query(`CREATE TABLE IF NOT EXISTS event_of_${from / week} PARTITION OF event FOR VALUES FROM (${from}) TO (${from + week})`);
  }
  const batch = Math.floor(events / 4);
  await query('DROP INDEX event_user_calls');
  const without = await cost(() => query(fill(1, batch, events)));
  await query('CREATE INDEX event_user_calls ON event (user_id, occurred_ms) INCLUDE (event_id, subject_id, position, received_ms, duration_ms, kind, direction, outcome, local_hour) WHERE direction IS NOT NULL');
  const with_ = await cost(() => query(fill(1 + batch, batch, events)));
  await query(fill(1 + 2 * batch, events - 2 * batch, events));
  await query(QUARTERS);
  await query('INSERT INTO caller_score (caller_id, verdict, probability, category) SELECT 100000 + n, 0, 0.9, n % 12 FROM generate_series(0, 199) AS n');
  await query('UPDATE fold_position SET position = 1000000000');
  await query(BUSY(events));
  await query('VACUUM ANALYZE');
  return { microsecondsWithoutIndex: (without / batch) * 1000, microsecondsWithIndex: (with_ / batch) * 1000 };
}
