import { DAY_MS, ratio } from '#kernel';
import { OUTCOMES, type Outcome } from '#realtime/core';
import { durationClass, SHORT_CALL_MS } from './duration-classes.js';
import { featureSet, type Feature } from './feature-set.js';

/** What the calls with a number add up to. *Made* calls are those it dialled, *taken* those dialled to it; both by outcome. */
export interface CallerCounts {
  readonly made: readonly number[];
  readonly taken: readonly number[];
  /** Answered made calls that carry a duration, and the milliseconds they lasted. */
  readonly timedAnswered: number;
  readonly answeredMs: number;
  /** Made calls that were picked up and carry a duration, and those of at most ten seconds. */
  readonly timed: number;
  readonly short: number;
  /** Made calls by duration class, and by the callee's hour of the day. */
  readonly durations: readonly number[];
  readonly hours: readonly number[];
  readonly firstMs: number;
  readonly lastMs: number;
}

/** What went on between the number and the user it calls: calls it made to the user, took from the user, and both spoke in. */
export interface RelationCounts {
  readonly made: number;
  readonly taken: number;
  readonly answered: number;
  readonly answeredMs: number;
  readonly lastMs: number;
}

/** A number as a verdict sees it while the phone rings: from the calls before this one. What users report is a label, so it is no part. */
export interface CallerAtCall {
  readonly caller: CallerCounts | undefined;
  /** Distinct users it had calls with, in either direction. */
  readonly users: number;
  /** Undefined where it had no call with the user, or nobody in particular asks. */
  readonly relation?: RelationCounts | undefined;
  readonly asOfMs: number;
}

interface Seen {
  readonly caller: CallerCounts;
  readonly users: number;
  readonly made: number;
  readonly taken: number;
  readonly calls: number;
  /** Days from the first to the last call, one at least. */
  readonly days: number;
  readonly relation: RelationCounts;
  readonly asOfMs: number;
}

const NO_RELATION: RelationCounts = { made: 0, taken: 0, answered: 0, answeredMs: 0, lastMs: NaN };
const NO_CALLS: CallerCounts = {
  made: [], taken: [], timedAnswered: 0, answeredMs: 0, timed: 0, short: 0, durations: [], hours: [], firstMs: Infinity, lastMs: -Infinity,
};

const total = (counts: readonly number[], from = 0, to = counts.length): number => counts.slice(from, to).reduce((sum, count) => sum + count, 0);
const seconds = (ms: number | undefined): number | undefined => ms && ms / 1000;
/** Clocks differ: what came after now was just now. */
const daysSince = (ms: number, { asOfMs }: Seen): number | undefined => (Number.isFinite(ms) ? Math.max(0, asOfMs - ms) / DAY_MS : undefined);

function see({ caller = NO_CALLS, users, relation = NO_RELATION, asOfMs }: CallerAtCall): Seen {
  const made = total(caller.made);
  const taken = total(caller.taken);
  const days = Math.max(1, (caller.lastMs - caller.firstMs) / DAY_MS);
  return { caller, users, made, taken, calls: made + taken, days, relation, asOfMs };
}

const madeShare = (outcome: Outcome) => ({ caller, made }: Seen) => ratio(caller.made[OUTCOMES.indexOf(outcome)] ?? 0, made);
const longerThan = (durationMs: number) => ({ caller }: Seen) => ratio(total(caller.durations, durationClass(durationMs) + 1), caller.timed);

/** How often two calls drawn from those over ten seconds fall into one duration class (Simpson's index without replacement). */
function sameLength({ caller }: Seen): number | undefined {
  const longer = caller.durations.slice(durationClass(SHORT_CALL_MS) + 1);
  const calls = total(longer);
  return ratio(longer.reduce((sum, count) => sum + count * (count - 1), 0), calls * (calls - 1));
}

function hourEntropy({ caller: { hours } }: Seen): number | undefined {
  const calls = total(hours);
  return ratio(hours.reduce((bits, count) => (count > 0 ? bits + count * Math.log2(calls / count) : bits), 0), calls);
}

const FEATURES: readonly Feature<Seen>[] = [
  { name: 'calls_made', type: 'count', unit: 'calls', meaning: 'calls the number made', of: ({ made }) => made },
  { name: 'calls_taken', type: 'count', unit: 'calls', meaning: 'calls that users made to the number', of: ({ taken }) => taken },
  { name: 'users', type: 'count', unit: 'users', meaning: 'distinct users it had calls with', of: ({ users }) => users },
  { name: 'calls_per_user', type: 'amount', unit: 'calls', meaning: 'calls of either direction / distinct users', of: ({ calls, users }) => ratio(calls, users) },
  {
    name: 'new_user_share', type: 'share', unit: 'calls after the first', meaning: 'calls, after the first, that were with somebody new',
    of: ({ calls, users }) => ratio(Math.min(calls - 1, Math.max(0, users - 1)), calls - 1),
  },
  { name: 'taken_share', type: 'share', unit: 'calls', meaning: 'calls that a user dialled', of: ({ taken, calls }) => ratio(taken, calls) },
  {
    name: 'calls_made_per_day', type: 'amount', unit: 'calls a day', meaning: 'calls made / days from first to last call, one at least',
    of: ({ made, calls, days }) => (calls > 0 ? made / days : undefined),
  },
  {
    name: 'users_per_day', type: 'amount', unit: 'users a day', meaning: 'distinct users, as many as calls made at most / days from first to last call, one at least',
    of: ({ users, made, calls, days }) => (calls > 0 ? Math.min(users, made) / days : undefined),
  },
  { name: 'days_since_first', type: 'amount', unit: 'days', meaning: 'time since its first call of either direction', of: (seen) => daysSince(seen.caller.firstMs, seen) },
  { name: 'days_since_last', type: 'amount', unit: 'days', meaning: 'time since its last call of either direction', of: (seen) => daysSince(seen.caller.lastMs, seen) },
  { name: 'answered_share', type: 'share', unit: 'calls made', meaning: 'calls made that were answered', of: madeShare('answered') },
  { name: 'rejected_share', type: 'share', unit: 'calls made', meaning: 'calls made that were rejected', of: madeShare('rejected') },
  { name: 'missed_share', type: 'share', unit: 'calls made', meaning: 'calls made that were missed', of: madeShare('missed') },
  { name: 'ai_handled_share', type: 'share', unit: 'calls made', meaning: 'calls made that the assistant took', of: madeShare('ai_handled') },
  {
    name: 'taken_answered_share', type: 'share', unit: 'calls taken', meaning: 'calls taken that were answered',
    of: ({ caller, taken }) => ratio(caller.taken[OUTCOMES.indexOf('answered')] ?? 0, taken),
  },
  {
    name: 'mean_answered_seconds', type: 'amount', unit: 'seconds', meaning: 'mean duration of answered calls made that carry one',
    of: ({ caller }) => seconds(ratio(caller.answeredMs, caller.timedAnswered)),
  },
  { name: 'short_share', type: 'share', unit: 'calls picked up', meaning: 'calls picked up that ended within 10 s', of: ({ caller }) => ratio(caller.short, caller.timed) },
  {
    name: 'instant_share', type: 'share', unit: 'calls picked up', meaning: 'calls picked up that ended within 5 s',
    of: ({ caller }) => ratio(total(caller.durations, 0, durationClass(5000) + 1), caller.timed),
  },
  { name: 'over_minute_share', type: 'share', unit: 'calls picked up', meaning: 'calls picked up that lasted more than a minute', of: longerThan(60_000) },
  { name: 'over_five_minutes_share', type: 'share', unit: 'calls picked up', meaning: 'calls picked up that lasted more than five minutes', of: longerThan(300_000) },
  { name: 'same_length_share', type: 'share', unit: 'pairs of calls', meaning: 'pairs of calls over 10 s that fall into one duration class', of: sameLength },
  {
    name: 'night_share', type: 'share', unit: 'calls made', meaning: "calls made from 22:00 to 7:00 on the callee's clock",
    of: ({ caller: { hours }, made }) => ratio(total(hours, 22) + total(hours, 0, 7), made),
  },
  {
    name: 'office_hours_share', type: 'share', unit: 'calls made', meaning: "calls made from 9:00 to 18:00 on the callee's clock",
    of: ({ caller: { hours }, made }) => ratio(total(hours, 9, 18), made),
  },
  { name: 'hour_entropy', type: 'amount', unit: 'bits', meaning: "how calls made spread over the callee's hours of the day: 0 all in one, 4.58 evenly over all", of: hourEntropy },
  { name: 'calls_to_user', type: 'count', unit: 'calls', meaning: 'calls it made to the user it calls now', of: ({ relation }) => relation.made },
  { name: 'calls_from_user', type: 'count', unit: 'calls', meaning: 'calls that the user made to it', of: ({ relation }) => relation.taken },
  { name: 'answered_with_user', type: 'count', unit: 'calls', meaning: 'calls of either direction in which it and the user spoke', of: ({ relation }) => relation.answered },
  {
    name: 'mean_seconds_with_user', type: 'amount', unit: 'seconds', meaning: 'mean duration of those, unknown ones counting as 0',
    of: ({ relation }) => seconds(ratio(relation.answeredMs, relation.answered)),
  },
  { name: 'days_since_user', type: 'amount', unit: 'days', meaning: 'time since its last call with the user, in either direction', of: (seen) => daysSince(seen.relation.lastMs, seen) },
  {
    name: 'user_share', type: 'share', unit: 'calls', meaning: 'calls of either direction that were with the user',
    of: ({ relation, calls }) => ratio(relation.made + relation.taken, calls),
  },
];

/** A number as it stands when it calls. The verdict's evidence is such an input as it is. Cost: a few microseconds. */
export const CALLER_AT_CALL = featureSet({ name: 'caller_at_call', version: 1 }, see, FEATURES);
