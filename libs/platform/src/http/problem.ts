import { redactText } from '#platform/logging';
import { STATUS_CODES } from 'node:http';
import type { ErrorKind, FieldError } from '#kernel';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** What went wrong with a request, before it is written as RFC 9457 wants it. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /** Our own fault: to be logged with its stack. */
  readonly unexpected?: boolean;
}

export const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'not-acceptable': 406,
  conflict: 409,
  'too-large': 413,
  unsupported: 415,
  'rate-limited': 429,
  unavailable: 503,
};

/** Where the Open Inference Protocol is spoken. */
const INFERENCE_URL = /^\/v2(?:[/?]|$)/;

/**
 * `type` and `instance` are URNs: a URL would carry the request's path, and paths carry numbers. Clients of the Open
 * Inference Protocol look for the text under `error`; what they asked for is at `url`.
 */
export function problemText({ status, code, detail, errors: faults }: Failure, requestId: string, url = ''): string {
  // A path repeats the names of fields, and a sender may use a number as a name.
  const errors = faults?.map(({ path, message }) => ({ path: redactText(path), message }));
  const error = INFERENCE_URL.test(url) ? [detail, ...(errors ?? []).map(({ path, message }) => `${path} ${message}`)].join('; ') : undefined;
  return JSON.stringify({
    type: `urn:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    instance: `urn:request:${requestId}`,
    code,
    requestId,
    errors,
    error,
  });
}

/** Fields that go with a failure, beyond its body. */
export function problemHeaders({ status, code, retryAfterSeconds }: Failure): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': PROBLEM_TYPE, 'cache-control': 'no-store' };
  if (status === 401) headers['www-authenticate'] = code === 'token_missing' ? 'Bearer' : 'Bearer error="invalid_token"';
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(Math.max(1, Math.ceil(retryAfterSeconds)));
  return headers;
}
