import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Advice and what became of it, and when a user's list was made and asked for. */
const ADVICE = `
  CREATE TABLE recommendation (
    recommendation_id uuid PRIMARY KEY,
    user_id bigint NOT NULL,
    proposed_ms bigint NOT NULL,
    expires_ms bigint NOT NULL,
    seen_ms bigint,
    implemented_ms bigint,
    dismissed_strength double precision NOT NULL,
    seen_day integer NOT NULL,
    times_seen integer NOT NULL,
    place smallint,
    rating smallint,
    applied boolean NOT NULL,
    helpful boolean,
    implement_act uuid,
    undo_act uuid,
    status text NOT NULL,
    kind text NOT NULL,
    advice bytea NOT NULL,
    before bytea,
    remark bytea,
    measured json
  ) WITH (fillfactor = 70);
  COMMENT ON COLUMN recommendation.advice IS 'sealed JSON: rules, numbers and figures in it are personal data, as are what stood before and what the user remarked';
  COMMENT ON COLUMN recommendation.place IS 'on the list, from 0; null where it is not listed';
  CREATE INDEX recommendation_user ON recommendation (user_id);
  CREATE INDEX recommendation_implemented ON recommendation (implemented_ms) WHERE status = 'implemented';

  CREATE TABLE recommendation_list (
    user_id bigint PRIMARY KEY,
    refreshed_ms bigint,
    asked_ms bigint
  ) WITH (fillfactor = 70);
  CREATE INDEX recommendation_list_asked ON recommendation_list (asked_ms);
`;

/** What rankings decided, and what they learnt. */
const RANKING = `
  CREATE TABLE recommendation_decision (
    decision_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL,
    decided_ms bigint NOT NULL,
    seen_ms bigint,
    lead_propensity double precision NOT NULL,
    ranking_version integer NOT NULL,
    arms json NOT NULL
  );
  COMMENT ON COLUMN recommendation_decision.arms IS 'all that could have been shown: kind, need, features, days seen';
  CREATE INDEX recommendation_decision_user ON recommendation_decision (user_id, decision_id);
  CREATE INDEX recommendation_decision_decided ON recommendation_decision (decided_ms);

  CREATE TABLE recommendation_shown (
    decision_id bigint NOT NULL,
    recommendation_id uuid NOT NULL,
    propensity double precision NOT NULL,
    reward double precision,
    arm smallint NOT NULL,
    place smallint NOT NULL,
    PRIMARY KEY (decision_id, place)
  ) WITH (fillfactor = 80);
  CREATE INDEX recommendation_shown_one ON recommendation_shown (recommendation_id, decision_id);

  CREATE TABLE recommendation_ranking (
    version integer PRIMARY KEY,
    live_since_ms bigint,
    evaluated_ms bigint,
    evaluation json
  );
  COMMENT ON COLUMN recommendation_ranking.live_since_ms IS 'the latest of them is live';
  INSERT INTO recommendation_ranking (version, live_since_ms) VALUES (1, 0);

  CREATE TABLE recommendation_posterior (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    posteriors json NOT NULL
  );
  INSERT INTO recommendation_posterior (posteriors) VALUES ('{}');
`;

/** Advice to users and what became of it, what rankings decided, and what they learnt. */
export class Recommendations1763804200000 implements MigrationInterface {
  name = 'Recommendations1763804200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ADVICE);
    await runner.query(RANKING);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recommendation_posterior, recommendation_ranking, recommendation_shown, recommendation_decision, recommendation_list, recommendation');
  }
}
