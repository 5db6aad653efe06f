import { isUtf8 } from 'node:buffer';
import { AppError } from '#kernel';
import type { Candidate } from '../app/accept-events.js';
import { fromCloudEvent } from './cloud-event.js';

const MOST_IN_ARRAY = 1000;
const MOST_LINES = 10_000;

export type EventFormat = 'json' | 'ndjson' | 'cloudevents' | 'cloudevents-batch';

const FORMATS: Readonly<Record<string, EventFormat>> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/cloudevents+json': 'cloudevents',
  'application/cloudevents-batch+json': 'cloudevents-batch',
};

/** The format a Content-Type names; parameters such as `charset` are ignored. */
export function formatOf(contentType: string | undefined): EventFormat {
  const format = FORMATS[contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''];
  if (format !== undefined) return format;
  throw new AppError('media_type_unsupported', 'unsupported', `send one of ${Object.keys(FORMATS).join(', ')}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('json_malformed', 'invalid', 'the body is not valid JSON');
  }
}

function candidatesOf(value: unknown): Candidate[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (values.length > MOST_IN_ARRAY) throw new AppError('batch_too_large', 'too-large', `send at most ${MOST_IN_ARRAY} events in an array`);
  return values.map((each) => ({ value: each }));
}

function lineCandidate(line: string): Candidate {
  try {
    return { value: JSON.parse(line) as unknown };
  } catch {
    return { fault: 'is not valid JSON' };
  }
}

function lines(text: string): Candidate[] {
  const candidates = text.split('\n').filter((line) => line.trim() !== '').map(lineCandidate);
  if (candidates.length > MOST_LINES) throw new AppError('batch_too_large', 'too-large', `send at most ${MOST_LINES} lines`);
  return candidates;
}

/**
 * The candidate events of a request body.
 * @throws AppError `encoding_invalid`, `json_malformed`, `body_missing` or `batch_too_large` where the body as a whole is no good.
 */
export function decodeEvents(format: EventFormat, body: Buffer): Candidate[] {
  if (!isUtf8(body)) throw new AppError('encoding_invalid', 'invalid', 'the body is not valid UTF-8');
  const text = body.toString('utf8');
  const candidates = format === 'ndjson' ? lines(text) : candidatesOf(parseJson(text));
  if (candidates.length === 0) throw new AppError('body_missing', 'invalid', 'the body holds no event');
  return format.startsWith('cloudevents') ? candidates.map(fromCloudEvent) : candidates;
}
