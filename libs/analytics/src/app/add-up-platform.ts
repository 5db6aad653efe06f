import type { HourlyCallHistory } from '#callers';
import type { Clock } from '#kernel';
import type { PlatformAnalytics } from './platform-analytics.js';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Added up at once: the log is read once for each week in which an hour is due. */
const WINDOW_HOURS = 7 * DAY_HOURS;

/** Adds up the hours of all users that ended, or got late calls, since the last time. Whatever ends it early is done again. */
export class AddUpPlatform {
  constructor(
    private readonly calls: HourlyCallHistory,
    private readonly platform: PlatformAnalytics,
    private readonly clock: Clock,
  ) {}

  /** How many hours were added up. */
  async execute(): Promise<number> {
    const state = await this.platform.state();
    const untilHour = Math.max(state.untilHour, Math.floor(this.clock.now() / HOUR_MS));
    const { until, hours } = await this.calls.hoursSince(state.mark);
    const due = dueHours(hours, state.untilHour, untilHour);
    for (const [first, last] of windows(due)) await this.platform.addUp(first, last + 1, untilHour);
    for (const day of new Set(due.map((hour) => Math.floor(hour / DAY_HOURS)))) await this.platform.rankDay(day);
    await this.platform.reached({ untilHour, mark: until });
    return due.length;
  }
}

/** Whether somebody called again is known an hour later, so the hour before each one that changed is due as well. */
function dueHours(changed: readonly number[], before: number, until: number): number[] {
  const ended = changed.filter((hour) => hour < until).flatMap((hour) => [hour - 1, hour]);
  const since = before === 0 ? [] : Array.from({ length: until - before + 1 }, (_, at) => before - 1 + at).filter((hour) => hour < until);
  return [...new Set([...ended, ...since])].sort((one, other) => one - other);
}

/** The first and the last due hour of each week that has any. */
function windows(due: readonly number[]): (readonly [number, number])[] {
  const found = new Map<number, readonly [number, number]>();
  for (const hour of due) {
    const week = Math.floor(hour / WINDOW_HOURS);
    const [first, last] = found.get(week) ?? [hour, hour];
    found.set(week, [Math.min(first, hour), Math.max(last, hour)]);
  }
  return [...found.values()];
}
