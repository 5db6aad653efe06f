import { mergeCallers, type CallerState } from '../caller-state.js';
import { callsMade, callsTaken, type Evidence, type Facts, type NewcomersSeen, type Seen } from '../evidence.js';
import { fadedCalls } from '../fading.js';

/** Calls and reports of established users from which on newcomers' calls are not looked at: as many as it takes to call a number spam. */
export const ENOUGH_WITHOUT = 8;
/** So many calls newcomers' ones amount to at most, where nobody else knows the number. */
export const MOST_OF_NEWCOMERS = 30;

const NOTHING: Seen = { caller: undefined, users: 0 };

type Counts = Pick<CallerState, 'made' | 'taken' | 'durations' | 'hours'>;
const LISTS: readonly (keyof Counts)[] = ['made', 'taken', 'durations', 'hours'];
const SUMS = ['timedAnswered', 'answeredMs', 'timed', 'short', 'rings', 'shortRings'] as const;

function mapped(state: CallerState, list: (name: keyof Counts) => number[], sum: (name: (typeof SUMS)[number]) => number): CallerState {
  const lists = Object.fromEntries(LISTS.map((name) => [name, list(name)]));
  return { ...state, ...lists, ...Object.fromEntries(SUMS.map((name) => [name, sum(name)])) };
}

function sumOf({ caller: left, users }: Seen, { caller: right, users: more }: Seen): Seen {
  return { caller: left === undefined || right === undefined ? (left ?? right) : mergeCallers(left, right), users: users + more };
}

/** All calls without those of newcomers. */
function without({ caller, users }: Pick<Facts, 'caller' | 'users'>, { others, ...part }: NewcomersSeen): Seen {
  const taken = part.caller;
  if (others === undefined) return NOTHING;
  if (caller === undefined || taken === undefined) return { caller, users };
  const rest = mapped(caller, (name) => caller[name].map((count, at) => count - (taken[name][at] ?? 0)), (name) => (caller[name] ?? 0) - (taken[name] ?? 0));
  // Whoever was called both as a newcomer and later is taken for a newcomer: too few users, never too many.
  return { caller: { ...rest, ...others }, users: Math.max(1, users - part.users) };
}

/** A share of all counts, whole: running totals are rounded, so that the parts of each list still add up to its share. */
function thinned({ caller, users }: Seen, share: number): Seen {
  if (caller === undefined) return NOTHING;
  const state = caller;
  const list = (name: keyof Counts): number[] => {
    let total = 0;
    const totals = state[name].map((count) => Math.round(share * (total += count)));
    return totals.map((now, at) => now - (totals[at - 1] ?? 0));
  };
  const rest = mapped(state, list, (name) => Math.round(share * (state[name] ?? 0)));
  return { caller: rest, users: Math.min(callsOf(rest), Math.ceil(share * users)) };
}

const callsOf = (caller: CallerState | undefined): number => callsMade(caller) + callsTaken(caller);

/** How many newcomers' calls count at most: they fill up, to `MOST_OF_NEWCOMERS`, what is not known without them, and nothing where `ENOUGH_WITHOUT` is. */
function roomBeside(evidence: Evidence): number {
  const { spamWeight, clearWeight } = evidence.reports;
  const known = callsOf(fadedCalls(evidence).caller) + spamWeight + clearWeight;
  return MOST_OF_NEWCOMERS * Math.max(0, 1 - known / ENOUGH_WITHOUT);
}

/**
 * The facts with the calls of users who were newcomers set apart: `caller` and `users` are what established users had with the number,
 * `beside` what newcomers had, which `judge` looks at only where the former make no verdict. Asking again changes nothing.
 */
export function setNewcomersApart(facts: Facts): Facts {
  const { newcomers } = facts;
  if (newcomers?.caller === undefined) return facts;
  return { ...facts, ...without(facts, newcomers), newcomers: undefined, beside: { caller: newcomers.caller, users: newcomers.users } };
}

/** The facts as they would be after these calls of newcomers as well. */
export function withNewcomers<T extends Pick<Facts, 'beside'>>(facts: T, more: Seen): T {
  return { ...facts, beside: sumOf(facts.beside ?? NOTHING, more) };
}

/** All calls, those of newcomers as far as there is room for them beside what established users know; undefined where there is none, or no such calls. */
export function filledUp(evidence: Evidence): Evidence | undefined {
  const { beside, caller, users } = evidence;
  const [room, calls] = [roomBeside(evidence), callsOf(beside?.caller)];
  if (beside === undefined || Math.min(room, calls) === 0) return undefined;
  return { ...evidence, ...sumOf({ caller, users }, calls <= room ? beside : thinned(beside, room / calls)) };
}
