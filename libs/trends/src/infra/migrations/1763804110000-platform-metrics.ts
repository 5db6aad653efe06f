import type { MigrationInterface, QueryRunner } from 'typeorm';

const WATCHES = `
  CREATE TABLE platform_metric_watch (
    position_quarter integer NOT NULL,
    since_quarter integer NOT NULL,
    name text NOT NULL,
    series text NOT NULL,
    state json NOT NULL,
    PRIMARY KEY (name, series)
  ) WITH (fillfactor = 50);
  COMMENT ON COLUMN platform_metric_watch.position_quarter IS 'the next quarter hour to be read; those before since_quarter are learnt from';

  CREATE TABLE platform_metric_anomaly (
    raised_ms bigint NOT NULL,
    opened_quarter integer NOT NULL,
    last_quarter integer NOT NULL,
    peak_quarter integer NOT NULL,
    quarters integer NOT NULL,
    peak_value double precision NOT NULL,
    usual double precision NOT NULL,
    name text NOT NULL,
    series text NOT NULL,
    statistic text NOT NULL,
    parts json NOT NULL,
    PRIMARY KEY (name, series, opened_quarter)
  );
`;

/** What senders measured, by series and quarter hour, and what was odd about it. */
export class PlatformMetrics1763804110000 implements MigrationInterface {
  name = 'PlatformMetrics1763804110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE platform_metric_name (name text PRIMARY KEY);
      COMMENT ON TABLE platform_metric_name IS 'whose lock a fold holds that writes series of the name';

      CREATE TABLE platform_metric_series (
        name text NOT NULL,
        series text NOT NULL,
        labels jsonb NOT NULL,
        PRIMARY KEY (name, series)
      );
      COMMENT ON COLUMN platform_metric_series.series IS 'hash of the labels; empty: all series of the name beyond the 200 whose hash is least';

      CREATE TABLE platform_metric (
        quarter integer NOT NULL,
        events integer NOT NULL,
        least double precision NOT NULL,
        greatest double precision NOT NULL,
        name text NOT NULL,
        series text NOT NULL,
        sum_units numeric NOT NULL,
        histogram jsonb NOT NULL,
        PRIMARY KEY (name, series, quarter)
      ) WITH (fillfactor = 80);
      CREATE INDEX platform_metric_quarter ON platform_metric (quarter);
      COMMENT ON COLUMN platform_metric.sum_units IS 'millionths';
      COMMENT ON COLUMN platform_metric.histogram IS 'counts by bucket, each 5 % above the one before';
    `);
    await runner.query(WATCHES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE platform_metric_anomaly, platform_metric_watch, platform_metric, platform_metric_series, platform_metric_name;');
  }
}
