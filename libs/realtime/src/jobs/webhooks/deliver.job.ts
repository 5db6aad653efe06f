import type { JobContract } from '#platform/queues';

/** One attempt at one message to one webhook. Attempts are counted and spaced by the delivery itself; the queue's own retries are for our own failures. */
export const DELIVER_JOB = {
  queue: 'webhooks',
  name: 'deliver',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 2000 }, removeOnComplete: true, removeOnFail: true },
} as const satisfies JobContract;

export const SWEEP_NAME = 'sweep-deliveries';
export const SWEEP_EVERY_MS = 60_000;
/** They wait for others' servers; two of them are one owner's at most. */
export const DELIVERIES_AT_ONCE = 32;

export interface DeliverData {
  readonly deliveryId: string;
}
