import { LaneStatistics } from './lane-statistics.js';
import { latencyQuantile } from '../core/index.js';

const START_MS = 1_000_000;
const times = (count: number, atMs: number): number[] => new Array<number>(count).fill(atMs);

describe('the statistics of a lane', () => {
  it('count events and latencies since the start', () => {
    const statistics = new LaneStatistics(START_MS);
    statistics.folded(times(3, START_MS), START_MS + 5);
    statistics.folded(times(1, START_MS), START_MS + 100_000);
    expect(statistics.events).toBe(4);
    expect(statistics.latencies.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect(latencyQuantile(statistics.latencies, 0.75)).toBeLessThan(6);
    expect(latencyQuantile(statistics.latencies, 1)).toBeGreaterThan(99_000);
  });

  it.each([
    ['in the first second', 500, 40],
    ['after ten seconds', 10_000, 4],
    ['after a minute', 59_999, 40_000 / 59_999],
    ['when they are older than a minute', 60_000, 0],
  ])('give the rate of the last minute, of the time lived if that is less: %s', (_name, laterMs, expected) => {
    const statistics = new LaneStatistics(START_MS);
    statistics.folded(times(40, START_MS), START_MS);
    expect(statistics.recent(START_MS + laterMs).eventsPerSecond).toBeCloseTo(expected, 9);
  });

  it('forget latencies after a minute', () => {
    const statistics = new LaneStatistics(START_MS);
    statistics.folded(times(5, START_MS), START_MS + 4000);
    statistics.folded(times(5, START_MS + 50_000), START_MS + 50_001);
    expect(latencyQuantile(statistics.recent(START_MS + 50_001).latencies, 1)).toBeGreaterThan(3999);
    expect(latencyQuantile(statistics.recent(START_MS + 70_000).latencies, 1)).toBe(1);
    expect(latencyQuantile(statistics.recent(START_MS + 200_000).latencies, 1)).toBeUndefined();
  });
});
