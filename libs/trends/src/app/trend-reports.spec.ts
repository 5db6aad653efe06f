import { Caches } from '#platform/cache';
import type { ReportQuestion, TrendReport } from '../core/index.js';
import { KeptReports, type ReportKey } from './kept-reports.js';
import { MakeReport } from './make-report.js';
import { TrendReports } from './trend-reports.js';

const question: ReportQuestion = {
  metric: 'calls', firstHour: 10, values: Float64Array.of(1, 2, NaN), zone: 'Asia/Shanghai', periodHours: 24, isDay: false, horizonHours: 48, settings: { seasonalityThreshold: 0.3, anomalyThreshold: 4 },
};
const KEY: ReportKey = { userId: 1, metric: 'calls', period: '24h' };

class Counting extends MakeReport {
  made = 0;

  of(): Promise<TrendReport> {
    return Promise.resolve({ slopePerDay: ++this.made } as TrendReport);
  }
}

class InMemory extends KeptReports {
  readonly kept = new Map<string, TrendReport>();

  find(_key: ReportKey, digest: string): Promise<TrendReport | undefined> {
    return Promise.resolve(this.kept.get(digest));
  }

  keep(_key: ReportKey, digest: string, report: TrendReport): Promise<void> {
    this.kept.set(digest, report);
    return Promise.resolve();
  }

  askedSince(): Promise<readonly ReportKey[]> {
    return Promise.resolve([]);
  }

  forgetBefore(): Promise<void> {
    return Promise.resolve();
  }
}

const process = (kept: InMemory): { reports: TrendReports; make: Counting } => {
  const caches = new Caches({ enabled: true, maxBytes: 1_000_000, ttlMs: 60_000, sweepMs: 60_000 });
  const make = new Counting();
  return { make, reports: new TrendReports(caches.create(1, 1000), kept, make) };
};

describe('reports', () => {
  it('are made once of the same figures, also where asked at once', async () => {
    const { reports, make } = process(new InMemory());
    const [one, other] = await Promise.all([reports.of(question, KEY, 0), reports.of({ ...question, values: question.values.slice() }, KEY, 0)]);
    expect([one, other, await reports.of(question, undefined, undefined)]).toEqual([one, one, one]);
    expect(make.made).toBe(1);
  });

  it.each<[string, Partial<ReportQuestion>]>([
    ['another value', { values: Float64Array.of(1, 2, 0) }], ['an hour later', { firstHour: 11 }], ['another metric', { metric: 'spam_calls' }], ['another zone', { zone: 'UTC' }],
    ['another horizon', { horizonHours: 47 }], ['another threshold', { settings: { seasonalityThreshold: 0.3, anomalyThreshold: 3 } }],
  ])('are others of %s', async (_name, change) => {
    const { reports, make } = process(new InMemory());
    await reports.of(question, KEY, 0);
    await reports.of({ ...question, ...change }, KEY, 0);
    expect(make.made).toBe(2);
  });

  it('are found by another process where they are worth keeping', async () => {
    const kept = new InMemory();
    await process(kept).reports.of(question, KEY, 0);
    await process(kept).reports.of({ ...question, firstHour: 9 }, undefined, 0);
    const { reports, make } = process(kept);
    await reports.of(question, KEY, 0);
    expect([make.made, kept.kept.size]).toEqual([0, 1]);
  });
});
