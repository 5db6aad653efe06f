import { randomUUID } from 'node:crypto';
import { AppError, DAY_MS, type Clock } from '#kernel';
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

export interface KeepTerms {
  readonly clock: Clock;
  /** Plain HTTP, and addresses that are not public. */
  readonly allowPrivate: boolean;
}

/** Makes and changes webhooks. */
export class KeepWebhooks {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly terms: KeepTerms,
  ) {}

  /** @throws AppError `input_invalid` */
  check(url: string): void {
    const fault = webhookUrlFault(url, this.terms.allowPrivate);
    if (fault !== undefined) throw new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors: [{ path: 'url', message: fault }] });
  }

  /** @throws AppError `webhooks_full` */
  async create(order: WebhookOrder, id: string = randomUUID()): Promise<Webhook> {
    const webhook: Webhook = {
      ...order, id, secret: newSecret(order.signing), formerSecret: undefined, formerUntilMs: undefined, isActive: true, disabledReason: undefined, failures: 0, failingSinceMs: undefined,
      createdMs: this.terms.clock.now(),
    };
    if (await this.webhooks.add(webhook, MOST_WEBHOOKS)) return webhook;
    throw new AppError('webhooks_full', 'conflict', `at most ${MOST_WEBHOOKS} webhooks are kept: delete one first`);
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
