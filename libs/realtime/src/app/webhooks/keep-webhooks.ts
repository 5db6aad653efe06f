import { randomUUID } from 'node:crypto';
import { AppError, DAY_MS, type Clock } from '#kernel';
import type { IdempotentActs } from '../idempotent-acts.js';
import { newSecret } from './sign.js';
import { TEST_TYPE, type Signing, type Webhook, type WebhookChange } from './webhook.js';
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

  /**
   * A new secret; the former one signs beside it for a day. Not twice in that day: the secret in use would sign no more.
   * @throws AppError `webhook_rotated`
   */
  async rotate({ userId, id, signing }: Webhook): Promise<Webhook> {
    const nowMs = this.terms.clock.now();
    const rotated = await this.webhooks.rotate({ userId, id, secret: newSecret(signing), nowMs, formerUntilMs: nowMs + DAY_MS });
    if (rotated === undefined) throw new AppError('webhook_rotated', 'conflict', 'its secret was changed within the last day, and the one before still signs: change it later, or delete the webhook and make another');
    return rotated;
  }

  /**
   * Sends `webhook.test` to it alone. Returns the delivery's id.
   * @throws AppError `webhook_test_pending`
   */
  async test({ id: webhookId }: Webhook): Promise<string> {
    const createdMs = this.terms.clock.now();
    const id = randomUUID();
    const body = JSON.stringify({ type: TEST_TYPE, timestamp: new Date(createdMs).toISOString(), data: { webhookId } });
    if (await this.webhooks.send({ id, webhookId, type: TEST_TYPE, body, createdMs })) return id;
    throw new AppError('webhook_test_pending', 'conflict', 'the last test is still on its way: look at the deliveries');
  }
}
