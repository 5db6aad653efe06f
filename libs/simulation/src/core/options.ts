import { AppError } from '#kernel';

import { SPAM_KINDS } from './items.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const LOWEST_SCALE = 0.5;
const HIGHEST_SCALE = 1.5;
const MOST_USERS = 1_000_000;
const MOST_DAYS = 3_660;
const WIDEST_OFFSET_MINUTES = 14 * 60;
const CHINA_OFFSET_MINUTES = 8 * 60;
const YEAR_2000_MS = 946_684_800_000;
const YEAR_9000_MS = 221_845_392_000_000;

/** What `Scale` moves. */
export const KNOBS = [
  'contactCalls', 'businessCalls', 'strangerCalls', 'answering', 'assistant',
  'talkTime', 'reporting', 'campaignLife', 'campaignNumbers', ...SPAM_KINDS,
] as const;

/**
 * Factors from 0.5 to 1.5 on the generator's assumptions; 1 is the default. A spam kind's name moves its volume.
 * Moving them tells whether a result rests on the traffic or on one guess about it.
 */
export type Scale = Readonly<Record<(typeof KNOBS)[number], number>>;

export interface SimulationOptions {
  readonly users: number;
  readonly days: number;
  /** An integer from 0 to 2^32 - 1. */
  readonly seed: number;
  /** Epoch milliseconds of local midnight of the first day. */
  readonly startMs: number;
  /** The users' zone, east of UTC; default 480, Asia/Shanghai. */
  readonly offsetMinutes?: number;
  readonly scale?: Partial<Scale>;
}

export interface Settings extends Required<Omit<SimulationOptions, 'scale'>> {
  readonly scale: Scale;
}

function invalid(name: string, got: unknown, wanted: string): AppError {
  return new AppError('argument_invalid', 'invalid', `${name} is ${String(got)}; it must be ${wanted}`);
}

function integer(name: string, value: number, [lowest, highest]: readonly [number, number]): number {
  if (Number.isInteger(value) && value >= lowest && value <= highest) return value;
  throw invalid(name, value, `a whole number from ${lowest} to ${highest}`);
}

function scaleOf(given: Partial<Scale>): Scale {
  const stray = Object.keys(given).find((name) => !KNOBS.some((knob) => knob === name));
  if (stray !== undefined) throw invalid('scale', stray, `made of ${KNOBS.join(', ')}`);
  const entries = KNOBS.map((knob): [string, number] => {
    const factor = given[knob] ?? 1;
    if (factor >= LOWEST_SCALE && factor <= HIGHEST_SCALE) return [knob, factor];
    throw invalid(`scale.${knob}`, factor, `from ${LOWEST_SCALE} to ${HIGHEST_SCALE}`);
  });
  return Object.fromEntries(entries) as Scale;
}

/** The options checked and filled in. Throws `argument_invalid`, naming the option, what it is and what it must be. */
export function settingsOf(options: SimulationOptions): Settings {
  const offsetMinutes = options.offsetMinutes ?? CHINA_OFFSET_MINUTES;
  integer('offsetMinutes', offsetMinutes, [-WIDEST_OFFSET_MINUTES, WIDEST_OFFSET_MINUTES]);
  integer('startMs', options.startMs, [YEAR_2000_MS - DAY_MS, YEAR_9000_MS]);
  if ((options.startMs + offsetMinutes * MINUTE_MS) % DAY_MS !== 0) {
    throw invalid('startMs', options.startMs, `midnight in the zone ${offsetMinutes} minutes east of UTC`);
  }
  return {
    users: integer('users', options.users, [1, MOST_USERS]),
    days: integer('days', options.days, [1, MOST_DAYS]),
    seed: integer('seed', options.seed, [0, 0xffffffff]),
    startMs: options.startMs,
    offsetMinutes,
    scale: scaleOf(options.scale ?? {}),
  };
}
