import type { HourlyCallHistory } from '#callers';
import type { LogMark } from '#realtime';
import { AddUpPlatform } from './add-up-platform.js';
import { PlatformAnalytics, type AddedUp } from './platform-analytics.js';

const HOUR_MS = 3_600_000;

class Steps extends PlatformAnalytics {
  readonly added: (readonly [number, number, number])[] = [];
  readonly ranked: number[] = [];
  at: AddedUp = { untilHour: 0, mark: { position: 0, receivedMs: 0 } };

  state = async () => this.at;
  addUp = async (from: number, to: number, until: number) => void this.added.push([from, to, until]);
  rankDay = async (day: number) => void this.ranked.push(day);
  reached = async (state: AddedUp) => void (this.at = state);
  reach = async () => ({ fromMs: 0, untilMs: 0 });
  between = async () => [];
  topCallers = async () => [];
}

async function run(platform: Steps, nowHour: number, hours: readonly number[], position: number): Promise<number> {
  const calls = { hoursSince: async () => ({ until: { position, receivedMs: position } satisfies LogMark, hours }) } as unknown as HourlyCallHistory;
  return new AddUpPlatform(calls, platform, { now: () => nowHour * HOUR_MS + 5 }).execute();
}

describe('adding up all users’ hours', () => {
  it('takes the weeks in which calls fell the first time, and says how far it came', async () => {
    const platform = new Steps();
    expect(await run(platform, 1000, [10, 20, 500, 1000], 7)).toBe(6);
    expect(platform.added).toEqual([[9, 21, 1000], [499, 501, 1000]]);
    expect(platform.ranked).toEqual([0, 20]);
    expect(platform.at).toEqual({ untilHour: 1000, mark: { position: 7, receivedMs: 7 } });
  });

  it('takes the hours since with the one before them, whether or not there were calls, and late ones', async () => {
    const platform = new Steps();
    platform.at = { untilHour: 1000, mark: { position: 7, receivedMs: 7 } };
    expect(await run(platform, 1002, [300, 1001, 1002], 9)).toBe(5);
    expect(platform.added).toEqual([[299, 301, 1002], [999, 1002, 1002]]);
  });

  it('goes not back when a clock does', async () => {
    const platform = new Steps();
    platform.at = { untilHour: 1000, mark: { position: 7, receivedMs: 7 } };
    await run(platform, 900, [], 7);
    expect(platform.at.untilHour).toBe(1000);
  });
});
