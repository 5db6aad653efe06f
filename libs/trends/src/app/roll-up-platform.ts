import type { HourlyCallHistory } from '#callers';
import type { Clock } from '#kernel';
import type { PlatformHours } from './platform-hours.js';

const HOUR_MS = 3_600_000;
/** Added up and put away at once: the log is read once for each of them in which an hour is due. */
const WINDOW_HOURS = 24 * 7;

/** Adds up the hours of the platform that ended, or got late calls, since the last time. Whatever ends it early is done again. */
export class RollUpPlatform {
  constructor(
    private readonly calls: HourlyCallHistory,
    private readonly hours: PlatformHours,
    private readonly clock: Clock,
  ) {}

  /** How many hours were added up. */
  async execute(): Promise<number> {
    const state = await this.hours.state();
    const untilHour = Math.max(state.untilHour, Math.floor(this.clock.now() / HOUR_MS));
    const { until, hours } = await this.calls.hoursSince(state.mark);
    const late = hours.filter((hour) => hour < state.untilHour);
    // Calls may be told of ahead of their hour, so hours that have ended since are added up whether or not the log got longer.
    const ended = state.untilHour === 0 ? hours.filter((hour) => hour < untilHour) : range(state.untilHour, untilHour);
    const due = [...late, ...ended];
    for (const [first, last] of windows(due)) await this.hours.put(await this.calls.ofAll(first, last + 1));
    await this.hours.reached({ untilHour, mark: until });
    return due.length;
  }
}

/** The first and the last due hour of each week that has any. */
function windows(hours: readonly number[]): (readonly [number, number])[] {
  const found = new Map<number, readonly [number, number]>();
  for (const hour of hours) {
    const [first, last] = found.get(Math.floor(hour / WINDOW_HOURS)) ?? [hour, hour];
    found.set(Math.floor(hour / WINDOW_HOURS), [Math.min(first, hour), Math.max(last, hour)]);
  }
  return [...found.values()];
}

function range(from: number, until: number): number[] {
  return Array.from({ length: Math.max(0, until - from) }, (_, at) => from + at);
}
