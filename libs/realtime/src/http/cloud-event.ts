import type { Candidate } from '../app/accept-events.js';
import { namedEventId } from '../app/event-ids.js';
import { namedFields, unsafeText } from '../core/index.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Our event inside a CloudEvent 1.0 (structured JSON): `data` is the event; `id`, `time`, `subject` and the last word
 * of `type` (`com.example.call`) fill in what `data` leaves out. An id that is no UUID becomes uuid5(source, id).
 */
export function fromCloudEvent(candidate: Candidate): Candidate {
  if ('fault' in candidate) return candidate;
  const envelope = candidate.value;
  if (!isObject(envelope) || envelope['specversion'] !== '1.0') return { fault: 'must be a CloudEvent with specversion 1.0' };
  const { id, source, type, time, subject, data } = envelope;
  if (typeof id !== 'string' || id === '' || typeof source !== 'string' || source === '') return { fault: 'a CloudEvent needs id and source' };
  const unsafe = unsafeText(id) ?? unsafeText(source);
  if (unsafe !== undefined) return { fault: `id and source ${unsafe}` };
  if (!isObject(data)) return { fault: 'a CloudEvent needs data, an object' };
  const kind = typeof type === 'string' ? type.split('.').at(-1) : undefined;
  const known = kind !== undefined && ['call', 'interaction', 'security', 'metric'].includes(kind);
  const { names, withoutId } = namedFields(data);
  return {
    value: {
      ...(known && !names.has('type') ? { type: kind } : {}),
      ...(time === undefined || names.has('timestamp') ? {} : { timestamp: time }),
      ...(subject === undefined || names.has('userId') ? {} : { userId: subject }),
      ...withoutId,
      id: UUID.test(id) ? id : namedEventId(source, id),
    },
  };
}
