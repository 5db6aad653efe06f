import type { Reception } from './answering.js';
import type { Draft } from './draft.js';
import { eventId } from './event-id.js';
import type { CallEvent, SimulatedCall, SimulatedFeedback } from './items.js';
import type { Opinion } from './opinions.js';
import type { User } from './population.js';
import { timestampOf, type Day } from './timestamps.js';

export interface Press {
  readonly day: Day;
  readonly users: readonly User[];
  /** Counts the calls written so far. */
  readonly ids: { sequence: number; readonly salt: number };
}

function outcomeOf(reception: Reception): Pick<CallEvent, 'outcome' | 'duration' | 'metadata'> {
  const { outcome } = reception;
  if (outcome === 'rejected') return { outcome };
  if (outcome === 'missed') return { outcome, metadata: { ringSeconds: reception.ringSeconds } };
  return { outcome, duration: reception.talkSeconds };
}

export function writeCall(draft: Draft, { day, users, ids }: Press): SimulatedCall {
  const event: CallEvent = {
    id: eventId(day.startMs + draft.atMs, ids.sequence++, ids.salt),
    type: 'call',
    userId: users[draft.user]?.id ?? '',
    timestamp: timestampOf(day, draft.atMs),
    callerPhone: `+${draft.phone}`,
    callType: draft.direction,
    ...outcomeOf(draft.reception),
  };
  return { kind: 'call', event, truth: draft.truth };
}

export function writeFeedback({ atMs, user, phone, label, category }: Opinion, { day, users }: Press): SimulatedFeedback {
  const feedback = {
    userId: users[user]?.id ?? '',
    callerPhone: `+${phone}`,
    label,
    category,
    timestamp: timestampOf(day, atMs),
  };
  return { kind: 'feedback', feedback };
}
