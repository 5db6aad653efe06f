import type { WallTime } from '#kernel';
import type { SpamCategory } from '#realtime/core';
import type { Verdict } from '../verdict.js';
import { isWithin } from './hours.js';
import type { CallerCondition, Conditions, Frequency, Rule, RuleAction } from './rule.js';

const MINUTE_MS = 60_000;

/** A call as rules see it. */
export interface RuleCall {
  /** E.164; undefined where the caller withholds it. */
  readonly number: string | undefined;
  readonly country: string | null;
  readonly numberType: string;
  readonly verdict: Verdict;
  readonly category: SpamCategory | null;
  readonly spamProbability: number | null;
  readonly seenBefore: boolean;
  readonly campaign: boolean;
  readonly withheld: boolean;
  readonly atMs: number;
  /** `atMs` on the user's clock. */
  readonly wallTime: WallTime;
  /** When the number called the user before; whatever lies after `atMs` is passed over. */
  readonly callTimes: readonly number[];
}

/** A rule that decides, and what. */
export interface RuleWord {
  readonly id: string;
  readonly action: Exclude<RuleAction, 'log'>;
}

export interface RuleMatches {
  /** Ids of all rules that match, in the order of the list; also of those that decide nothing. */
  readonly matchedRules: readonly string[];
  /** The first that is more than a note. */
  readonly first?: RuleWord | undefined;
  /** The first of those that name exactly this number. */
  readonly exact?: RuleWord | undefined;
}

export const NO_MATCHES: RuleMatches = { matchedRules: [] };

const hasNumber = (pattern: string, number: string | undefined): boolean =>
  number !== undefined && (pattern.endsWith('*') ? number.startsWith(pattern.slice(0, -1)) : number === pattern);

function isFrequent({ calls, withinMinutes }: Frequency, { atMs, callTimes }: RuleCall): boolean {
  const before = callTimes.filter((timeMs) => timeMs <= atMs && timeMs > atMs - withinMinutes * MINUTE_MS);
  return before.length + 1 >= calls;
}

const isAmong = <T>(wanted: readonly T[] | undefined, found: T | null): boolean => wanted === undefined || (found !== null && wanted.includes(found));
const isAs = (wanted: boolean | undefined, found: boolean): boolean => wanted === undefined || wanted === found;

function isSuchCaller(wanted: CallerCondition, call: RuleCall): boolean {
  return (
    isAmong(wanted.country, call.country) && isAmong(wanted.numberType, call.numberType) &&
    isAmong(wanted.verdict, call.verdict) && isAmong(wanted.category, call.category) &&
    (wanted.minProbability === undefined || (call.spamProbability !== null && call.spamProbability >= wanted.minProbability)) &&
    isAs(wanted.seenBefore, call.seenBefore) && isAs(wanted.campaign, call.campaign) && isAs(wanted.withheld, call.withheld)
  );
}

/** Whether all conditions that are given hold for the call. */
export function meets({ number, hours, frequency, caller }: Conditions, call: RuleCall): boolean {
  return (
    (number === undefined || hasNumber(number, call.number)) &&
    (hours === undefined || isWithin(hours, call.wallTime)) &&
    (frequency === undefined || isFrequent(frequency, call)) &&
    (caller === undefined || isSuchCaller(caller, call))
  );
}

const wordOf = (rule: Rule | undefined): RuleWord | undefined => rule && { id: rule.id, action: rule.then as RuleWord['action'] };

/** What a user's rules say of a call: the first match that is more than a note decides. Some tenths of a microsecond a rule. */
export function matchRules(rules: readonly Rule[], call: RuleCall): RuleMatches {
  if (rules.length === 0) return NO_MATCHES;
  const matched = rules.filter(({ enabled, when }) => enabled && meets(when, call));
  const deciding = matched.filter(({ then }) => then !== 'log');
  const exact = deciding.find(({ when }) => when.number !== undefined && !when.number.endsWith('*'));
  return { matchedRules: matched.map(({ id }) => id), first: wordOf(deciding[0]), exact: wordOf(exact) };
}
