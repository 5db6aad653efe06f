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

  /** @param zone an IANA time zone; costs some microseconds */
  at(zone: string, epochMs: number): WallTime {
    // Such as "Thu 18:05". Its parts one by one would take several times as long.
    const shown = this.format(zone).format(epochMs);
    return { weekday: WEEKDAYS.indexOf(shown.slice(0, 3)), minuteOfDay: Number(shown.slice(-5, -3)) * 60 + Number(shown.slice(-2)) };
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
