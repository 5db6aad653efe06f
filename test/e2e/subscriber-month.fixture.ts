import { calls, type Call } from './cns-calls.fixture.js';

/** A call of the month, as the story knows it before it is an event. */
export interface MonthCall {
  readonly atMs: number;
  readonly userId: string;
  readonly number: string;
  readonly callType: 'incoming' | 'outgoing';
  readonly outcome: 'answered' | 'missed' | 'rejected' | 'ai_handled';
  readonly duration?: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
export const SHANGHAI_MS = 8 * HOUR_MS;
/** The study takes 28 days at most: all of it is over, and within the 30 days that recommendations look at. */
export const DAYS = 28;
/** Midnight in Shanghai, where a user lives who says nothing else. */
export const midnightMs = Math.floor((Date.now() + SHANGHAI_MS) / DAY_MS - DAYS) * DAY_MS - SHANGHAI_MS;

const SUBSCRIBERS = 2;
const PROBERS = 10;
const PROBED_EACH = 5;
const LOUD = 4;
const LOUD_RINGS = 40;
const RINGS_A_DAY = 8;
const FRIENDLY_CALLS = 10;
/** Of a subscriber's incoming calls those of loud numbers: enough to be advised on, too few for another strategy to be advised in its place. */
const LOUD_SHARE = 0.16;

const indices = (count: number): number[] => [...Array(count).keys()];
const digits = (value: number, length: number): string => String(value).padStart(length, '0');
/** Each in a block of 10,000 numbers of its own. */
const plantedNumber = (block: number): string => `+86139${digits(block, 4)}${digits((block * 7919) % 10_000, 4)}`;

/** Ring five others in vain each, then every subscriber once: suspicious by then, and with too few calls to be called spam. */
export const probers = indices(PROBERS).map((at) => plantedNumber(1000 + at * 137));
/** Ring forty others in vain each, then the subscribers for weeks: spam beyond doubt. */
export const loud = indices(LOUD).map((at) => plantedNumber(5000 + at * 1111));
const friendOf = (subscriber: number): string => plantedNumber(8000 + subscriber * 100);

const counts = new Map<string, number>();
for (const { callee } of calls) counts.set(callee, (counts.get(callee) ?? 0) + 1);
/** Who was called in the study's first four days: known for weeks, whatever a service makes of newcomers. */
const known = [...new Set(calls.filter(({ seconds }) => seconds * 1000 < 4 * DAY_MS).map(({ callee }) => callee))];
/** The most called of them, to whom the month is not kind. */
export const subscribers = [...known].sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0)).slice(0, SUBSCRIBERS);
const others = known.filter((user) => !subscribers.includes(user));
const otherAt = (place: number): string => others[place % others.length] as string;

function realCall({ seconds, caller, callee, duration }: Call): MonthCall {
  const call = { atMs: midnightMs + seconds * 1000, userId: callee, number: caller, callType: 'incoming' as const };
  return duration === -1 ? { ...call, outcome: 'missed' } : { ...call, outcome: 'answered', duration };
}

type Rung = Pick<MonthCall, 'atMs' | 'userId' | 'number'>;

/** Turned away, or left to the assistant and soon over. */
function unwanted(rung: Rung, at: number): MonthCall {
  return at % 2 === 1 ? { ...rung, callType: 'incoming', outcome: 'ai_handled', duration: 6 } : { ...rung, callType: 'incoming', outcome: 'rejected' };
}

function ofProber(number: string, at: number): MonthCall[] {
  const fromMs = midnightMs + (4 + 2 * at) * DAY_MS + 9 * HOUR_MS + at * 6 * MINUTE_MS;
  const first = indices(PROBED_EACH).map((place) => unwanted({ atMs: fromMs + place * 7 * MINUTE_MS, userId: otherAt(at * PROBED_EACH + place), number }, place));
  return [...first, ...subscribers.map((userId, place) => unwanted({ atMs: fromMs + HOUR_MS + place * 11 * MINUTE_MS, userId, number }, at))];
}

function ofLoud(number: string, at: number): MonthCall[] {
  return indices(LOUD_RINGS).map((ring) => {
    const atMs = midnightMs + (4 + Math.floor(ring / RINGS_A_DAY)) * DAY_MS + 10 * HOUR_MS + ((ring % RINGS_A_DAY) * 5 + at) * MINUTE_MS;
    return unwanted({ atMs, userId: otherAt(60 + at * LOUD_RINGS + ring), number }, ring);
  });
}

function toSubscriber(userId: string, at: number): MonthCall[] {
  const real = counts.get(userId) ?? 0;
  const fromLoud = Math.ceil((LOUD_SHARE / (1 - LOUD_SHARE)) * (real + PROBERS + FRIENDLY_CALLS));
  const talk = { userId, number: friendOf(at), outcome: 'answered' as const };
  const friendly = indices(FRIENDLY_CALLS).map((place): MonthCall => {
    const atMs = midnightMs + (1 + Math.floor(place * 2.6)) * DAY_MS + (19 * 60 + place * 5 + at) * MINUTE_MS;
    return { ...talk, atMs, callType: 'incoming', duration: 100 + place };
  });
  const dialled = [3, 12].map((day): MonthCall => ({ ...talk, atMs: midnightMs + day * DAY_MS + 21 * HOUR_MS, callType: 'outgoing', duration: 61 }));
  const insistent = indices(fromLoud).map((place) => {
    const atMs = midnightMs + (9 + Math.floor((19 * place) / fromLoud)) * DAY_MS + 10 * HOUR_MS + (30 + place + at) * MINUTE_MS;
    return unwanted({ atMs, userId, number: loud[place % LOUD] as string }, place);
  });
  return [...friendly, ...dialled, ...insistent];
}

const pestered = [...probers.flatMap(ofProber), ...loud.flatMap(ofLoud), ...subscribers.flatMap(toSubscriber)];
/** Real calls, and who pesters two of those called: by time. */
export const month = [...calls.map(realCall), ...pestered].sort((one, other) => one.atMs - other.atMs);

/** The same month among people and numbers nobody has heard of, which differ from the first in their names alone: numbers are of other blocks, as near to each other. */
export interface World {
  readonly user: (userId: string) => string;
  readonly number: (number: string) => string;
}

export const [withAdvice, without] = [['.with', '5'], ['.without', '8']].map(([suffix, digit]): World => ({
  user: (userId) => `${userId}${suffix}`,
  number: (number) => number.replace(/^\+8613/, `+861${digit}`),
})) as [World, World];

const AS_IT_IS: World = { user: (userId) => userId, number: (number) => number };

export function eventOf({ atMs, userId, number, ...call }: MonthCall, { user, number: named }: World = AS_IT_IS): Record<string, unknown> {
  return { type: 'call', userId: user(userId), callerPhone: named(number), timestamp: new Date(atMs).toISOString(), ...call };
}
