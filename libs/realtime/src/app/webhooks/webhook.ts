export const SIGNING = ['hmac', 'ed25519'] as const;
export type Signing = (typeof SIGNING)[number];

/** The type of the message that is sent to try a webhook out. */
export const TEST_TYPE = 'webhook.test';

/** Someone who is told by HTTP. */
export interface Webhook {
  readonly id: string;
  /** Surrogate id of its owner. */
  readonly userId: number;
  /** An admin's: hears of the platform and of every user. */
  readonly hearsAll: boolean;
  readonly url: string;
  /** Types it hears, `*` for all, `incident.*` for all of a kind. */
  readonly events: readonly string[];
  readonly signing: Signing;
  readonly secret: string;
  /** Signs beside the new one until `formerUntilMs`, so that receivers can change over. */
  readonly formerSecret: string | undefined;
  readonly formerUntilMs: number | undefined;
  readonly isActive: boolean;
  readonly disabledReason: string | undefined;
  readonly failures: number;
  readonly failingSinceMs: number | undefined;
  readonly createdMs: number;
}

export interface Attempt {
  readonly atMs: number;
  readonly status: number | null;
  readonly fault: string | null;
  readonly latencyMs: number;
}

/** One message to one webhook. Its id is the message's, the same in every attempt. */
export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly type: string;
  readonly body: string;
  readonly state: 'pending' | 'delivered' | 'failed';
  readonly attempts: number;
  readonly createdMs: number;
  readonly dueMs: number;
  readonly endedMs: number | undefined;
  /** The last attempts. */
  readonly log: readonly Attempt[];
}

export interface WebhookPlace {
  readonly createdMs: number;
  readonly id: string;
}

export interface WebhookChange {
  readonly url?: string | undefined;
  readonly events?: readonly string[] | undefined;
  readonly isActive?: boolean | undefined;
}
