import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const REQUEST_ID = /^[A-Za-z0-9._:-]{1,128}$/;
/** Version 00 to fe with a trace and a parent that are not all zeros (W3C Trace Context, level 1). */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

const POOL_BYTES = 6144;
const TRACE_DIGITS = 32;
const SPAN_DIGITS = 16;
let pool = '';
let used = 0;

/** Random hex digits are made in bulk: asking the generator for each request costs ten times as much. */
function newTraceparent(): string {
  if (used + TRACE_DIGITS + SPAN_DIGITS > pool.length) {
    pool = randomBytes(POOL_BYTES).toString('hex');
    used = 0;
  }
  const spanAt = used + TRACE_DIGITS;
  const traceparent = `00-${pool.slice(used, spanAt)}-${pool.slice(spanAt, spanAt + SPAN_DIGITS)}-01`;
  used = spanAt + SPAN_DIGITS;
  return traceparent;
}

export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

/** Taken as it is where valid: the service opens no span of its own, so it passes its caller's on. */
export function traceparentOf(headers: IncomingHttpHeaders): string {
  const given = headers['traceparent'];
  return typeof given === 'string' && TRACEPARENT.test(given) ? given : newTraceparent();
}
