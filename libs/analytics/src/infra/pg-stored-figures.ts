import type { Database, Statement } from '#platform/database';
import { StoredFigures, type ModelStanding, type Storage } from '../app/read-metrics.js';

const MODELS: Statement = {
  name: 'analytics_models',
  text: `
    SELECT m.name, m.model_type, count(v.version)::integer, (SELECT version FROM model_alias AS a WHERE a.name = m.name AND a.alias = 'champion'), max(v.created_ms),
      (SELECT count(*)::integer FROM model_alert AS l WHERE l.model = m.name AND l.cleared_ms IS NULL)
    FROM model AS m LEFT JOIN model_version AS v USING (name) GROUP BY m.name ORDER BY m.name`,
};

/*
 * Partitions of a table are counted for it. Rows: what was written and taken away since the statistics began, else what the last analysis found; an
 * empty file has none. Where neither saw the table, and its file is not empty, nobody knows.
 */
const TABLES: Statement = {
  name: 'analytics_storage',
  text: `
    SELECT coalesce(parent.relname, c.relname)::text AS name, sum(pg_total_relation_size(c.oid))::bigint AS bytes, CASE WHEN bool_and(s.rows IS NOT NULL) THEN sum(s.rows)::bigint END
    FROM pg_class AS c CROSS JOIN LATERAL (SELECT CASE
      WHEN pg_relation_size(c.oid) = 0 THEN 0
      WHEN pg_stat_get_live_tuples(c.oid) > 0 THEN pg_stat_get_live_tuples(c.oid)
      WHEN c.reltuples >= 0 AND c.relpages > 0 THEN c.reltuples::bigint
    END AS rows) AS s LEFT JOIN pg_inherits AS i ON i.inhrelid = c.oid LEFT JOIN pg_class AS parent ON parent.oid = i.inhparent
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace GROUP BY 1 ORDER BY bytes DESC, name LIMIT 20`,
};

const DATABASE: Statement = { name: 'analytics_database_size', text: 'SELECT pg_database_size(current_database())' };

export class PgStoredFigures extends StoredFigures {
  constructor(private readonly database: Database) {
    super();
  }

  async models(): Promise<readonly ModelStanding[]> {
    const rows = (await this.database.rows(MODELS)) as unknown as [string, string, number, number | null, number | null, number][];
    return rows.map(([name, modelType, versions, champion, latestMs, openAlerts]) => ({ name, modelType, versions, champion, latestMs, openAlerts }));
  }

  async storage(): Promise<Storage> {
    const [size, tables] = await Promise.all([this.database.rows(DATABASE), this.database.rows(TABLES)]);
    return { databaseBytes: size[0]?.[0] as number, tables: (tables as unknown as [string, number, number | null][]).map(([table, bytes, rows]) => ({ table, bytes, rows })) };
  }
}
