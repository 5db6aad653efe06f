import { DAY_MS, QUARTER_HOUR_MS } from '#kernel';

const QUARTERS_A_DAY = DAY_MS / QUARTER_HOUR_MS;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Days as a calendar in one time zone shows them, numbered from 1970-01-01 there; a day lasts 23 or 25 hours where clocks change. */
export class LocalDays {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  /** @param zone an IANA time zone */
  constructor(zone: string) {
    this.format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  }

  dayAt(epochMs: number): number {
    return Math.floor(this.shownMs(epochMs) / DAY_MS);
  }

  /** What calendar and clock show there, in milliseconds since they showed 1970-01-01T00:00. */
  shownMs(epochMs: number): number {
    return epochMs + this.offsetAt(Math.floor(epochMs / QUARTER_HOUR_MS));
  }

  /** Day and hour (0–23) of a UTC quarter hour, numbered from the epoch. */
  placeOf(quarter: number): { readonly day: number; readonly hour: number } {
    const shownMs = quarter * QUARTER_HOUR_MS + this.offsetAt(quarter);
    const day = Math.floor(shownMs / DAY_MS);
    return { day, hour: Math.floor((shownMs - day * DAY_MS) / HOUR_MS) };
  }

  /** When the day begins, in milliseconds since the epoch. */
  startMs(day: number): number {
    const near = Math.floor((day * DAY_MS) / QUARTER_HOUR_MS);
    const guess = day * DAY_MS - this.offsetAt(near);
    return day * DAY_MS - this.offsetAt(Math.floor(guess / QUARTER_HOUR_MS));
  }

  /** Offsets are asked for twice a UTC day at most, unless clocks change within it: `Intl` takes microseconds. */
  private offsetAt(quarter: number): number {
    const start = quarter - (((quarter % QUARTERS_A_DAY) + QUARTERS_A_DAY) % QUARTERS_A_DAY);
    const first = this.lookUp(start);
    return first === this.lookUp(start + QUARTERS_A_DAY) ? first : this.lookUp(quarter);
  }

  private lookUp(quarter: number): number {
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    const [, sign, hours = 0, minutes = 0] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(this.format.format(quarter * QUARTER_HOUR_MS)) ?? [];
    const offset = (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS) * (sign === '-' ? -1 : 1);
    this.offsets.set(quarter, offset);
    return offset;
  }
}

/** Such as 2026-03-04. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The day of a date such as 2026-03-04; undefined where there is no such date. */
export function dayOfDate(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const day = Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  return Number.isInteger(day) && dateOf(day) === date ? day : undefined;
}
