import type { Random } from '#kernel';

import { DAY_MS, HOUR_MS } from './options.js';

const SLOTS = 960;

/** Hours of the day, each as likely as its weight; drawing one costs a table look-up. */
export type Rhythm = Uint8Array;

/** `weights` holds 24 numbers, one an hour from midnight. */
function rhythmOf(weights: readonly number[]): Rhythm {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const hours = new Uint8Array(SLOTS);
  let sum = 0;
  let from = 0;
  weights.forEach((weight, hour) => {
    sum += weight;
    const to = Math.round((sum / total) * SLOTS);
    hours.fill(hour, from, to);
    from = to;
  });
  return hours;
}

function hoursBetween(first: number, last: number, weights: readonly number[]): Rhythm {
  return rhythmOf(Array.from({ length: 24 }, (_, hour) => (hour < first || hour > last ? 0 : (weights[hour - first] ?? 1))));
}

/**
 * Daily rhythms. The social ones have the shape that call records show: nearly nothing at night, a first peak before
 * noon, a higher one in the evening, a later start at weekends (Jo, Karsai, Kertész and Kaski, New J. Phys. 2012).
 */
export const RHYTHMS = {
  weekday: rhythmOf([3, 1, 1, 1, 1, 3, 12, 30, 55, 70, 78, 76, 66, 58, 62, 66, 72, 84, 92, 95, 86, 60, 28, 10]),
  weekend: rhythmOf([5, 2, 1, 1, 1, 2, 6, 16, 38, 62, 78, 80, 68, 60, 62, 66, 70, 78, 84, 86, 78, 58, 34, 14]),
  office: hoursBetween(9, 17, [8, 10, 9, 3, 6, 9, 10, 9, 6]),
  delivery: hoursBetween(8, 20, [4, 8, 10, 11, 9, 6, 6, 8, 9, 9, 8, 5, 2]),
  telemarketing: hoursBetween(9, 19, [5, 10, 10, 3, 6, 10, 10, 9, 7, 4, 2]),
  machine: hoursBetween(8, 20, []),
  aroundTheClock: hoursBetween(0, 23, []),
};

/** A moment of the day in milliseconds since midnight. `shiftMs` moves it, around midnight if need be. */
export function momentOf(rhythm: Rhythm, shiftMs: number, random: Random): number {
  const hour = rhythm[random.below(SLOTS)] ?? 0;
  const moment = hour * HOUR_MS + random.below(HOUR_MS) + shiftMs;
  return (moment + DAY_MS) % DAY_MS;
}
