import type { Random } from '#kernel';

import { DISTRICT_USERS, type Population, type User } from './population.js';
import { landline, localMobile, serviceNumber, type Numbering } from './numbering.js';
import { RHYTHMS, type Rhythm } from './rhythm.js';

/** A trade: how often it calls a user, when, how long, and how readily it is answered. */
export interface Trade {
  readonly callsPerUserDay: number;
  readonly rhythm: Rhythm;
  readonly weekendFactor: number;
  readonly talkMedianSeconds: number;
  readonly talkSigma: number;
  readonly trust: number;
  /** Chance to ring again within minutes where nobody picked up. */
  readonly redial: number;
}

export const TRADES = {
  courier: {
    callsPerUserDay: 0.95, rhythm: RHYTHMS.delivery, weekendFactor: 0.95,
    talkMedianSeconds: 13, talkSigma: 0.5, trust: 0.65, redial: 0.45,
  },
  bank: {
    callsPerUserDay: 0.12, rhythm: RHYTHMS.office, weekendFactor: 0.15,
    talkMedianSeconds: 60, talkSigma: 0.8, trust: 0.3, redial: 0.1,
  },
  clinic: {
    callsPerUserDay: 0.06, rhythm: RHYTHMS.office, weekendFactor: 0.3,
    talkMedianSeconds: 50, talkSigma: 0.6, trust: 0.5, redial: 0.2,
  },
  service: {
    callsPerUserDay: 0.28, rhythm: RHYTHMS.office, weekendFactor: 0.5,
    talkMedianSeconds: 35, talkSigma: 0.7, trust: 0.2, redial: 0.1,
  },
} satisfies Record<string, Trade>;

export const TRADE_NAMES = ['courier', 'bank', 'clinic', 'service'] as const;
export type TradeName = (typeof TRADE_NAMES)[number];

const COURIERS_PER_DISTRICT = 2;
const SHORTEST_TENURE_DAYS = 30;
const LONGEST_TENURE_DAYS = 120;

export interface Lines {
  readonly bank: readonly number[];
  readonly clinic: readonly number[];
  readonly service: readonly number[];
  readonly courierRandom: Random;
  readonly numbering: Numbering;
}

function reserve(count: number, numbering: Numbering, draw: (index: number) => number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const phone = draw(index);
    numbering.reserved.add(phone);
    return phone;
  });
}

/** Few numbers serve many users: banks and clinics landlines, service desks 400 numbers and landlines. */
export function linesFor({ users, numbering }: Population, random: Random): Lines {
  const desk = (index: number): number =>
    index % 2 === 0 ? serviceNumber(random) : landline(random.below(numbering.cities.length), numbering, random);
  return {
    bank: reserve(4 + Math.ceil(users.length / 2_000), numbering, (index) => landline(index, numbering, random)),
    clinic: reserve(8 + Math.ceil(users.length / 300), numbering, (index) => landline(index, numbering, random)),
    service: reserve(10 + Math.ceil(users.length / 500), numbering, desk),
    courierRandom: random.fork(1),
    numbering,
  };
}

/**
 * A courier of the user's district on that day. Couriers come and go: a new one is a young mobile number with many short
 * calls to many users, and no spam.
 */
function courierOf(user: User, dayIndex: number, { courierRandom, numbering }: Lines, random: Random): number {
  const route = Math.floor(user.index / DISTRICT_USERS) * COURIERS_PER_DISTRICT + random.below(COURIERS_PER_DISTRICT);
  const own = courierRandom.fork(route);
  const tenure = SHORTEST_TENURE_DAYS + own.below(LONGEST_TENURE_DAYS - SHORTEST_TENURE_DAYS);
  const successor = Math.floor((dayIndex + own.below(tenure)) / tenure);
  return localMobile(user.city, numbering, own.fork(successor));
}

/** The number a trade reaches the user from: the same bank and clinic for good, any service desk. */
export function lineOf(trade: TradeName, user: User, visit: { dayIndex: number; lines: Lines }, random: Random): number {
  const { lines, dayIndex } = visit;
  if (trade === 'courier') return courierOf(user, dayIndex, lines, random);
  if (trade === 'service') return lines.service[random.below(lines.service.length)] ?? 0;
  return lines[trade][user.index % lines[trade].length] ?? 0;
}
