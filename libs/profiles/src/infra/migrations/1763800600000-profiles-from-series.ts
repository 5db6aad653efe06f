import type { MigrationInterface, QueryRunner } from 'typeorm';

// What has been folded so far: events up to their partition's position, but for those set aside.
const FOLDED = `
  event AS e JOIN fold_position AS f ON f.partition = e.partition AND e.position <= f.position
  WHERE e.kind < 4 AND NOT EXISTS (SELECT FROM dead_letter AS d WHERE d.event_id = e.event_id AND d.state <> 'replayed')`;

const OUTCOMES = ['answered', 'rejected', 'missed', 'transferred', 'ai_handled'];
const counts = (direction: number): string => OUTCOMES.map((_, outcome) => `count(*) FILTER (WHERE direction = ${direction} AND outcome = ${outcome})`).join(', ');
const outgoing = OUTCOMES.map((outcome) => `out_${outcome}`);

/** One series a user instead of a series and its sum: a profile is added up when it is read. */
export class ProfilesFromSeries1763800600000 implements MigrationInterface {
  name = 'ProfilesFromSeries1763800600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      LOCK TABLE fold_position;
      DROP TABLE user_profile;
      TRUNCATE user_quarter;
      ALTER TABLE user_quarter DROP outgoing, ADD first_ms bigint NOT NULL, ADD last_ms bigint NOT NULL, ADD timed_answered integer NOT NULL,
        ${outgoing.map((column) => `ADD ${column} integer NOT NULL`).join(', ')};
      COMMENT ON COLUMN user_quarter.quarter IS 'quarter hours since 1970-01-01T00:00Z; outcomes count incoming calls, out_ those the user made';
      INSERT INTO user_quarter (user_id, quarter, first_ms, last_ms, answered_ms, timed_answered, interactions, security_events, ${[...OUTCOMES, ...outgoing].join(', ')})
      SELECT e.user_id, e.occurred_ms / 900000, min(e.occurred_ms), max(e.occurred_ms),
        coalesce(sum(duration_ms) FILTER (WHERE outcome = 0), 0), count(duration_ms) FILTER (WHERE outcome = 0),
        count(*) FILTER (WHERE kind = 2), count(*) FILTER (WHERE kind = 3), ${counts(0)}, ${counts(1)}
      FROM ${FOLDED} GROUP BY 1, 2;
    `);
  }

  async down(): Promise<void> {
    throw new Error('user_profile was dropped; restore a backup, or fold everything again with an earlier version');
  }
}
