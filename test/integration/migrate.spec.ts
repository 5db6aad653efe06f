import { assertSchemaCompatibility, LATEST_SCHEMA_VERSION } from 'bullmq';
import { DataSource } from 'typeorm';
import { BehaviorFeatures1763802500000 } from '#ml/migrations';
import { dataSourceOptions, SCHEMA, migrate } from '#platform/database';
import { migrateSchema } from '../../apps/cli/migrate-schema.js';
import { MIGRATIONS } from '../../apps/cli/migrations.js';
import { TestServer } from './postgres.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe('migrate', () => {
  it('runs what is missing, once, though several processes start together', async () => {
    const url = await server.empty();
    const ran = await Promise.all([migrate(url, MIGRATIONS), migrate(url, MIGRATIONS), migrate(url, MIGRATIONS)]);
    expect(ran.flat().sort()).toEqual(MIGRATIONS.map((migration) => new migration().name).sort());
    expect(await migrate(url, MIGRATIONS)).toEqual([]);
    expect(SCHEMA).toBe('profile_analytics');
  });

  it('brings the tables of the job queues as well, on which all processes agree', async () => {
    const url = await server.empty();
    await Promise.all([migrateSchema(url), migrateSchema(url)]);
    const source = await new DataSource(dataSourceOptions(url)).initialize();
    const connection = { query: async (sql: string, values?: unknown[]) => ({ rows: await source.query(sql, values) }) };
    expect(await assertSchemaCompatibility(connection as never, 'profile_analytics_jobs')).toBe(LATEST_SCHEMA_VERSION);
    await source.destroy();
  });

  it('goes back where the model it brought has versions and a story, and forth again', async () => {
    const { url, query } = await server.migrated();
    await query(`
      INSERT INTO model_artifact SELECT gen_random_uuid(), '\\x00', '\\x00', n FROM generate_series(1, 2) AS n;
      INSERT INTO model_version (name, version, artifact_id, passport, created_ms)
      SELECT CASE created_ms WHEN 1 THEN 'callback_predictor' ELSE 'behavior_predictor' END, 1, id, '{}', 0 FROM model_artifact;
      INSERT INTO model_alias VALUES ('callback_predictor', 'champion', 1);
      INSERT INTO model_alias_change (name, alias, version, changed_ms, changed_by, reason) VALUES ('callback_predictor', 'champion', 1, 0, 'a', 'b');
      INSERT INTO model_version_tag VALUES ('callback_predictor', 1, 'a', 'b');
      INSERT INTO prediction (model, version, served_ms, vector, outcome) VALUES ('callback_predictor', 1, 0, '\\x00', '{0.5,0.5}');
      INSERT INTO model_alert (model, version, kind, subject, value, threshold, raised_ms) VALUES ('callback_predictor', 1, 'drift', 'a', 1, 1, 0);
      INSERT INTO model_promotion_test VALUES ('callback_predictor', 1, 2, '{}', 0);
      INSERT INTO model_audit (model, version, action, acted_ms, acted_by, reason) VALUES ('callback_predictor', 1, 'uploaded', 0, 'a', 'b');`);
    const source = await new DataSource(dataSourceOptions(url)).initialize();
    const names = async (): Promise<unknown[]> => [await query('SELECT name FROM model ORDER BY name'), await query('SELECT name FROM model_version'), await query('SELECT count(*)::int AS kept FROM model_artifact')];
    const [others, version, artifact] = [['anomaly_detector', 'behavior_predictor', 'spam_classifier', 'time_series_forecaster'], [{ name: 'behavior_predictor' }], [{ kept: 1 }]];
    const migration = new BehaviorFeatures1763802500000();
    await migration.down(source.createQueryRunner());
    expect(await names()).toEqual([others.map((name) => ({ name })), version, artifact]);
    await migration.up(source.createQueryRunner());
    expect(await names()).toEqual([[...others, 'callback_predictor'].sort().map((name) => ({ name })), version, artifact]);
    await source.destroy();
  });
});
