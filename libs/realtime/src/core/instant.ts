const INSTANT = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_AHEAD_MS = 48 * 3_600_000;

// 400 Gregorian years. `Date.UTC` takes the years 0 to 99 for 1900 to 1999, so it is asked one such cycle later.
const CYCLE_YEARS = 400;
const CYCLE_MS = 146_097 * 86_400_000;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const [POINT, MINUS, UPPER_Z, LOWER_Z] = [46, 45, 90, 122];

function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** The number that the `length` characters of `text` from `at` on spell; the caller knows that they are digits. */
function digits(text: string, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index++) value = value * 10 + text.charCodeAt(index) - 48;
  return value;
}

/**
 * Epoch milliseconds of an RFC 3339 date-time with a zone and up to nine fractional digits (cut to milliseconds);
 * undefined where it is not one or names no real moment. A leap second counts as the second before it.
 */
export function parseInstant(text: string): number | undefined {
  // The pattern fixes every place, so the parts are read where they stand: no arrays, no substrings.
  if (!INSTANT.test(text)) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  const second = digits(text, 17, 2);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const offsetMs = zoneOffsetMs(text);
  if (offsetMs === undefined) return undefined;
  return Date.UTC(year + CYCLE_YEARS, month - 1, day, hour, minute, Math.min(second, 59)) - CYCLE_MS + milliseconds(text) - offsetMs;
}

function milliseconds(text: string): number {
  if (text.charCodeAt(19) !== POINT) return 0;
  let value = 0;
  for (let at = 20, scale = 100; scale >= 1; at++, scale /= 10) {
    const digit = text.charCodeAt(at) - 48;
    // The zone begins here.
    if (!(digit >= 0 && digit <= 9)) break;
    value += digit * scale;
  }
  return value;
}

function zoneOffsetMs(text: string): number | undefined {
  const last = text.charCodeAt(text.length - 1);
  if (last === UPPER_Z || last === LOWER_Z) return 0;
  const hours = digits(text, text.length - 5, 2);
  const minutes = digits(text, text.length - 2, 2);
  if (hours > 23 || minutes > 59) return undefined;
  return (hours * 60 + minutes) * (text.charCodeAt(text.length - 6) === MINUS ? -60_000 : 60_000);
}

/** Why an event may not carry this instant, or undefined where it may: from 2000 to 48 hours ahead of `nowMs`. */
export function instantFault(epochMs: number | undefined, nowMs: number): string | undefined {
  if (epochMs === undefined) return 'must be an RFC 3339 date-time with a zone, such as 2026-11-22T09:30:00+08:00';
  if (epochMs < EARLIEST_MS) return 'must not lie before 2000-01-01';
  if (epochMs > nowMs + LATEST_AHEAD_MS) return 'must not lie more than 48 hours ahead';
  return undefined;
}
