import { DAY_MS, MINUTE_MS } from './options.js';

const TWO_DIGITS = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
const THREE_DIGITS = Array.from({ length: 1_000 }, (_, value) => String(value).padStart(3, '0'));
const THURSDAY = 4;

/** A day of the run: its number from 0, when it begins, and the pieces that its timestamps share. */
export interface Day {
  readonly index: number;
  readonly startMs: number;
  readonly weekend: boolean;
  /** `2026-11-01T` */
  readonly datePart: string;
  /** `+08:00` */
  readonly zonePart: string;
}

export function dayOf(index: number, firstMs: number, offsetMinutes: number): Day {
  const startMs = firstMs + index * DAY_MS;
  const localDay = Math.floor((startMs + offsetMinutes * MINUTE_MS) / DAY_MS);
  const weekday = (localDay + THURSDAY) % 7;
  const minutes = Math.abs(offsetMinutes);
  const sign = offsetMinutes < 0 ? '-' : '+';
  return {
    index,
    startMs,
    weekend: weekday === 0 || weekday === 6,
    datePart: new Date(localDay * DAY_MS).toISOString().slice(0, 11),
    zonePart: `${sign}${TWO_DIGITS[Math.floor(minutes / 60)]}:${TWO_DIGITS[minutes % 60]}`,
  };
}

/** RFC 3339 with milliseconds and the zone; `sinceMidnightMs` is an integer in [0, 86,400,000). */
export function timestampOf(day: Day, sinceMidnightMs: number): string {
  const seconds = Math.floor(sinceMidnightMs / 1_000);
  const hour = TWO_DIGITS[Math.floor(seconds / 3_600)];
  const minute = TWO_DIGITS[Math.floor(seconds / 60) % 60];
  return `${day.datePart}${hour}:${minute}:${TWO_DIGITS[seconds % 60]}.${THREE_DIGITS[sinceMidnightMs % 1_000]}${day.zonePart}`;
}
