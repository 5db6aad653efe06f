import { FixedClock, NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { countLatency, emptyLatencies } from '../core/index.js';
import { IntakeStatistics } from './intake-statistics.js';
import { ObserveStream } from './observe-stream.js';
import { ProcessorReports, type PartitionLag, type ProcessorReport } from './processor-reports.js';

const latencies = (...all: number[]): number[] => {
  const counts = emptyLatencies();
  all.forEach((latency) => countLatency(counts, latency));
  return counts;
};

const report = (parts: Partial<ProcessorReport>): ProcessorReport => ({
  workerId: 'w', lane: 0, status: 'idle', partitions: [0, 2], events: 10, errors: 1, eventsPerSecond: 5, latencyCounts: latencies(8, 8), recentLatencyCounts: latencies(8), latencySumMs: 16,
  startedAtMs: NOW_MS - 60_000, heartbeatAtMs: NOW_MS - 500, ...parts,
});

class FakeReports extends ProcessorReports {
  constructor(private readonly reports: readonly ProcessorReport[], private readonly lags: readonly PartitionLag[]) {
    super();
  }

  async save(): Promise<void> {}

  async list(sinceMs: number): Promise<readonly ProcessorReport[]> {
    return this.reports.filter(({ heartbeatAtMs }) => heartbeatAtMs >= sinceMs);
  }

  async lag(): Promise<readonly PartitionLag[]> {
    return this.lags;
  }
}

const LAG = [{ partition: 0, position: 100, lag: 3 }, { partition: 1, position: 90, lag: 4 }, { partition: 2, position: 80, lag: 0 }];

function observe(reports: readonly ProcessorReport[]): ObserveStream {
  const intake = new IntakeStatistics(NOW_MS - 10_000);
  intake.count(50, 2, NOW_MS - 1000);
  return new ObserveStream(new FakeReports(reports, LAG), { append: async () => undefined, bufferUse: () => 0.25 }, intake, new FixedClock(NOW_MS));
}

describe('the metrics of the stream', () => {
  it('add up what living workers report and the log says', async () => {
    const metrics = await observe([report({}), report({ lane: 1, eventsPerSecond: 7, recentLatencyCounts: latencies(100, 100, 100) }), report({ workerId: 'dead', heartbeatAtMs: NOW_MS - 10_001, eventsPerSecond: 99 })]).metrics();
    expect(metrics).toMatchObject({ enabled: true, acceptedPerSecond: 5, foldedPerSecond: 12, accepted: 50, rejected: 2, lag: 7, bufferUse: 0.25 });
    expect(metrics.latencyMs.p50).toBeGreaterThan(99);
    expect(metrics.latencyMs.p50).toBeLessThan(116);
  });

  it('have no latency where nothing was folded, and say when nothing is folded on purpose', async () => {
    expect(await observe([report({ status: 'disabled', recentLatencyCounts: emptyLatencies() })]).metrics()).toMatchObject({ enabled: false, latencyMs: { p50: null, p95: null, p99: null } });
    expect(await observe([]).metrics()).toMatchObject({ enabled: false, foldedPerSecond: 0 });
  });

  it('hold the latencies of a day for the histogram', async () => {
    const { counts, sum } = await observe([report({}), report({ lane: 1, heartbeatAtMs: NOW_MS - 3_600_000 })]).latencies();
    expect([counts.reduce((total, count) => total + count, 0), sum]).toEqual([4, 0.032]);
  });
});

describe('the processors', () => {
  it('show their own partitions, the lowest position and the sum of lags', async () => {
    expect(await observe([report({})]).processors()).toMatchObject([
      { name: 'w/0', status: 'idle', partitions: [LAG[0], LAG[2]], position: 80, lag: 3, events: 10, errors: 1, eventsPerSecond: 5, startedAt: '2026-01-15T09:59:00.000Z', lastHeartbeat: '2026-01-15T09:59:59.500Z' },
    ]);
  });

  it.each([[9999, 'folding', 5], [10_000, 'folding', 5], [10_001, 'lost', 0], [86_400_000, 'lost', 0]])('%i ms after their last heartbeat are %s', async (ago, status, rate) => {
    expect(await observe([report({ status: 'folding', heartbeatAtMs: NOW_MS - ago })]).processors()).toMatchObject([{ status, eventsPerSecond: rate }]);
  });

  it('leave the list after a day', async () => expect(await observe([report({ heartbeatAtMs: NOW_MS - 86_400_001 })]).processors()).toEqual([]));

  it.each([[[500], true], [[10_000], true], [[10_001], false], [[], false], [[20_000, 1], true]])('whose heartbeats are %p ms old: a worker lives: %p', async (ages, alive) => {
    expect(await observe(ages.map((age) => report({ heartbeatAtMs: NOW_MS - age }))).workerAlive()).toBe(alive);
  });
});
