import type { Clock } from '#kernel';
import { ADDRESS_REFUSED, fateOf, isGivenUp, RETRY_DELAYS_MS, type AttemptOutcome } from '../../core/index.js';
import type { Incidents } from '../alerts/incidents.js';
import { OwnerLanes } from './owner-lanes.js';
import { secretsAt, signedHeaders } from './sign.js';
import { TEST_TYPE, type Delivery, type Webhook } from './webhook.js';
import type { WebhookSender } from './webhook-sender.js';
import type { Deliveries, Taken } from './webhooks.js';

const OF_ONE_OWNER = 2;
const WAIT_MS = 2000;

export interface DeliverParts {
  readonly deliveries: Deliveries;
  readonly sender: WebhookSender;
  readonly incidents: Incidents;
  readonly clock: Clock;
}

export type NextAttempt = Pick<Delivery, 'id' | 'attempts' | 'dueMs'>;

/** Makes one attempt at one delivery and keeps what came of it. */
export class DeliverWebhook {
  private readonly lanes = new OwnerLanes(OF_ONE_OWNER);

  constructor(private readonly parts: DeliverParts) {}

  /** Returns the attempt that is to come; undefined where there is nothing more to do. */
  async execute(deliveryId: string): Promise<NextAttempt | undefined> {
    const { deliveries, clock } = this.parts;
    const taken = await deliveries.take(deliveryId);
    if (taken === undefined || taken.delivery.dueMs > clock.now()) return taken?.delivery;
    if (!this.lanes.enter(taken.webhook.userId)) return this.later(taken.delivery);
    try {
      return await this.send(taken);
    } finally {
      this.lanes.leave(taken.webhook.userId);
    }
  }

  /** Its owner's other messages go first. */
  private async later(delivery: Delivery): Promise<NextAttempt | undefined> {
    const next = { id: delivery.id, attempts: delivery.attempts, dueMs: this.parts.clock.now() + WAIT_MS };
    return (await this.parts.deliveries.postpone(next)) ? next : undefined;
  }

  private async send({ delivery, webhook }: Taken): Promise<NextAttempt | undefined> {
    const { deliveries, clock } = this.parts;
    const startedMs = clock.now();
    const outcome = await this.attempt(webhook, delivery, startedMs);
    // How long a name service took tells names that it holds itself from others, so of a name that is refused no time is kept.
    const nowMs = outcome.fault === ADDRESS_REFUSED ? startedMs : clock.now();
    const attempts = delivery.attempts + 1;
    // Whoever tries a webhook out looks at what came of it, and tries again.
    const fate = fateOf(outcome, attempts, delivery.type === TEST_TYPE ? [] : RETRY_DELAYS_MS);
    const dueMs = fate.kind === 'retry' ? nowMs + fate.delayMs : nowMs;
    const state = fate.kind === 'retry' ? 'pending' : fate.kind === 'delivered' ? 'delivered' : 'failed';
    const attempt = { atMs: startedMs, status: outcome.status ?? null, fault: outcome.fault ?? null, latencyMs: nowMs - startedMs };
    if (!(await deliveries.settle(delivery, { state, attempts, dueMs, attempt }))) return undefined;
    await this.follow(webhook, fate.kind, nowMs);
    return fate.kind === 'retry' ? { id: delivery.id, attempts, dueMs } : undefined;
  }

  private attempt(webhook: Webhook, { id, body }: Delivery, nowMs: number): Promise<AttemptOutcome> {
    const headers = signedHeaders(secretsAt(webhook, nowMs), `msg_${id}`, Math.floor(nowMs / 1000), body);
    return this.parts.sender.post(webhook.url, { ...headers, 'content-type': 'application/json' }, body);
  }

  private async follow(webhook: Webhook, fate: 'delivered' | 'retry' | 'failed' | 'gone', nowMs: number): Promise<void> {
    const { deliveries } = this.parts;
    if (fate === 'delivered') {
      if (webhook.failures > 0) await deliveries.delivered(webhook.id);
      return;
    }
    if (fate === 'gone') return this.disable(webhook, 'its receiver answered 410: it wants no more', nowMs);
    await deliveries.failed(webhook.id, nowMs);
    if (isGivenUp(webhook, nowMs)) await this.disable(webhook, 'its receiver has failed for too long', nowMs);
  }

  private async disable({ id, userId }: Webhook, reason: string, nowMs: number): Promise<void> {
    await this.parts.deliveries.disable(id, reason);
    await this.parts.incidents.raise({
      source: 'webhook', kind: 'disabled', severity: 'medium', userId, key: `webhook:${id}`, atMs: nowMs, evidence: { webhookId: id, reason }, text: `A webhook was disabled: ${reason}`,
    });
  }
}
