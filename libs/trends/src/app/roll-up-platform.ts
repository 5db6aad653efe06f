import type { HourlyCallHistory } from '#callers';
import type { Clock } from '#kernel';
import type { PlatformHours, RollUpState } from './platform-hours.js';

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
    const { until, hours } = await this.addUp(state);
    await this.hours.reached(until);
    return hours;
  }

  /**
   * The same, only until it was done once: a service that has just got its first calls shows them before the hour ends. Nothing counts as looked at, so what was not
   * folded or scored yet is added up again when the hour has ended.
   */
  async begin(): Promise<number> {
    const state = await this.hours.state();
    if (state.mark.position > 0) return 0;
    const { until, hours } = await this.addUp(state);
    if (hours > 0) await this.hours.reached({ ...until, mark: state.mark });
    return hours;
  }

  private async addUp(state: RollUpState): Promise<{ readonly until: RollUpState; readonly hours: number }> {
    const untilHour = Math.max(state.untilHour, Math.floor(this.clock.now() / HOUR_MS));
    const { until, hours } = await this.calls.hoursSince(state.mark);
    const late = hours.filter((hour) => hour < state.untilHour);
    // Calls may be told of ahead of their hour, so hours that have ended since are added up whether or not the log got longer.
    const ended = state.untilHour === 0 ? hours.filter((hour) => hour < untilHour) : range(state.untilHour, untilHour);
    const due = [...late, ...ended];
    for (const [first, last] of windows(due)) await this.hours.put(await this.calls.ofAll(first, last + 1));
    return { until: { untilHour, mark: until }, hours: due.length };
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
