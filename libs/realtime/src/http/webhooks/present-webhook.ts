import { publicKeyOf } from '../../app/webhooks/sign.js';
import type { Attempt, Delivery, Webhook } from '../../app/webhooks/webhook.js';
import type { AttemptDto, DeliveryDto, NewWebhookDto, WebhookDto } from './webhooks.dto.js';

const instant = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());

export function presentWebhook({ id, url, events, signing, hearsAll, secret, isActive, disabledReason, failures, createdMs, formerUntilMs }: Webhook): WebhookDto {
  return {
    id, url, events: [...events], signing, scope: hearsAll ? 'all' : 'own', publicKey: publicKeyOf(secret) ?? null, active: isActive, disabledReason: disabledReason ?? null, failures,
    formerSecretUntil: instant(formerUntilMs), createdAt: new Date(createdMs).toISOString(),
  };
}

/** With the secret, for the one answer that shows it. Ours alone sign by Ed25519, so that one is never shown. */
export function presentNewWebhook(webhook: Webhook): NewWebhookDto {
  return { ...presentWebhook(webhook), secret: webhook.signing === 'hmac' ? webhook.secret : null };
}

const presentAttempt = ({ atMs, status, fault, latencyMs }: Attempt): AttemptDto => ({ at: new Date(atMs).toISOString(), status, fault, latencyMs });

export function presentDelivery({ id, type, state, attempts, createdMs, dueMs, endedMs, log }: Delivery): DeliveryDto {
  return {
    id, messageId: `msg_${id}`, type, state, attempts, createdAt: new Date(createdMs).toISOString(), nextAttemptAt: state === 'pending' ? new Date(dueMs).toISOString() : null,
    endedAt: instant(endedMs), log: log.map(presentAttempt),
  };
}
