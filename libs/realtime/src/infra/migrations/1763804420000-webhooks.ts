import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is told by HTTP, and how each message to them fared. */
export class Webhooks1763804420000 implements MigrationInterface {
  name = 'Webhooks1763804420000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook (
        webhook_id uuid PRIMARY KEY,
        user_id bigint NOT NULL,
        created_ms bigint NOT NULL,
        former_until_ms bigint,
        failing_since_ms bigint,
        failures integer NOT NULL DEFAULT 0,
        hears_all boolean NOT NULL,
        active boolean NOT NULL,
        disabled_reason text,
        signs_by text NOT NULL,
        events text[] NOT NULL,
        url bytea NOT NULL,
        secret bytea NOT NULL,
        former_secret bytea
      );
      COMMENT ON COLUMN webhook.hears_all IS 'an admin''s: of the platform and of every user';
      COMMENT ON COLUMN webhook.url IS 'sealed, as the secrets are: it may hold a token';
      CREATE INDEX webhook_user ON webhook (user_id, created_ms, webhook_id);
      CREATE INDEX webhook_hearing_all ON webhook (webhook_id) WHERE hears_all;

      CREATE TABLE webhook_delivery (
        delivery_id uuid PRIMARY KEY,
        webhook_id uuid NOT NULL REFERENCES webhook ON DELETE CASCADE,
        created_ms bigint NOT NULL,
        due_ms bigint NOT NULL,
        ended_ms bigint,
        attempts integer NOT NULL DEFAULT 0,
        state text NOT NULL DEFAULT 'pending',
        type text NOT NULL,
        body bytea NOT NULL,
        log json NOT NULL DEFAULT '[]'
      );
      COMMENT ON COLUMN webhook_delivery.body IS 'sealed';
      COMMENT ON COLUMN webhook_delivery.log IS 'its last attempts: when, status or fault, latency';
      CREATE INDEX webhook_delivery_webhook ON webhook_delivery (webhook_id, created_ms, delivery_id);
      CREATE INDEX webhook_delivery_due ON webhook_delivery (due_ms) WHERE state = 'pending';
      CREATE INDEX webhook_delivery_old ON webhook_delivery (created_ms);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_delivery, webhook');
  }
}
