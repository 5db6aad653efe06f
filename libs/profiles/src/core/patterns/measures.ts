import { ANSWERED } from '#realtime/core';
import { overdispersion, type DailyCounts } from './daily-counts.js';
import type { Measure } from './platform-baseline.js';
import { CALLER_CLASSES, type Sessions } from './sessions.js';

/** A user's figure on the scale of its measure, and its variance from having been counted. */
export interface Figure {
  readonly value: number;
  readonly noise: number;
}

/** Full days that were watched before a user is compared with others. */
const FEWEST_DAYS = 28;
/** In the first weeks of a history almost everybody is new to it: on its first day, all are. */
export const FIRST_MET_DAYS = 28;
const FEWEST_SESSIONS = 20;
const [CONTACT, , NEW, SPAM] = CALLER_CLASSES.map((_, at) => at);

/** Sessions a full day; logarithm. */
export function callsPerDayOf({ firstDay }: Sessions, daily: DailyCounts): Figure | undefined {
  const days = daily.counts.length;
  const sessions = daily.counts.reduce((sum, count) => sum + count, 0);
  if (days < FEWEST_DAYS || sessions < FEWEST_SESSIONS) return undefined;
  return { value: Math.log(sessions / days), noise: overdispersion(daily, firstDay, [days]) / sessions };
}

/** Log-odds of a share, half a hit and half a miss added. */
function logOdds(hits: number, trials: number): Figure | undefined {
  if (trials < FEWEST_SESSIONS) return undefined;
  return { value: Math.log((hits + 0.5) / (trials - hits + 0.5)), noise: 1 / (hits + 0.5) + 1 / (trials - hits + 0.5) };
}

function shareOf({ length }: Sessions, isTrial: (at: number) => boolean, isHit: (at: number) => boolean): Figure | undefined {
  let [hits, trials] = [0, 0];
  for (let at = 0; at < length; at++) {
    if (!isTrial(at)) continue;
    trials++;
    if (isHit(at)) hits++;
  }
  return logOdds(hits, trials);
}

/** Numbers that were contacts, by the sessions with them; logarithm of how many there would be in as many sessions (Heaps' law with ½). */
function circleOf({ callerClass, number, length }: Sessions): Figure | undefined {
  const contacts = new Set<number>();
  for (let at = 0; at < length; at++) if (callerClass[at] === CONTACT) contacts.add(number[at] as number);
  if (contacts.size < 5) return undefined;
  return { value: Math.log(contacts.size) - 0.5 * Math.log(length), noise: 1 / contacts.size };
}

/** A user's figures, as far as there are days and calls enough. O(sessions). */
export function measuresOf(sessions: Sessions, daily: DailyCounts): Partial<Record<Measure, Figure>> {
  if (daily.counts.length < FEWEST_DAYS) return {};
  const { isIncoming, callerClass, outcome, day } = sessions;
  const isStranger = (at: number): boolean => isIncoming[at] === 1 && callerClass[at] !== CONTACT && callerClass[at] !== SPAM;
  const found: Record<Measure, Figure | undefined> = {
    callsPerDay: callsPerDayOf(sessions, daily),
    circle: circleOf(sessions),
    reciprocity: shareOf(sessions, (at) => callerClass[at] === CONTACT, (at) => isIncoming[at] === 0),
    newcomers: shareOf(sessions, (at) => isIncoming[at] === 1 && (day[at] as number) >= FIRST_MET_DAYS, (at) => callerClass[at] === NEW),
    strangersAnswered: shareOf(sessions, isStranger, (at) => outcome[at] === ANSWERED),
  };
  return Object.fromEntries(Object.entries(found).filter(([, figure]) => figure !== undefined));
}
