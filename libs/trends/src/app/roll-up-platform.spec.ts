import type { HourlyCallers, HourlyCallHistory, HourlyCalls } from '#callers';
import { Clock } from '#kernel';
import type { LogMark } from '#realtime';
import { PlatformHours, type RollUpState } from './platform-hours.js';
import { RollUpPlatform } from './roll-up-platform.js';

const HOUR_MS = 3_600_000;

/** Calls by when they were received and in which hour they happened. */
class Told implements HourlyCallHistory {
  readonly received: number[] = [];
  readonly asked: (readonly [number, number])[] = [];

  ofUser(): Promise<readonly HourlyCallers[]> {
    return Promise.resolve([]);
  }

  ofAll(fromHour: number, untilHour: number): Promise<readonly HourlyCalls[]> {
    this.asked.push([fromHour, untilHour]);
    return Promise.resolve(Array.from({ length: untilHour - fromHour }, (_, at) => fromHour + at).flatMap((hour) => {
      const calls = this.received.filter((one) => one === hour).length;
      return calls === 0 ? [] : [{ hour, calls } as HourlyCalls];
    }));
  }

  hoursSince({ position }: LogMark): Promise<{ until: LogMark; hours: readonly number[] }> {
    return Promise.resolve({ until: { position: this.received.length, receivedMs: 0 }, hours: [...new Set(this.received.slice(position))].sort((one, other) => one - other) });
  }
}

class Hours extends PlatformHours {
  reachedState: RollUpState = { untilHour: 0, mark: { position: 0, receivedMs: 0 } };
  readonly stored = new Map<number, number>();
  failing = false;

  state(): Promise<RollUpState> {
    return Promise.resolve(this.reachedState);
  }

  put(hours: readonly HourlyCalls[]): Promise<void> {
    hours.forEach(({ hour, calls }) => this.stored.set(hour, calls));
    return Promise.resolve();
  }

  reached(state: RollUpState): Promise<void> {
    if (this.failing) return Promise.reject(new Error('gone'));
    this.reachedState = state;
    return Promise.resolve();
  }

  firstHour(): Promise<number | undefined> {
    return Promise.resolve(undefined);
  }

  between(): Promise<readonly HourlyCalls[]> {
    return Promise.resolve([]);
  }
}

class Standing extends Clock {
  hour = 100;

  now(): number {
    return this.hour * HOUR_MS + 1;
  }
}

const [told, hours, clock] = [new Told(), new Hours(), new Standing()];
const rollUp = new RollUpPlatform(told, hours, clock);

/** One story: each step goes on where the last ended. */
describe('the roll-up', () => {
  it('adds up all history, but not the hour that is under way', async () => {
    told.received.push(90, 90, 99, 100, 101);
    expect(await rollUp.execute()).toBe(2);
    expect([...hours.stored]).toEqual([[90, 2], [99, 1]]);
  });

  it('adds nothing up again without news', async () => {
    expect(await rollUp.execute()).toBe(0);
  });

  it('adds up hours that have ended, also those that were told of before', async () => {
    clock.hour = 102;
    expect(await rollUp.execute()).toBe(2);
    expect([...hours.stored].slice(2)).toEqual([[100, 1], [101, 1]]);
  });

  it('adds up late calls, each hour of theirs once', async () => {
    told.received.push(90, 90, 102);
    told.asked.length = 0;
    expect(await rollUp.execute()).toBe(1);
    expect(told.asked).toEqual([[90, 91]]);
    expect(hours.stored.get(90)).toBe(4);
  });

  it('does again what it could not note as done', async () => {
    told.received.push(99);
    hours.failing = true;
    await expect(rollUp.execute()).rejects.toThrow('gone');
    hours.failing = false;
    expect(await rollUp.execute()).toBe(1);
    expect(hours.stored.get(99)).toBe(2);
  });

  it('goes on where the clock goes back', async () => {
    clock.hour = 95;
    told.received.push(99, 90);
    await rollUp.execute();
    clock.hour = 103;
    await rollUp.execute();
    expect([hours.stored.get(99), hours.stored.get(90), hours.stored.get(102)]).toEqual([3, 5, 1]);
  });
});

describe('a service that has just got its first calls', () => {
  const started = (): { told: Told; hours: Hours; rollUp: RollUpPlatform } => {
    const [first, kept] = [new Told(), new Hours()];
    return { told: first, hours: kept, rollUp: new RollUpPlatform(first, kept, new Standing()) };
  };

  it('shows them before the hour ends, and adds them up again when it has', async () => {
    const service = started();
    expect([await service.rollUp.begin(), service.hours.reachedState.untilHour]).toEqual([0, 0]);
    service.told.received.push(90, 99);
    expect([await service.rollUp.begin(), service.hours.reachedState]).toEqual([2, { untilHour: 100, mark: { position: 0, receivedMs: 0 } }]);
    service.told.received.push(95);
    expect([await service.rollUp.begin(), [...service.hours.stored.keys()].sort()]).toEqual([3, [90, 95, 99]]);
    expect([await service.rollUp.execute(), service.hours.reachedState.mark.position]).toEqual([3, 3]);
  });

  it('leaves them to the hours once it has added them up', async () => {
    const service = started();
    service.told.received.push(90);
    await service.rollUp.execute();
    service.told.received.push(91);
    expect(await service.rollUp.begin()).toBe(0);
  });
});
