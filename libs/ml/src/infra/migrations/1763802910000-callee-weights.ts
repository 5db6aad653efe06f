import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each night learnt of whom users call next. Not folded from events: a replay leaves it as it is. */
export class CalleeWeights1763802910000 implements MigrationInterface {
  name = 'CalleeWeights1763802910000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE callee_weights (
        version integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        learnt_ms bigint NOT NULL,
        users integer NOT NULL,
        choices integer NOT NULL,
        top1 double precision,
        most_recent_top1 double precision,
        features text[] NOT NULL,
        weights double precision[] NOT NULL,
        CHECK (cardinality(features) = cardinality(weights))
      );
      COMMENT ON COLUMN callee_weights.top1 IS 'share of the newest fifth of the choices that weights learnt from the others put first';`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE callee_weights');
  }
}
