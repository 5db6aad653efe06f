const INSTANT = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;

const EARLIEST_MS = Date.UTC(2000, 0, 1);
const LATEST_AHEAD_MS = 48 * 3_600_000;

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Epoch milliseconds of an RFC 3339 date-time with a zone and up to nine fractional digits (cut to milliseconds);
 * undefined where it is not one or names no real moment. A leap second counts as the second before it.
 */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const offsetHours = Number(match[9] ?? 0);
  const offsetMinutes = Number(match[10] ?? 0);
  if (offsetHours > 23 || offsetMinutes > 59) return undefined;
  const offset = (offsetHours * 60 + offsetMinutes) * (match[8] === '-' ? -60_000 : 60_000);
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  return Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59)) + milliseconds - offset;
}

/** Why an event may not carry this instant, or undefined where it may: from 2000 to 48 hours ahead of `nowMs`. */
export function instantFault(epochMs: number | undefined, nowMs: number): string | undefined {
  if (epochMs === undefined) return 'must be an RFC 3339 date-time with a zone, such as 2026-11-22T09:30:00+08:00';
  if (epochMs < EARLIEST_MS) return 'must not lie before 2000-01-01';
  if (epochMs > nowMs + LATEST_AHEAD_MS) return 'must not lie more than 48 hours ahead';
  return undefined;
}
