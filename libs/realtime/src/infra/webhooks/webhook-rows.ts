import type { Cell } from '#platform/database';
import type { Keyring } from '#privacy';
import type { Attempt, Delivery, Signing, Webhook } from '../../app/webhooks/webhook.js';

type WebhookCells = [
  id: string, userId: number, hearsAll: boolean, url: Buffer, events: string, signing: Signing, secret: Buffer, formerSecret: Buffer | null, formerUntilMs: number | null, isActive: boolean,
  disabledReason: string | null, failures: number, failingSinceMs: number | null, createdMs: number,
];

export function webhookFrom(row: readonly Cell[], keyring: Keyring): Webhook {
  const [id, userId, hearsAll, url, events, signing, secret, formerSecret, formerUntilMs, isActive, disabledReason, failures, failingSinceMs, createdMs] = row as unknown as WebhookCells;
  return {
    id, userId, hearsAll, signing, isActive, failures, createdMs,
    url: keyring.open('webhook', url), secret: keyring.open('webhook', secret), formerSecret: formerSecret === null ? undefined : keyring.open('webhook', formerSecret),
    events: JSON.parse(events) as string[], formerUntilMs: formerUntilMs ?? undefined, disabledReason: disabledReason ?? undefined, failingSinceMs: failingSinceMs ?? undefined,
  };
}

type DeliveryCells = [
  id: string, webhookId: string, type: string, body: Buffer, state: Delivery['state'], attempts: number, createdMs: number, dueMs: number, endedMs: number | null, log: string,
];

/** How many cells of a joined row are the delivery's. */
export const DELIVERY_CELLS = 10;

export function deliveryFrom(row: readonly Cell[], keyring: Keyring): Delivery {
  const [id, webhookId, type, body, state, attempts, createdMs, dueMs, endedMs, log] = row as unknown as DeliveryCells;
  return { id, webhookId, type, body: keyring.open('details', body), state, attempts, createdMs, dueMs, endedMs: endedMs ?? undefined, log: JSON.parse(log) as Attempt[] };
}
