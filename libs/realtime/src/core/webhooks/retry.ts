const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between attempts, as Standard Webhooks 1.0 recommends: eight attempts over a little more than a day. */
export const RETRY_DELAYS_MS: readonly number[] = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];

/** A receiver that has taken nothing for so long, or failed so often in a row, is given up. */
export const FAILING_FOR_MS = 5 * 24 * HOUR;
export const FAILURES_IN_A_ROW = 200;

const GONE = 410;

/** The fault of an attempt without a connection: the name led to no address, or to one that is not public. */
export const ADDRESS_REFUSED = 'address_refused';

/** What came of an attempt: a status, or why there is none. */
export interface AttemptOutcome {
  readonly status: number | undefined;
  readonly fault: string | undefined;
}

export type DeliveryFate =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly delayMs: number }
  | { readonly kind: 'failed' }
  | { readonly kind: 'gone' };

/**
 * What follows from an attempt. 2xx is a delivery; 410 says that nobody wants any more; all else, redirects too, is tried again.
 * @param attempts how many there were, this one included
 * @param delaysMs waits before each further attempt
 */
export function fateOf({ status }: AttemptOutcome, attempts: number, delaysMs: readonly number[] = RETRY_DELAYS_MS): DeliveryFate {
  if (status !== undefined && status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === GONE) return { kind: 'gone' };
  const delayMs = delaysMs[attempts - 1];
  return delayMs === undefined ? { kind: 'failed' } : { kind: 'retry', delayMs };
}

export interface Standing {
  /** Failed attempts since the last delivery, over all messages. */
  readonly failures: number;
  /** When the first of them was. */
  readonly failingSinceMs: number | undefined;
}

/** Whether a receiver is to be given up after one more failed attempt; `standing` is as before it. */
export function isGivenUp({ failures, failingSinceMs = undefined }: Standing, nowMs: number): boolean {
  return nowMs - (failingSinceMs ?? nowMs) >= FAILING_FOR_MS || failures + 1 >= FAILURES_IN_A_ROW;
}
