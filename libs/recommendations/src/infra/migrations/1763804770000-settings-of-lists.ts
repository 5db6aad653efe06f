import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of which settings a list was made: it is old once they are others. */
export class SettingsOfLists1763804770000 implements MigrationInterface {
  name = 'SettingsOfLists1763804770000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE recommendation_list ADD settings text;
      COMMENT ON COLUMN recommendation_list.settings IS 'tells apart the settings that the list was made of; null: of a list older than this column';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE recommendation_list DROP settings');
  }
}
