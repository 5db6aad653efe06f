import { DAY_MS } from '#kernel';
import { CALL_TIMES_KEPT, type PairState } from '../pair-state.js';
import { counted } from '../phrases.js';
import type { EntryReason } from './change.js';

/** What the calls between a user and a number say of them, whatever the user thinks and whenever it is asked. */
export interface Learned {
  readonly kind: 'permanent' | 'temporary';
  readonly reason: EntryReason;
  readonly sinceMs: number;
  /** When it ends unless another call renews it. */
  readonly expiresMs: number;
}

/** A lasting entry fades after so long without a call: numbers change hands. */
const FADES_AFTER_MS = 180 * DAY_MS;
/** One talk or one call back makes an acquaintance, no friend. */
const ACQUAINTED_MS = 30 * DAY_MS;

const MINUTE_MS = 60_000;
const LONG_TALK_MS = 3 * MINUTE_MS;
const TALK_MS = 30_000;
const DAYS_WANTED = 3;
const TALK_ON_DAYS_MS = 2 * MINUTE_MS;
/** On average, so that a caller who is soon hung up on doesn't get in by calling every day. */
const TALK_A_DAY_MS = 15_000;
const DIALLED_OFTEN = 2;

/** A delivery is an affair of a day: a number that has called for longer is none, so a caller who rings on cannot renew it. */
const DELIVERY_MS = DAY_MS;
const DELIVERY_CALLS = 2;
const DELIVERY_WITHIN_MS = 12 * 3_600_000;
/** Calls that are answered and cut off at once are no delivery. */
const HEARD_OUT_MS = 5000;

function duration(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  return minutes >= 2 ? `${minutes} minutes` : counted(Math.round(ms / 1000), 'second');
}

const answeredCalls = ({ answered, answeredMs }: PairState): string => `${counted(answered, 'answered call')}, ${duration(answeredMs)} in all`;

/** The state keeps how many calls were answered, not which. At most so many of those the number made were not. */
function unanswered({ made, taken, answered }: PairState): number {
  return made - Math.min(made, Math.max(0, answered - taken));
}

/** The user dialled before the number ever called; a call back is only an answer. */
function dialledFirst({ made, firstMs, callTimes }: PairState): boolean {
  return made === 0 || (made <= CALL_TIMES_KEPT && firstMs < (callTimes.at(-1) ?? Infinity));
}

/** Days on which the user surely answered: each unanswered call can take away one. */
function daysAnswered(pair: PairState, endOfDay: (epochMs: number) => number): number {
  return new Set(pair.callTimes.map(endOfDay)).size - unanswered(pair);
}

function lasting(pair: PairState, endOfDay: (epochMs: number) => number): EntryReason | undefined {
  const { taken, answered, answeredMs } = pair;
  if (taken >= DIALLED_OFTEN || (taken > 0 && dialledFirst(pair))) return { code: 'dialled', text: `you called it ${counted(taken, 'time')}` };
  // A mean of three minutes: one of them lasted as long.
  if (answered > 0 && answeredMs >= LONG_TALK_MS * answered) return { code: 'long_calls', text: answeredCalls(pair) };
  if (answered < DAYS_WANTED || answeredMs < Math.max(TALK_ON_DAYS_MS, TALK_A_DAY_MS * answered)) return undefined;
  const days = daysAnswered(pair, endOfDay);
  return days >= DAYS_WANTED ? { code: 'several_days', text: `${answeredCalls(pair)}, on ${days} days at least` } : undefined;
}

function acquainted({ taken, answered, answeredMs }: PairState): EntryReason | undefined {
  if (taken > 0) return { code: 'called_back', text: 'you called it back' };
  if (answered === 0 || answeredMs < TALK_MS * answered) return undefined;
  return { code: 'spoken_with', text: `you spoke with it for ${duration(answeredMs)}` };
}

/** Answered twice within hours, on the first day it ever called. */
function delivering(pair: PairState): boolean {
  const { answered, answeredMs, firstMs, lastMs, callTimes } = pair;
  if (answered < DELIVERY_CALLS || lastMs - firstMs > DELIVERY_MS || answeredMs < HEARD_OUT_MS * answered) return false;
  const recent = callTimes.filter((at) => at > lastMs - DELIVERY_WITHIN_MS).length;
  return recent - unanswered(pair) >= DELIVERY_CALLS;
}

/**
 * What is learned of a number from its calls with one user; undefined where they were neither answered nor dialled, or too
 * briefly to say anything. Every contact (`isContact`) is learned. Rests on the folded state alone, where that keeps sums
 * on what is certain of them: it never supposes a call was answered.
 * @param endOfDay when the user's day that a moment lies in ends, epoch milliseconds (see `endOfDay`)
 */
export function learn(pair: PairState, endOfDay: (epochMs: number) => number): Learned | undefined {
  const { firstMs: sinceMs, lastMs } = pair;
  const friend = lasting(pair, endOfDay);
  if (friend !== undefined) return { kind: 'permanent', reason: friend, sinceMs, expiresMs: lastMs + FADES_AFTER_MS };
  const acquaintance = acquainted(pair);
  if (acquaintance !== undefined) return { kind: 'temporary', reason: acquaintance, sinceMs, expiresMs: lastMs + ACQUAINTED_MS };
  if (!delivering(pair)) return undefined;
  const reason = { code: 'answered_twice', text: `answered ${counted(pair.answered, 'time')} within hours: a delivery is likely under way` };
  return { kind: 'temporary', reason, sinceMs, expiresMs: endOfDay(endOfDay(lastMs)) };
}
