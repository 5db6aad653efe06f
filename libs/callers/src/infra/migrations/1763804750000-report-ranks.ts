import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which reports of a number weigh most, in an order that time does not change. Derived: noted with each report, and anew when a track record moves. */
export class ReportRanks1763804750000 implements MigrationInterface {
  name = 'ReportRanks1763804750000';

  async up(runner: QueryRunner): Promise<void> {
    // What was reported so far is ranked by its author's record and acquaintance with the service; what else bears on it is looked at when they report next.
    await runner.query(`
      CREATE TABLE report_rank (
        caller_id bigint NOT NULL,
        user_id bigint NOT NULL,
        rank integer NOT NULL,
        reported_ms bigint NOT NULL,
        PRIMARY KEY (caller_id, user_id)
      );
      COMMENT ON COLUMN report_rank.rank IS 'thousandths of log2 of what the report weighs, 1000 a half-life later';
      INSERT INTO report_rank
      SELECT r.caller_id, r.user_id,
        CASE WHEN r.label = 2 THEN 0 ELSE round(1000 * (log(2, greatest(0.000001, coalesce(w.weight, 778) / 1000.0 * CASE
          WHEN r.reported_ms - w.known_ms >= 28 * 86400000::bigint THEN 1 WHEN r.reported_ms - w.known_ms >= 14 * 86400000::bigint THEN 0.7 ELSE 0.1 END)) + r.reported_ms / 7776000000.0)) END,
        r.reported_ms
      FROM caller_report AS r
      LEFT JOIN LATERAL (SELECT weight, known_ms FROM reporter_weight WHERE user_id = r.user_id ORDER BY from_ms DESC LIMIT 1) AS w ON true;
      CREATE INDEX report_rank_order ON report_rank (caller_id, rank DESC, user_id);
      CREATE INDEX report_rank_user ON report_rank (user_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE report_rank;');
  }
}
