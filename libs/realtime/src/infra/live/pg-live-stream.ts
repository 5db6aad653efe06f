import { randomUUID } from 'node:crypto';
import type { Database, Statement, Transaction } from '#platform/database';
import type { Keyring } from '#privacy';
import { LIVE_CHANNEL, WEBHOOKS_CHANNEL } from '../../app/channels.js';
import { LiveStream, type LiveNews } from '../../app/live/live-stream.js';
import { maskTexts } from '../../app/live/mask-texts.js';

const PUBLISH: Statement = {
  name: 'live_publish',
  text: `
    WITH put AS (INSERT INTO live_event (at_ms, user_id, type, data) VALUES ($1, $2, $3, $4) RETURNING 1)
    SELECT pg_notify('${LIVE_CHANNEL}', '') FROM put`,
};

const HEARERS: Statement = {
  name: 'live_hearers',
  text: `
    SELECT webhook_id FROM webhook
    WHERE active AND (user_id = $1 OR hears_all) AND events && ARRAY['*', $2, split_part($2, '.', 1) || '.*']`,
};

const ADDRESS: Statement = {
  name: 'live_address',
  text: `
    WITH put AS (INSERT INTO webhook_delivery (delivery_id, webhook_id, created_ms, due_ms, type, body) VALUES ($1, $2, $3, $3, $4, $5) RETURNING 1)
    SELECT pg_notify('${WEBHOOKS_CHANNEL}', '') FROM put`,
};

/** Puts news into the outbox, and a message to each webhook that hears of it, in one transaction. */
export class PgLiveStream extends LiveStream {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  publish(news: LiveNews, tx?: Transaction): Promise<void> {
    return tx === undefined ? this.database.transaction((own) => this.put(news, own)) : this.put(news, tx);
  }

  private async put({ type, userId, atMs, data }: LiveNews, tx: Transaction): Promise<void> {
    const masked = maskTexts(data);
    await tx.rows(PUBLISH, [atMs, userId, type, this.keyring.seal('details', JSON.stringify(masked))]);
    const hearers = await tx.rows(HEARERS, [userId, type]);
    const body = JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), data: masked });
    for (const [webhookId] of hearers) await tx.rows(ADDRESS, [randomUUID(), webhookId as string, atMs, type, this.keyring.seal('details', body)]);
  }
}
