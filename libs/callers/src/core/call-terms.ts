import { durationClass } from '#ml/core';
import { ANSWERED } from '#realtime/core';
import { alikeLengths } from './alike-lengths.js';
import { emptyCaller, type CallerState } from './caller-state.js';
import { callsMade, callsTaken, daysSeen, type Evidence } from './evidence.js';
import type { FadedCalls } from './fading.js';
import type { ShareRule } from './log-odds.js';
import { counted, percent } from './phrases.js';

/** A share of a number's calls that bears on spam, and what to say of it. */
export interface CallTerm {
  /** Code of the reason where the share argues for spam, and where against; one only where the term speaks one way. */
  readonly raises?: string;
  readonly lowers?: string;
  readonly rule: ShareRule;
  readonly count: (seen: SeenCalls, fading: Fading) => Share;
  readonly text: (share: Share, seen: SeenCalls) => string;
}

export interface Share {
  readonly hits: number;
  readonly total: number;
}

/** A number's calls, whole or as they have faded, with what several terms need of them. */
export interface SeenCalls {
  readonly caller: CallerState;
  readonly users: number;
  readonly made: number;
  readonly taken: number;
  readonly days: number;
}

/** Of pairs of calls, and of who was new at a call, only all calls tell: how many were seen fades, the share does not. */
interface Fading {
  readonly whole: SeenCalls;
  readonly left: number;
}

export function seenCalls({ caller = emptyCaller(), users }: Pick<Evidence, 'caller' | 'users'>): SeenCalls {
  return { caller, users, made: callsMade(caller), taken: callsTaken(caller), days: daysSeen(caller) };
}

/** The share of what has faded that a term is made of. */
export function fadedShare(kind: CallTerm, whole: SeenCalls, faded: FadedCalls): Share {
  return kind.count(seenCalls(faded), { whole, left: faded.left });
}

const scaled = ({ hits, total }: Share, left: number): Share => ({ hits: left * hits, total: left * total });

const OVER_A_MINUTE = durationClass(60_000) + 1;
const USERS_A_DAY = 4;
const NIGHT_BEGINS = 22;
const NIGHT_ENDS = 7;

const from = (counts: readonly number[], first: number): number => counts.slice(first).reduce((sum, count) => sum + count, 0);

/** Calls made from 22:00 to 7:00 on the callee's clock. */
export function nightCalls({ hours }: CallerState): number {
  return from(hours, NIGHT_BEGINS) + from(hours.slice(0, NIGHT_ENDS), 0);
}

/** Calls, after the first, that went to somebody new. */
function spread({ users, made, taken }: SeenCalls): Share {
  const total = Math.max(0, made + taken - 1);
  return { hits: Math.min(total, Math.max(0, users - 1)), total };
}

/** Users reached a day against USERS_A_DAY, as a share: half where the two are equal. */
function breadth({ users, made, days }: SeenCalls): Share {
  const reached = Math.min(users, made);
  return { hits: reached, total: reached + USERS_A_DAY * days };
}

/** Every term of the score that rests on calls. Its figures are explained in docs/verdicts.md. */
export const CALL_TERMS: readonly CallTerm[] = [
  {
    raises: 'many_short_calls', lowers: 'few_short_calls',
    rule: { neutral: 0.3, shrinkage: 4, weight: 1, floor: -1, cap: 1.6 },
    count: ({ caller }) => ({ hits: caller.short, total: caller.timed }),
    text: ({ hits, total }) => `${percent(hits, total)} of calls picked up ended within 10 s`,
  },
  {
    raises: 'rarely_answered', lowers: 'usually_answered',
    rule: { neutral: 0.5, shrinkage: 4, weight: 2, floor: -2.4, cap: 2 },
    count: ({ caller, made }) => ({ hits: made - (caller.made[ANSWERED] ?? 0), total: made }),
    text: ({ hits, total }) => `${percent(total - hits, total)} of the calls it made were answered`,
  },
  {
    raises: 'new_user_each_call', lowers: 'same_users_again',
    rule: { neutral: 0.65, shrinkage: 4, weight: 1.8, floor: -1.8, cap: 1.8 },
    count: (_seen, { whole, left }) => scaled(spread(whole), left),
    text: (_share, { users, made, taken }) => `${made + taken} calls were spread over ${counted(users, 'user')}`,
  },
  {
    raises: 'uniform_durations',
    rule: { neutral: 0.4, shrinkage: 8, weight: 0.5, floor: 0, cap: 0.6 },
    count: (_seen, { whole, left }) => scaled(alikeLengths(whole.caller.durations), left),
    text: ({ hits, total }) => `in about ${percent(hits, total)} of pairs of calls over 10 s the longer lasted at most 1.5 times the shorter, as classes of lengths tell`,
  },
  {
    raises: 'night_calls',
    rule: { neutral: 0.1, shrinkage: 10, weight: 0.5, floor: 0, cap: 1 },
    count: ({ caller, made }) => ({ hits: nightCalls(caller), total: made }),
    text: ({ hits, total }) => `${percent(hits, total)} of its calls came between 22:00 and 7:00 on the callee's clock`,
  },
  {
    raises: 'one_ring',
    rule: { neutral: 0.15, shrinkage: 4, weight: 0.4, floor: 0, cap: 0.8 },
    count: ({ caller }) => ({ hits: caller.shortRings ?? 0, total: caller.rings ?? 0 }),
    text: ({ hits, total }) => `${percent(hits, total)} of its calls that nobody took rang for less than 3 s`,
  },
  {
    raises: 'many_users_a_day',
    rule: { neutral: 0.5, shrinkage: 4, weight: 0.3, floor: 0, cap: 0.8 },
    count: breadth,
    text: (_share, { users, made, days }) => `it called ${(Math.min(users, made) / days).toFixed(1)} different users a day`,
  },
  {
    lowers: 'long_conversations',
    rule: { neutral: 0.1, shrinkage: 5, weight: -0.5, floor: -1.5, cap: 0 },
    count: ({ caller }) => ({ hits: from(caller.durations, OVER_A_MINUTE), total: caller.timed }),
    text: ({ hits, total }) => `${percent(hits, total)} of calls picked up lasted more than a minute`,
  },
  {
    lowers: 'users_call_it',
    rule: { neutral: 0.03, shrinkage: 10, weight: -0.8, floor: -2, cap: 0 },
    count: ({ made, taken }) => ({ hits: taken, total: made + taken }),
    text: ({ hits, total }) => `in ${percent(hits, total)} of the calls it was a user who dialled`,
  },
];
