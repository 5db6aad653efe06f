import { mergeCallers, type CallerState } from '../caller-state.js';
import { callsMade, callsTaken, freshness, type Facts, type NewcomersSeen, type Seen } from '../evidence.js';
import { summarizeReports } from '../reports.js';

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
function without({ caller, users }: Seen, { others, ...part }: NewcomersSeen): Seen {
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
function roomBeside(vouched: Seen, { reports, own, asOfMs }: Facts): number {
  const { spamWeight, clearWeight } = summarizeReports(reports, asOfMs);
  const fresh = vouched.caller === undefined ? 0 : freshness(vouched.caller, asOfMs, own);
  const known = fresh * callsOf(vouched.caller) + spamWeight + clearWeight;
  return MOST_OF_NEWCOMERS * Math.max(0, 1 - known / ENOUGH_WITHOUT);
}

const everyoneIn = ({ everyone, caller, users }: Facts): Seen => everyone ?? { caller, users };

/** The same of facts that may hold none of them yet. */
export function roomForNewcomers(facts: Facts): number {
  const { newcomers } = facts;
  return roomBeside(newcomers?.caller === undefined ? everyoneIn(facts) : without(everyoneIn(facts), newcomers), facts);
}

/**
 * The facts a judgement rests on: calls of users who were newcomers count as far as there is room for them beside what established users
 * had with the number and say of it, all of them together however many. Where that suffices for a verdict they don't count at all: nobody
 * changes it by calls that new accounts had, or say they had. `everyone` keeps the calls as they were seen; asking again changes nothing.
 */
export function weighNewcomers(facts: Facts): Facts {
  const { newcomers } = facts;
  if (newcomers?.caller === undefined) return facts;
  const everyone = everyoneIn(facts);
  const vouched = without(everyone, newcomers);
  const [room, calls] = [roomBeside(vouched, facts), callsOf(newcomers.caller)];
  const share = calls <= room ? 1 : room / calls;
  const judged = share === 1 ? everyone : share === 0 ? vouched : sumOf(vouched, thinned(newcomers, share));
  return { ...facts, ...judged, everyone };
}

/** The facts as they would be after these calls of newcomers as well. */
export function withNewcomers(facts: Facts, more: Seen): Facts {
  const everyone = everyoneIn(facts);
  const { others, ...newcomers } = facts.newcomers ?? { ...NOTHING, others: everyone.caller };
  return weighNewcomers({ ...facts, everyone: sumOf(everyone, more), newcomers: { ...sumOf(newcomers, more), others: others && { firstMs: others.firstMs, lastMs: others.lastMs } } });
}
