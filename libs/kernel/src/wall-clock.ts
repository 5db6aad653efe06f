/** What a clock on the wall shows. */
export interface WallTime {
  /** 0 Sunday … 6 Saturday. */
  readonly weekday: number;
  /** Minutes since midnight, 0–1439. */
  readonly minuteOfDay: number;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Weekday and minute in time zones. It shows what people see: an hour twice when clocks go back, and one never when they go forward. */
export class WallClock {
  private readonly formats = new Map<string, Intl.DateTimeFormat>();

  /** @param zone an IANA time zone; costs a few microseconds */
  at(zone: string, epochMs: number): WallTime {
    const parts = new Map(this.format(zone).formatToParts(epochMs).map(({ type, value }) => [type, value]));
    return { weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? ''), minuteOfDay: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
  }

  private format(zone: string): Intl.DateTimeFormat {
    let format = this.formats.get(zone);
    if (format === undefined) {
      format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
      this.formats.set(zone, format);
    }
    return format;
  }
}
