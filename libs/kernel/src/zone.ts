export const QUARTER_HOUR_MS = 900_000;
export const DAY_MS = 86_400_000;

const OFFSETS_KEPT = 50_000;

/** Whether the runtime knows `zone` as an IANA time zone. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

/** The zone most people of a region live in (the first that CLDR lists), else UTC. */
export function mainZoneOf(region: string): string {
  const locale = new Intl.Locale(`und-${region}`) as Intl.Locale & { timeZones?: string[]; getTimeZones?: () => string[] };
  return (locale.getTimeZones?.() ?? locale.timeZones)?.[0] ?? 'UTC';
}

/**
 * Clock hours in time zones. Offsets change only on quarter hours, so each is looked up once a zone and quarter
 * hour and kept: `Intl` takes microseconds, a map lookup does not.
 */
export class ZoneClock {
  private readonly formats = new Map<string, Intl.DateTimeFormat>();
  private readonly hours = new Map<string, Map<number, number>>();

  /** Hour of the day (0–23) at `epochMs` on a clock in `zone`. */
  localHour(zone: string, epochMs: number): number {
    const quarter = Math.floor(epochMs / QUARTER_HOUR_MS);
    let known = this.hours.get(zone);
    if (known === undefined) this.hours.set(zone, (known = new Map<number, number>()));
    const hour = known.get(quarter);
    if (hour !== undefined) return hour;
    if (known.size >= OFFSETS_KEPT) known.clear();
    const found = Number(this.format(zone).format(quarter * QUARTER_HOUR_MS)) % 24;
    known.set(quarter, found);
    return found;
  }

  private format(zone: string): Intl.DateTimeFormat {
    let format = this.formats.get(zone);
    if (format === undefined) {
      format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' });
      this.formats.set(zone, format);
    }
    return format;
  }
}

