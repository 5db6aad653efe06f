import type { Attempt, Delivery, Webhook, WebhookChange, WebhookPlace } from './webhook.js';

export interface Rotation {
  readonly userId: number;
  readonly id: string;
  readonly secret: string;
  readonly nowMs: number;
  /** Until then what was the secret signs as well. */
  readonly formerUntilMs: number;
}

/** Webhooks as their owners keep them. Those of others are unknown here. */
export abstract class Webhooks {
  /** The webhook that is kept under its id now, which is the former one where there was one; undefined where the owner has `most` already. */
  abstract add(webhook: Webhook, most: number): Promise<Webhook | undefined>;
  abstract list(userId: number, after: WebhookPlace | undefined, limit: number): Promise<readonly Webhook[]>;
  abstract find(userId: number, id: string): Promise<Webhook | undefined>;
  /** Made active again, its failures are forgotten. */
  abstract change(userId: number, id: string, change: WebhookChange): Promise<Webhook | undefined>;
  /** Undefined where the secret before this one still signs by `nowMs`, or there is no such webhook. */
  abstract rotate(rotation: Rotation): Promise<Webhook | undefined>;
  abstract remove(userId: number, id: string): Promise<boolean>;
  abstract deliveries(webhookId: string, after: WebhookPlace | undefined, limit: number): Promise<readonly Delivery[]>;
  /** Puts a message on its way to one webhook alone. False where one of its type is still on its way there. */
  abstract send(delivery: Pick<Delivery, 'id' | 'webhookId' | 'type' | 'body' | 'createdMs'>): Promise<boolean>;
  /** Has a delivery that ended begin anew; undefined where there is none such. */
  abstract again(webhookId: string, deliveryId: string): Promise<Delivery | undefined>;
}

/** What an attempt led to. */
export interface Settlement {
  readonly state: Delivery['state'];
  readonly attempts: number;
  readonly dueMs: number;
  readonly attempt: Attempt;
}

/** A pending delivery and where it goes. */
export interface Taken {
  readonly delivery: Delivery;
  readonly webhook: Webhook;
}

/** Deliveries as the worker sees them. */
export abstract class Deliveries {
  /** Those that are due by `nowMs`, to webhooks that are active. */
  abstract due(nowMs: number, limit: number): Promise<readonly Pick<Delivery, 'id' | 'attempts' | 'dueMs'>[]>;
  /** Undefined where it has ended or its webhook is gone. */
  abstract take(id: string): Promise<Taken | undefined>;
  /** Has a pending delivery wait until `dueMs`. False where an attempt was made meanwhile. */
  abstract postpone(delivery: Pick<Delivery, 'id' | 'attempts' | 'dueMs'>): Promise<boolean>;
  /** Keeps an attempt. False where another was kept meanwhile. */
  abstract settle(delivery: Delivery, settlement: Settlement): Promise<boolean>;
  abstract delivered(webhookId: string): Promise<void>;
  /** Counts a failed attempt, of which the first since the last delivery is remembered. */
  abstract failed(webhookId: string, nowMs: number): Promise<void>;
  /** What is pending to it fails. */
  abstract disable(webhookId: string, reason: string): Promise<void>;
  /** Returns how many were forgotten. */
  abstract forget(beforeMs: number): Promise<number>;
}
