import { WallClock } from '#kernel';
import { HOUR_MS } from './hourly-points.js';

const MINUTES_A_WEEK = 10_080;
/** The first of January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 4;

/**
 * Hours that a clock on the wall in `zone` has counted since 1970, for each UTC hour: when clocks go forward one number is skipped, when
 * they go back one comes twice. Modulo 24 it is the hour of the day. A zone that is none throws Intl's RangeError.
 * Two look-ups a day, of some microseconds each.
 */
export function localHours(utcHours: Float64Array, zone: string): Float64Array {
  const offsets = new ZoneOffsets(zone);
  return utcHours.map((hour) => Math.floor(hour + offsets.minutesAt(hour) / 60));
}

/** Weekday (0 Sunday … 6) of a local hour. */
export function weekdayOf(localHour: number): number {
  return (((Math.floor(localHour / 24) + EPOCH_WEEKDAY) % 7) + 7) % 7;
}

/** Hour of the day (0–23) of a local hour. */
export function hourOfDay(localHour: number): number {
  return ((localHour % 24) + 24) % 24;
}

class ZoneOffsets {
  private readonly clock = new WallClock();
  private readonly atMidnight = new Map<number, number>();

  constructor(private readonly zone: string) {}

  /** Minutes that the zone is ahead of UTC at the start of a UTC hour. */
  minutesAt(utcHour: number): number {
    const day = Math.floor(utcHour / 24);
    const offset = this.midnight(day);
    return offset === this.midnight(day + 1) ? offset : this.read(utcHour);
  }

  private midnight(day: number): number {
    let offset = this.atMidnight.get(day);
    if (offset === undefined) this.atMidnight.set(day, (offset = this.read(day * 24)));
    return offset;
  }

  private read(utcHour: number): number {
    const { weekday, minuteOfDay } = this.clock.at(this.zone, utcHour * HOUR_MS);
    const utcMinute = utcHour * 60 + EPOCH_WEEKDAY * 1440;
    const ahead = (((weekday * 1440 + minuteOfDay - utcMinute) % MINUTES_A_WEEK) + MINUTES_A_WEEK) % MINUTES_A_WEEK;
    return ahead > MINUTES_A_WEEK / 2 ? ahead - MINUTES_A_WEEK : ahead;
  }
}
