import { DAY_MS, QUARTER_HOUR_MS } from '#kernel';

const QUARTERS_A_DAY = DAY_MS / QUARTER_HOUR_MS;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** 1970-01-01 was a Thursday: the fourth day of a week that begins on Monday. */
const FIRST_WEEKDAY = 3;
const OFFSETS_KEPT = 50_000;

/** Where a moment lies on somebody's calendar. */
export interface LocalPlace {
  /** Days since 1970-01-01 there. */
  readonly day: number;
  /** 0–23. */
  readonly hour: number;
  /** 0 Monday … 6 Sunday. */
  readonly weekday: number;
}

/**
 * The calendar and the clock of one time zone. Offsets change on quarter hours only; each is looked up once and kept, for `Intl` takes
 * microseconds. A day lasts 23 or 25 hours where clocks change.
 */
export class LocalTime {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new Map<number, number>();

  /** @param zone an IANA time zone */
  constructor(zone: string) {
    this.format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  }

  placeOf(epochMs: number): LocalPlace {
    const shownMs = epochMs + this.offsetAt(epochMs);
    const day = Math.floor(shownMs / DAY_MS);
    return { day, hour: Math.floor((shownMs - day * DAY_MS) / HOUR_MS), weekday: (((day + FIRST_WEEKDAY) % 7) + 7) % 7 };
  }

  /** When a day begins, in epoch milliseconds. */
  startOf(day: number): number {
    return this.moment(day * DAY_MS);
  }

  /**
   * The moment at which the clock shows the same as at `epochMs`, so many days later, or earlier where `days` is negative. Of an hour that
   * the clock shows twice, the first; for one that it skips, the moment as long after the skip.
   */
  moved(epochMs: number, days: number): number {
    return this.moment(epochMs + this.offsetAt(epochMs) + days * DAY_MS);
  }

  /** When the clock shows `shownMs`: milliseconds since 1970-01-01T00:00 there. */
  private moment(shownMs: number): number {
    const before = this.offsetAt(shownMs - DAY_MS);
    const guess = shownMs - before;
    return this.offsetAt(guess) === before ? guess : this.afterChange(shownMs, before);
  }

  private afterChange(shownMs: number, before: number): number {
    const after = this.offsetAt(shownMs - before);
    const candidate = shownMs - after;
    return this.offsetAt(candidate) === after ? candidate : shownMs - before;
  }

  /** Looked up at both ends of a UTC day, and in between only where they differ. */
  private offsetAt(epochMs: number): number {
    const quarter = Math.floor(epochMs / QUARTER_HOUR_MS);
    const start = quarter - (((quarter % QUARTERS_A_DAY) + QUARTERS_A_DAY) % QUARTERS_A_DAY);
    const first = this.lookUp(start);
    return first === this.lookUp(start + QUARTERS_A_DAY) ? first : this.lookUp(quarter);
  }

  private lookUp(quarter: number): number {
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.offsets.size >= OFFSETS_KEPT) this.offsets.clear();
    const [, sign, hours = 0, minutes = 0] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(this.format.format(quarter * QUARTER_HOUR_MS)) ?? [];
    const offset = (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS) * (sign === '-' ? -1 : 1);
    this.offsets.set(quarter, offset);
    return offset;
  }
}
