import type { Clock } from '#kernel';
import { texts, type Database } from '#platform/database';
import type { Keyring } from '#privacy';
import { WEBHOOKS_CHANNEL } from '../../app/channels.js';
import type { Delivery, Webhook, WebhookChange, WebhookPlace } from '../../app/webhooks/webhook.js';
import { Webhooks, type Rotation } from '../../app/webhooks/webhooks.js';
import { deliveryFrom, webhookFrom } from './webhook-rows.js';
import { ADD, AGAIN, CHANGE, DELIVERIES, FIND, LIST, LOCK_OWNER, LOCK_WEBHOOK, NOTIFY, REMOVE, ROTATE, SEND } from './webhook-statements.js';

const FIRST: WebhookPlace = { createdMs: 0, id: '00000000-0000-0000-0000-000000000000' };
const LATEST: WebhookPlace = { createdMs: Number.MAX_SAFE_INTEGER, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

export class PgWebhooks extends Webhooks {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {
    super();
  }

  add(webhook: Webhook, most: number): Promise<Webhook | undefined> {
    const { id, userId, createdMs, hearsAll, signing, events, url, secret } = webhook;
    return this.database.transaction(async (tx) => {
      await tx.rows(LOCK_OWNER, [userId]);
      const [known] = (await tx.rows(FIND, [userId, id])).map((row) => webhookFrom(row, this.keyring));
      if (known !== undefined) return known;
      const added = await tx.rows(ADD, [id, userId, createdMs, hearsAll, signing, texts(events), this.keyring.seal('webhook', url), this.keyring.seal('webhook', secret), most]);
      return added.length > 0 ? webhook : undefined;
    });
  }

  async list(userId: number, after: WebhookPlace | undefined, limit: number): Promise<readonly Webhook[]> {
    const { createdMs, id } = after ?? FIRST;
    return (await this.database.rows(LIST, [userId, createdMs, id, limit])).map((row) => webhookFrom(row, this.keyring));
  }

  async find(userId: number, id: string): Promise<Webhook | undefined> {
    return (await this.database.rows(FIND, [userId, id])).map((row) => webhookFrom(row, this.keyring))[0];
  }

  async change(userId: number, id: string, { url, events, isActive }: WebhookChange): Promise<Webhook | undefined> {
    const sealed = url === undefined ? null : this.keyring.seal('webhook', url);
    const rows = await this.database.rows(CHANGE, [userId, id, sealed, events === undefined ? null : texts(events), isActive ?? null]);
    return rows.map((row) => webhookFrom(row, this.keyring))[0];
  }

  async rotate({ userId, id, secret, nowMs, formerUntilMs }: Rotation): Promise<Webhook | undefined> {
    const rows = await this.database.rows(ROTATE, [userId, id, this.keyring.seal('webhook', secret), formerUntilMs, nowMs]);
    return rows.map((row) => webhookFrom(row, this.keyring))[0];
  }

  async remove(userId: number, id: string): Promise<boolean> {
    return (await this.database.rows(REMOVE, [userId, id])).length > 0;
  }

  async deliveries(webhookId: string, after: WebhookPlace | undefined, limit: number): Promise<readonly Delivery[]> {
    const { createdMs, id } = after ?? LATEST;
    return (await this.database.rows(DELIVERIES, [webhookId, createdMs, id, limit])).map((row) => deliveryFrom(row, this.keyring));
  }

  send({ id, webhookId, type, body, createdMs }: Pick<Delivery, 'id' | 'webhookId' | 'type' | 'body' | 'createdMs'>): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      await tx.rows(LOCK_WEBHOOK, [webhookId]);
      const sent = await tx.rows(SEND, [id, webhookId, createdMs, type, this.keyring.seal('details', body)]);
      if (sent.length > 0) await tx.rows(NOTIFY, [WEBHOOKS_CHANNEL, '']);
      return sent.length > 0;
    });
  }

  again(webhookId: string, deliveryId: string): Promise<Delivery | undefined> {
    return this.database.transaction(async (tx) => {
      const [delivery] = (await tx.rows(AGAIN, [webhookId, deliveryId, this.clock.now()])).map((row) => deliveryFrom(row, this.keyring));
      if (delivery !== undefined) await tx.rows(NOTIFY, [WEBHOOKS_CHANNEL, '']);
      return delivery;
    });
  }
}
