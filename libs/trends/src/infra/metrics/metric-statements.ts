import type { Statement } from '#platform/database';

/** Series of a name that are kept apart. */
const MOST_SERIES = 200;

// A name is locked before anything of it is read: what is read may be written then.
export const ADD_NAMES: Statement = {
  name: 'platform_metric_names_add',
  text: 'INSERT INTO platform_metric_name (name) SELECT name FROM unnest($1::text[]) AS t(name) ORDER BY name ON CONFLICT DO NOTHING',
};
export const LOCK_NAMES: Statement = { name: 'platform_metric_names_lock', text: 'SELECT name FROM platform_metric_name WHERE name = ANY($1::text[]) ORDER BY name FOR UPDATE' };

export const ADD_SERIES: Statement = {
  name: 'platform_metric_series_add',
  text: `
    INSERT INTO platform_metric_series (name, series, labels)
    SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[]) AS t(name, series, labels) ORDER BY name, series
    ON CONFLICT DO NOTHING RETURNING series`,
};

// The least hashes stay, whatever the order in which series come: who has left never comes back.
export const DROP_SERIES: Statement = {
  name: 'platform_metric_series_drop',
  text: `
    DELETE FROM platform_metric_series AS s USING (
      SELECT name, series, row_number() OVER (PARTITION BY name ORDER BY series) AS place FROM platform_metric_series WHERE name = ANY($1::text[]) AND series <> ''
    ) AS placed
    WHERE s.name = placed.name AND s.series = placed.series AND placed.place > ${MOST_SERIES} RETURNING s.name, s.series`,
};

const STATE = 'm.name, m.series, m.quarter, m.events, m.sum_units::text, m.least, m.greatest, m.histogram::text';

export const TAKE_OUT: Statement = {
  name: 'platform_metric_take_out',
  text: `DELETE FROM platform_metric AS m USING unnest($1::text[], $2::text[]) AS t(name, series) WHERE m.name = t.name AND m.series = t.series RETURNING ${STATE}`,
};

export const TAKE_SPAN: Statement = { name: 'platform_metric_take_span', text: `DELETE FROM platform_metric AS m WHERE m.quarter >= $1 AND m.quarter < $2 RETURNING ${STATE}` };

export const READ_STATES: Statement = {
  name: 'platform_metric_states',
  text: `SELECT ${STATE} FROM platform_metric AS m JOIN unnest($1::text[], $2::text[], $3::integer[]) AS t(name, series, quarter) USING (name, series, quarter)`,
};

export const KEEP_STATES: Statement = {
  name: 'platform_metric_keep',
  text: `
    INSERT INTO platform_metric AS m (name, series, quarter, events, sum_units, least, greatest, histogram)
    SELECT * FROM unnest($1::text[], $2::text[], $3::integer[], $4::integer[], $5::numeric[], $6::double precision[], $7::double precision[], $8::jsonb[])
      AS t(name, series, quarter, events, sum_units, least, greatest, histogram) ORDER BY name, series, quarter
    ON CONFLICT (name, series, quarter) DO UPDATE SET events = excluded.events, sum_units = excluded.sum_units, least = excluded.least, greatest = excluded.greatest, histogram = excluded.histogram`,
};

export const LIST_SERIES: Statement = {
  name: 'platform_metric_series_list',
  text: `
    SELECT name, series, labels::text FROM platform_metric_series
    WHERE ($1::text IS NULL OR name = $1) AND (name, series) > ($2, $3) ORDER BY name, series LIMIT $4`,
};

export const READ_SPAN: Statement = {
  name: 'platform_metric_span',
  text: `
    SELECT ${STATE} FROM unnest($1::text[], $2::text[]) AS t(name, series)
    CROSS JOIN LATERAL (SELECT * FROM platform_metric WHERE name = t.name AND series = t.series AND quarter >= $3 AND quarter < $4) AS m ORDER BY m.name, m.series, m.quarter`,
};

export const READ_ANOMALIES: Statement = {
  name: 'platform_metric_anomalies',
  text: `
    SELECT a.name, a.series, a.statistic, a.opened_quarter, a.last_quarter, a.peak_quarter, a.quarters, a.peak_value, a.usual, a.parts::text
    FROM platform_metric_anomaly AS a JOIN unnest($1::text[], $2::text[]) AS t(name, series) USING (name, series)
    WHERE a.last_quarter >= $3 AND a.opened_quarter < $4 ORDER BY a.name, a.series, a.opened_quarter`,
};

/** With their watches: where they have come to. */
export const LIVELY_SERIES: Statement = {
  name: 'platform_metric_lively',
  text: `
    SELECT m.name, m.series, w.position_quarter, w.since_quarter, w.state::text, first_quarter FROM (
      SELECT name, series, sum(events) AS events FROM platform_metric WHERE quarter >= $1 GROUP BY 1, 2
    ) AS m CROSS JOIN LATERAL (SELECT min(quarter) AS first_quarter FROM platform_metric WHERE name = m.name AND series = m.series) AS f
    LEFT JOIN platform_metric_watch AS w USING (name, series) WHERE m.series <> '' AND m.name = ANY($2::text[]) ORDER BY m.events DESC, m.name, m.series LIMIT $3`,
};
export const ALL_NAMES: Statement = { name: 'platform_metric_names', text: 'SELECT name FROM platform_metric_name ORDER BY name' };

export const MOVE_WATCH: Statement = {
  name: 'platform_metric_watch_move',
  text: `
    INSERT INTO platform_metric_watch AS w (name, series, position_quarter, since_quarter, state) VALUES ($1, $2, $3, $4, $5::json)
    ON CONFLICT (name, series) DO UPDATE SET position_quarter = excluded.position_quarter, state = excluded.state WHERE w.position_quarter < excluded.position_quarter RETURNING name`,
};

export const KEEP_ANOMALY: Statement = {
  name: 'platform_metric_anomaly_keep',
  text: `
    INSERT INTO platform_metric_anomaly AS a (name, series, statistic, raised_ms, opened_quarter, last_quarter, peak_quarter, quarters, peak_value, usual, parts)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::json)
    ON CONFLICT (name, series, opened_quarter) DO UPDATE SET last_quarter = excluded.last_quarter, quarters = excluded.quarters,
      peak_quarter = CASE WHEN excluded.peak_value > a.peak_value THEN excluded.peak_quarter ELSE a.peak_quarter END, peak_value = greatest(a.peak_value, excluded.peak_value)
    RETURNING xmax = 0`,
};
