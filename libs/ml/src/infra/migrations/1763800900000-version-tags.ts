import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes on versions. */
export class VersionTags1763800900000 implements MigrationInterface {
  name = 'VersionTags1763800900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE model_version_tag (
        name text NOT NULL,
        version integer NOT NULL,
        tag text NOT NULL,
        value text NOT NULL,
        PRIMARY KEY (name, version, tag),
        FOREIGN KEY (name, version) REFERENCES model_version
      );
      -- The built-in names had no time of their own.
      UPDATE model SET created_ms = (extract(epoch FROM now()) * 1000)::bigint WHERE built_in AND created_ms = 0;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE model_version_tag;');
  }
}
