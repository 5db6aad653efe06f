import { seededRandom, type Random } from '#kernel';
import type { BehaviourDays } from './behaviour-days.js';

/** Habits of a user whose days differ by chance alone, and by weekend. */
export interface Habits {
  /** Calls that come in on a working day. */
  readonly callsIn: number;
  readonly callsOut: number;
  readonly answered: number;
  readonly aiHandled: number;
  readonly night: number;
  readonly seconds: number;
  /** Calls of a day off over those of a working day. */
  readonly weekend: number;
  /** Standard deviation of the logarithm by which a day's calls differ from any other's, beyond chance. */
  readonly burst: number;
}

type Column = Exclude<keyof BehaviourDays, 'firstDay' | 'length'>;
type Day = Record<Column, number>;

function poisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}

/** By the sum of twelve uniform draws. */
function normal(random: Random): number {
  let sum = -6;
  for (let draw = 0; draw < 12; draw++) sum += random.next();
  return sum;
}

function binomial(calls: number, probability: number, random: Random): number {
  let hits = 0;
  for (let call = 0; call < calls; call++) hits += random.next() < probability ? 1 : 0;
  return hits;
}

export function drawHabits(random: Random): Habits {
  const between = (least: number, most: number): number => least + (most - least) * random.next();
  return {
    callsIn: Math.exp(between(Math.log(12), Math.log(60))), callsOut: between(0, 10), answered: between(0.5, 0.8), aiHandled: between(0, 0.2),
    night: between(0, 0.03), seconds: between(20, 300), weekend: random.next() < 0.5 ? 1 : between(0.3, 1), burst: 0,
  };
}

/** Different hours that calls fall into: those of the night, and of the other eighteen. */
function hoursOf(night: number, day: number, random: Random): number {
  const hours = new Set<number>();
  for (let call = 0; call < night; call++) hours.add(random.below(6));
  for (let call = 0; call < day; call++) hours.add(6 + random.below(18));
  return hours.size;
}

function drawDay(habits: Habits, factor: number, random: Random): Day {
  const busy = factor * Math.exp(habits.burst * normal(random));
  const incoming = poisson(habits.callsIn * busy, random);
  const outgoing = poisson(habits.callsOut * busy, random);
  const answered = binomial(incoming, habits.answered, random);
  const night = binomial(incoming + outgoing, habits.night, random);
  let answeredMs = 0;
  for (let call = 0; call < answered; call++) answeredMs += -1000 * habits.seconds * Math.log(1 - random.next());
  return {
    incoming, outgoing, answered, aiHandled: binomial(incoming - answered, habits.aiHandled, random), timed: answered, answeredMs, night,
    activeHours: hoursOf(night, incoming + outgoing - night, random), newCallers: binomial(incoming, 0.2, random),
  };
}

const FIRST_DAY = 20_500;

export function simulateDays(habits: Habits, length: number, seed: number): BehaviourDays {
  const random = seededRandom(seed);
  const drawn = Array.from({ length }, (_, day) => drawDay(habits, day % 7 > 4 ? habits.weekend : 1, random));
  const column = (name: Column): Float64Array => Float64Array.from(drawn, (day) => day[name]);
  return {
    firstDay: FIRST_DAY, length, incoming: column('incoming'), answered: column('answered'), aiHandled: column('aiHandled'), outgoing: column('outgoing'),
    timed: column('timed'), answeredMs: column('answeredMs'), night: column('night'), activeHours: column('activeHours'), newCallers: column('newCallers'),
  };
}

/** The same days, one of them other than it was. */
export function withDay(days: BehaviourDays, at: number, change: Partial<Record<Column, number>>): BehaviourDays {
  const changed = Object.entries(change).map(([name, value]) => [name, days[name as Column].with(at, value)]);
  return { ...days, ...(Object.fromEntries(changed) as Partial<BehaviourDays>) };
}

/** The strange days that tests plant: five times the calls, all at night; nothing at all; almost nothing answered. */
export const STRANGE_DAYS: Readonly<Record<string, (days: BehaviourDays, at: number, habits: Habits) => BehaviourDays>> = {
  'five times the calls, at night': (days, at, { callsIn }) => {
    const calls = Math.round(5 * callsIn);
    return withDay(days, at, { incoming: calls, night: calls, activeHours: 6, newCallers: calls >> 1 });
  },
  'sudden silence': (days, at) => withDay(days, at, { incoming: 0, answered: 0, aiHandled: 0, outgoing: 0, timed: 0, answeredMs: 0, night: 0, activeHours: 0, newCallers: 0 }),
  'a collapse of the answer rate': (days, at) => withDay(days, at, { answered: 0, timed: 0, answeredMs: 0 }),
};
