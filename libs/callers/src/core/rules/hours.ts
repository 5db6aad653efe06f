import type { WallTime } from '#kernel';
import type { Hours } from './rule.js';

const DAYS = 7;

/** Minutes since midnight of `HH:MM`; 1440 for 24:00. */
function minutesOf(time: string): number {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/**
 * Whether a clock shows a time within `hours`. What goes on over midnight belongs to the day on which it began: Friday's 22:00 to
 * 07:00 holds on Saturday at 6. Since only what the clock shows counts, an hour that comes twice is within both times.
 */
export function isWithin({ from, to, days }: Hours, { weekday, minuteOfDay }: WallTime): boolean {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  const isOn = (day: number): boolean => days === undefined || days.includes(day);
  if (begin < end) return isOn(weekday) && minuteOfDay >= begin && minuteOfDay < end;
  return minuteOfDay >= begin ? isOn(weekday) : minuteOfDay < end && isOn((weekday + DAYS - 1) % DAYS);
}
