import type { ForeseenCalls } from '../core/index.js';
import { CallForesight } from './call-foresight.js';
import { foreseeDay } from './foresee-day.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = 20 * HOUR_MS;
const localHour = (atMs: number): number => Math.floor(atMs / HOUR_MS) % 24;
const hours = (counts: Readonly<Record<number, number>>): number[] => Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);
const missing = (missed: number, newCallers = 0.5): ForeseenCalls => ({ newCallers, all: { answered: 0, missed }, ofNewCallers: { answered: 0, missed } });

class Foresight extends CallForesight {
  readonly asked: number[] = [];

  constructor(private readonly says: (hour: number) => ForeseenCalls | undefined) {
    super();
  }

  async at(_userId: number, atMs: number): Promise<ForeseenCalls | undefined> {
    this.asked.push(atMs);
    return this.says(localHour(atMs));
  }
}

const dayOf = (foresight: CallForesight, callsByHour: readonly number[]): Promise<ForeseenCalls | undefined> => foreseeDay(foresight, { userId: 1, nowMs: NOW_MS, callsByHour, localHour });

describe('what is foreseen of the coming day', () => {
  it('counts each part of the day by the calls that come then, and asks about none without', async () => {
    const foresight = new Foresight((hour) => missing(hour < 8 ? 1 : 0.2));
    const day = await dayOf(foresight, hours({ 6: 10, 9: 20, 10: 10 }));
    expect(day?.all.missed).toBeCloseTo((10 * 1 + 30 * 0.2) / 40, 9);
    expect(foresight.asked.map((atMs) => [localHour(atMs), atMs > NOW_MS && atMs < NOW_MS + DAY_MS])).toEqual([[6, true], [10, true]]);
  });

  it('counts new callers by how many of them come', async () => {
    const day = await dayOf(new Foresight((hour) => (hour < 8 ? missing(1, 0.1) : missing(0, 0.3))), hours({ 6: 10, 9: 10 }));
    expect(day).toEqual({ newCallers: 0.2, all: { answered: 0, missed: 0.5 }, ofNewCallers: { answered: 0, missed: expect.closeTo(0.25, 9) } });
  });

  it.each<[string, readonly number[], number]>([['no model speaks', hours({ 9: 3, 17: 3 }), 1], ['nobody called', hours({}), 0]])('is nothing where %s', async (_name, callsByHour, asked) => {
    const silent = new Foresight(() => undefined);
    expect(await dayOf(silent, callsByHour)).toBeUndefined();
    expect(silent.asked).toHaveLength(asked);
  });
});
