import type { Cell } from '#platform/database';
import { WITHHELD_CALLER, type EventKindCode, type StoredEvent } from '../core/index.js';

/** Of an event under the alias `e`, in the order of `EventCells`. */
export const EVENT_COLUMNS = `e.position, e.received_ms, e.occurred_ms, e.user_id, e.subject_id, e.duration_ms, e.partition, e.kind,
  e.direction, e.outcome, e.local_hour, e.event_id, e.details`;

type EventCells = [number, number, number, number, number | null, number | null, number, EventKindCode, number | null, number | null, number | null, string, Buffer | null];

export function eventFrom(cells: Cell[]): StoredEvent {
  const [position, receivedAtMs, occurredAtMs, userId, subjectId, durationMs, , kind, direction, outcome, localHour, eventId, details] =
    cells as EventCells;
  const call =
    direction === null
      ? undefined
      : { callerId: subjectId ?? WITHHELD_CALLER, direction, outcome: outcome as number, durationMs: durationMs ?? undefined, localHour: localHour as number };
  return { position, receivedAtMs, occurredAtMs, userId, kind, eventId, call, subjectId: subjectId ?? undefined, details: details ?? undefined };
}
