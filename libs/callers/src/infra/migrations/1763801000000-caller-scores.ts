import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What batches made of all numbers. Not folded from events: a replay leaves it as it is, the next batch makes it anew. */
export class CallerScores1763801000000 implements MigrationInterface {
  name = 'CallerScores1763801000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caller_score (
        caller_id bigint PRIMARY KEY,
        verdict smallint NOT NULL,
        probability double precision
      );
      CREATE INDEX caller_score_verdict ON caller_score (verdict, (-probability), caller_id);

      CREATE TABLE caller_scoring (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        model_version integer,
        started_ms bigint NOT NULL,
        finished_ms bigint NOT NULL,
        callers bigint NOT NULL
      );
      COMMENT ON COLUMN caller_scoring.model_version IS 'of the spam classifier that was asked; null: the evidence decided alone';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caller_scoring, caller_score;');
  }
}
