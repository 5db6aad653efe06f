import { randomUUID } from 'node:crypto';
import { AppError, DAY_MS, type Clock } from '#kernel';
import type { IdempotentActs } from '../idempotent-acts.js';
import { newSecret } from './sign.js';
import type { Signing, Webhook, WebhookChange } from './webhook.js';
import { webhookUrlFault } from './webhook-url.js';
import type { Webhooks } from './webhooks.js';

const MOST_WEBHOOKS = 10;

export interface WebhookOrder {
  readonly userId: number;
  readonly hearsAll: boolean;
  readonly url: string;
  readonly events: readonly string[];
  readonly signing: Signing;
}

/** Who orders it, and the key under which ordering again is the same act. */
export interface WebhookOrderer { readonly subject: string; readonly key: string | undefined }

export interface KeepTerms {
  readonly clock: Clock;
  /** Plain HTTP, and addresses that are not public. */
  readonly allowPrivate: boolean;
}

/** Makes and changes webhooks. */
export class KeepWebhooks {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly acts: IdempotentActs,
    private readonly terms: KeepTerms,
  ) {}

  /** @throws AppError `input_invalid` */
  check(url: string): void {
    const fault = webhookUrlFault(url, this.terms.allowPrivate);
    if (fault !== undefined) throw new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors: [{ path: 'url', message: fault }] });
  }

  /** @throws AppError `webhooks_full`, `idempotency_key_invalid`, `idempotency_key_reused` */
  async create(order: WebhookOrder, { subject, key }: WebhookOrderer): Promise<Webhook> {
    const act = this.acts.idOf(key, ['webhook', subject]);
    await this.acts.claim(act, JSON.stringify([order.url, order.events, order.signing, order.hearsAll]));
    const id = act === undefined ? randomUUID() : await this.acts.standing(act);
    const webhook: Webhook = {
      ...order, id, secret: newSecret(order.signing), formerSecret: undefined, formerUntilMs: undefined, isActive: true, disabledReason: undefined, failures: 0, failingSinceMs: undefined,
      createdMs: this.terms.clock.now(),
    };
    const kept = await this.webhooks.add(webhook, MOST_WEBHOOKS);
    if (kept === undefined) throw new AppError('webhooks_full', 'conflict', `at most ${MOST_WEBHOOKS} webhooks are kept: delete one first`);
    return kept;
  }

  /** For good: the key it was made under makes another. False where there is none. */
  async remove(userId: number, id: string): Promise<boolean> {
    // First: should the removal fail it is asked for again, but an id must not come back.
    await this.acts.retire(id);
    return this.webhooks.remove(userId, id);
  }

  /** Undefined where there is none. @throws AppError `input_invalid` */
  async change(userId: number, id: string, change: WebhookChange): Promise<Webhook | undefined> {
    if (change.url !== undefined) this.check(change.url);
    return this.webhooks.change(userId, id, change);
  }

  /** A new secret; the former one signs beside it for a day. */
  async rotate({ userId, id, signing }: Webhook): Promise<Webhook | undefined> {
    return this.webhooks.rotate(userId, id, newSecret(signing), this.terms.clock.now() + DAY_MS);
  }

  /** Sends `webhook.test` to it alone. Returns the delivery's id. */
  async test({ id: webhookId }: Webhook): Promise<string> {
    const createdMs = this.terms.clock.now();
    const id = randomUUID();
    const body = JSON.stringify({ type: 'webhook.test', timestamp: new Date(createdMs).toISOString(), data: { webhookId } });
    await this.webhooks.send({ id, webhookId, type: 'webhook.test', body, createdMs });
    return id;
  }
}
