import type { MigrationInterface, QueryRunner } from 'typeorm';

const CAMPAIGNS = `
  CREATE TABLE campaign_run (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    started_ms bigint NOT NULL,
    finished_ms bigint NOT NULL,
    suspects integer NOT NULL
  );

  CREATE TABLE campaign (
    id uuid PRIMARY KEY,
    state smallint NOT NULL,
    merged_into uuid,
    opened_ms bigint NOT NULL,
    first_ms bigint NOT NULL,
    last_ms bigint NOT NULL,
    numbers integer NOT NULL,
    users integer NOT NULL,
    calls bigint NOT NULL,
    hours bigint[] NOT NULL,
    category smallint,
    confidence double precision NOT NULL,
    CHECK ((state = 2) = (merged_into IS NOT NULL))
  ) WITH (fillfactor = 70);
  CREATE INDEX campaign_reach ON campaign (users DESC, id);
  COMMENT ON COLUMN campaign.state IS '0 active, 1 ended, 2 merged into another';
  COMMENT ON COLUMN campaign.opened_ms IS 'when it was found';

  CREATE TABLE campaign_figure (
    campaign_id uuid NOT NULL,
    at_ms bigint NOT NULL,
    numbers integer NOT NULL,
    users integer NOT NULL,
    category smallint,
    confidence double precision NOT NULL,
    PRIMARY KEY (campaign_id, at_ms)
  );
  COMMENT ON TABLE campaign_figure IS 'what was said of a campaign from a moment on, for answers as of it';
`;

const NUMBERS = `
  CREATE TABLE campaign_member (
    campaign_id uuid NOT NULL,
    caller_id bigint NOT NULL,
    since_ms bigint NOT NULL,
    left_ms bigint,
    ties jsonb NOT NULL,
    PRIMARY KEY (campaign_id, caller_id, since_ms)
  ) WITH (fillfactor = 80);
  CREATE UNIQUE INDEX campaign_member_now ON campaign_member (caller_id) WHERE left_ms IS NULL;
  CREATE INDEX campaign_member_caller ON campaign_member (caller_id, since_ms);
  COMMENT ON COLUMN campaign_member.ties IS 'what ties it in: [relation, strength, members so tied], strongest first';

  CREATE TABLE campaign_block (
    campaign_id uuid NOT NULL,
    place smallint NOT NULL,
    caller_id bigint NOT NULL,
    free_digits smallint NOT NULL,
    probability double precision NOT NULL,
    PRIMARY KEY (campaign_id, place)
  );
  COMMENT ON TABLE campaign_block IS 'where the next number will come from: blocks, each named by a number in it';

  CREATE TABLE campaign_link (
    caller_id bigint NOT NULL,
    other_id bigint NOT NULL,
    relation smallint NOT NULL,
    strength double precision NOT NULL,
    since_ms bigint NOT NULL,
    left_ms bigint
  ) WITH (fillfactor = 80);
  CREATE UNIQUE INDEX campaign_link_now ON campaign_link (caller_id, other_id, relation) WHERE left_ms IS NULL;
  CREATE INDEX campaign_link_caller ON campaign_link (caller_id, since_ms);

  CREATE TABLE campaign_watch (at_ms bigint PRIMARY KEY, position bigint NOT NULL);
  COMMENT ON TABLE campaign_watch IS 'how far the log had come at each of the latest looks for storms';
`;

/** Who acts together, as jobs found it. Not folded from events: a replay leaves it as it is. */
export class Campaigns1763801350000 implements MigrationInterface {
  name = 'Campaigns1763801350000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CAMPAIGNS);
    await runner.query(NUMBERS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE campaign_watch, campaign_link, campaign_block, campaign_member, campaign_figure, campaign, campaign_run;');
  }
}
