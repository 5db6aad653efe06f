import type { Random } from '#kernel';

const DAY = 24;
const WEEK = 168;

/** Calls a day with nights and weekends; the mean over a week is `perDay`. */
export function rateOf(hour: number, perDay: number): number {
  const byDay = hour % DAY >= 8 && hour % DAY < 22 ? 1 + 0.8 * Math.sin((((hour % DAY) - 8) / 14) * 2 * Math.PI) : 0.05;
  const weekday = Math.floor((hour % WEEK) / DAY) < 5 ? 1 : 0.5;
  return (perDay * byDay * weekday) / (14.5 * (6 / 7));
}

/** Knuth's way. */
export function poisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; product *= random.next()) count++;
  return Math.max(0, count);
}

/** With a variance of mean × 2: as many bursts as half of the mean, each of one or more, two on average. */
export function bursts(mean: number, random: Random): number {
  let count = 0;
  for (let burst = poisson(mean / 2, random); burst > 0; burst--) {
    do count++; while (random.next() < 0.5);
  }
  return count;
}
