/**
 * How the value under another name becomes ours: as it is, from milliseconds to seconds, from epoch time (numbers alone) to RFC 3339,
 * as the number of who rang or of who was rung, or as part of `metadata`.
 */
export type Reading = 'as-is' | 'milliseconds' | 'instant' | 'ringing' | 'rung' | 'metadata';

export interface FieldAlias {
  readonly field: string;
  readonly reading: Reading;
  /** Only calls have it: elsewhere the word is a field nobody knows. */
  readonly ofCalls: boolean;
}

const anywhere = (reading: Reading, ...names: string[]): [Reading, boolean, string[]] => [reading, false, names];
const ofCalls = (reading: Reading, ...names: string[]): [Reading, boolean, string[]] => [reading, true, names];

/** Our fields, each with the names that other services give it. */
const NAMES: readonly (readonly [field: string, names: readonly [Reading, boolean, readonly string[]]])[] = [
  ['id', anywhere('as-is', 'event_id', 'eventId')],
  ['type', anywhere('as-is', 'event_type', 'eventType', 'kind')],
  ['userId', anywhere('as-is', 'user_id', 'userID')],
  ['timestamp', anywhere('instant', 'started_at', 'startedAt', 'start_time', 'startTime', 'occurred_at', 'occurredAt')],
  ['callerPhone', ofCalls('as-is', 'caller_phone')],
  ['callerPhone', ofCalls('ringing', 'caller_number', 'callerNumber', 'caller', 'from')],
  ['callerPhone', ofCalls('rung', 'callee_number', 'calleeNumber', 'callee', 'to')],
  ['callType', ofCalls('as-is', 'call_type', 'direction', 'call_direction', 'callDirection')],
  ['outcome', ofCalls('as-is', 'call_outcome', 'callOutcome', 'call_status', 'callStatus', 'status', 'disposition')],
  ['duration', ofCalls('as-is', 'duration_seconds', 'durationSeconds', 'call_duration', 'callDuration')],
  ['duration', ofCalls('milliseconds', 'duration_ms', 'durationMs', 'call_duration_ms', 'callDurationMs')],
  ['callId', ofCalls('metadata', 'call_id', 'callId')],
];

/** What each other name of a field means. None of them is a field of ours, so an event in our own words needs no look at this. */
export const FIELD_ALIASES: ReadonlyMap<string, FieldAlias> = new Map(
  NAMES.flatMap(([field, [reading, only, names]]) => names.map((name): [string, FieldAlias] => [name, { field, reading, ofCalls: only }])),
);

/** Other words for the types of events. A call is told once it is over, so `call_started` is no word for it. */
export const TYPE_ALIASES: ReadonlyMap<string, string> = new Map([
  ['call_ended', 'call'], ['call.ended', 'call'], ['call_completed', 'call'], ['call.completed', 'call'], ['call_event', 'call'],
  ['user_interaction', 'interaction'], ['interaction_event', 'interaction'],
  ['security_event', 'security'], ['security_alert', 'security'],
  ['metric_event', 'metric'], ['system_metric', 'metric'],
]);

export const DIRECTION_ALIASES: ReadonlyMap<string, string> = new Map([
  ['inbound', 'incoming'], ['in', 'incoming'],
  ['outbound', 'outgoing'], ['out', 'outgoing'],
]);
