import { HttpException } from '@nestjs/common';
import { AppError } from '#kernel';
import { isTransient } from '#platform/database';
import { STATUS_OF, type Failure } from './problem.js';

const INTERNAL: Failure = { status: 500, code: 'internal_error', detail: 'the service failed; the fault is logged under this request id', unexpected: true };
const DEFAULT_RETRY_SECONDS = 1;

/** Fastify's own refusals that callers can cause. Its messages repeat the URL, so ours replace them. */
const FASTIFY: Readonly<Record<string, Failure>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'media_type_unsupported', detail: 'this route does not read bodies of that content type' },
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'body_too_large', detail: 'the body is larger than this route reads' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { status: 400, code: 'body_truncated', detail: 'the body does not have the length that Content-Length states' },
  FST_ERR_BAD_URL: { status: 400, code: 'url_malformed', detail: 'the URL is not well formed' },
  FST_ERR_MAX_PARAM_LENGTH: { status: 414, code: 'url_too_long', detail: 'a part of the path is too long' },
};

/** What Nest throws of its own accord, by status. */
const BY_STATUS: Readonly<Record<number, Failure>> = {
  400: { status: 400, code: 'request_malformed', detail: 'the request is not well formed' },
  404: { status: 404, code: 'route_unknown', detail: 'there is no such route' },
  413: FASTIFY['FST_ERR_CTP_BODY_TOO_LARGE'] as Failure,
  415: FASTIFY['FST_ERR_CTP_INVALID_MEDIA_TYPE'] as Failure,
  503: { status: 503, code: 'unavailable', detail: 'the service cannot answer right now', retryAfterSeconds: DEFAULT_RETRY_SECONDS },
};

function ofAppError({ kind, code, detail, errors, retryAfterSeconds }: AppError): Failure {
  const mayRetry = kind === 'unavailable' || kind === 'rate-limited';
  return { status: STATUS_OF[kind], code, detail, errors, retryAfterSeconds: retryAfterSeconds ?? (mayRetry ? DEFAULT_RETRY_SECONDS : undefined) };
}

function fastifyFailure(error: unknown): Failure | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? FASTIFY[code] : undefined;
}

function ofStatus(status: number): Failure {
  return BY_STATUS[status] ?? (status < 500 ? { status, code: 'request_refused', detail: 'the request cannot be answered' } : INTERNAL);
}

/** Turns anything thrown on the way of a request into what its caller may know. */
export function describeFailure(thrown: unknown): Failure {
  if (thrown instanceof AppError) return ofAppError(thrown);
  const known = fastifyFailure(thrown) ?? (thrown instanceof Error ? fastifyFailure(thrown.cause) : undefined);
  if (known !== undefined) return known;
  if (thrown instanceof HttpException) return ofStatus(thrown.getStatus());
  return isTransient(thrown) ? (BY_STATUS[503] as Failure) : INTERNAL;
}

/** What Node refuses before there is a request: broken HTTP, header fields that never end. */
export function describeClientError(code: string | undefined): Failure {
  if (code === 'HPE_HEADER_OVERFLOW') return { status: 431, code: 'headers_too_large', detail: 'the header fields are too large' };
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { status: 408, code: 'request_timeout', detail: 'the request took too long to arrive' };
  return BY_STATUS[400] as Failure;
}
