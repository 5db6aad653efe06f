import { HOUR_MS, hourOf } from './hours.js';
import { EvaluateMonitors } from './evaluate-monitors.js';
import { DueMonitors, type Evaluation } from './due-monitors.js';
import { FoldProgress } from './fold-progress.js';
import type { DueMonitor } from './monitor.js';
import type { HourSpan } from '../../core/index.js';
import type { SeriesOfHours } from '../trend-series.js';
import { FixedClock, NOW_MS } from '../../../../../test/contracts/fixed-clock.fixture.js';

const NOW = hourOf(NOW_MS);

const monitor = (parts: Partial<DueMonitor> = {}): DueMonitor => ({
  id: 'm-1', userId: 1, metric: 'calls', condition: 'threshold', sensitivity: 0.5, intervalMinutes: 30, cooldownMinutes: 0, threshold: { operator: 'gt', value: 5 },
  isPaused: false, createdMs: 0, sinceHour: NOW - 10, positionHour: NOW - 10, state: undefined, ...parts,
});

class MemoryDue extends DueMonitors {
  readonly commits: Evaluation[] = [];
  readonly postponed: [string, number][] = [];
  constructor(private due: { monitor: DueMonitor; dueMs: number }[]) { super(); }
  take(nowMs: number): Promise<readonly DueMonitor[]> {
    return Promise.resolve(this.due.filter(({ dueMs }) => dueMs <= nowMs).map(({ monitor: one }) => one));
  }
  commit(evaluation: Evaluation): Promise<boolean> {
    this.commits.push(evaluation);
    const { monitor: { id }, positionHour, state, dueMs } = evaluation;
    this.due = this.due.map((one) => (one.monitor.id === id ? { monitor: { ...one.monitor, positionHour, state }, dueMs } : one));
    return Promise.resolve(true);
  }
  postpone(id: string, dueMs: number): Promise<void> {
    this.postponed.push([id, dueMs]);
    this.due = this.due.map((one) => (one.monitor.id === id ? { ...one, dueMs } : one));
    return Promise.resolve();
  }
}

class Series {
  readonly asked: HourSpan[] = [];
  constructor(private readonly valueAt: (hour: number, userId: number) => number) {}
  of(userId: number, _metric: string, span: HourSpan): Promise<SeriesOfHours> {
    this.asked.push(span);
    const { fromHour, untilHour } = span;
    return Promise.resolve().then(() => ({ firstHour: fromHour, values: Float64Array.from({ length: untilHour - fromHour }, (_, at) => this.valueAt(fromHour + at, userId)) }));
  }
}

class Folded extends FoldProgress {
  constructor(private readonly untilMs: number) { super(); }
  foldedUntilMs(): Promise<number> { return Promise.resolve(this.untilMs); }
}

function evaluation(due: MemoryDue, series: Series, { foldedMs = NOW_MS, lagMs = HOUR_MS } = {}) {
  const failures: string[] = [];
  const zones = { zonesOf: (ids: readonly number[]) => Promise.resolve(ids.map(() => 'Asia/Shanghai')) };
  const terms = { clock: new FixedClock(NOW_MS), lagMs, onFailure: (id: string) => failures.push(id) };
  return { failures, run: () => new EvaluateMonitors(due, series, new Folded(foldedMs), zones, terms).execute() };
}

it('judges the hours that have closed, and comes back when it is due again', async () => {
  const due = new MemoryDue([{ monitor: monitor(), dueMs: 0 }]);
  const series = new Series((hour) => (hour === NOW - 5 ? 9 : 1));
  expect(await evaluation(due, series).run()).toEqual({ evaluated: 1, incidents: 1, failed: 0 });
  expect(series.asked).toEqual([{ fromHour: NOW - 10, untilHour: NOW - 1 }]);
  expect(due.commits).toMatchObject([{ positionHour: NOW - 1, dueMs: NOW_MS + 1_800_000, incidents: [{ isOpen: false, incident: { openedHour: NOW - 5 } }] }]);
});

it.each([
  ['the lag', { lagMs: 4 * HOUR_MS }, NOW - 4], ['what waits to be folded', { foldedMs: NOW_MS - 3 * HOUR_MS - 1 }, NOW - 5], ['neither', { lagMs: 0 }, NOW],
])('waits for %s', async (_name, terms, untilHour) => {
  const due = new MemoryDue([{ monitor: monitor(), dueMs: 0 }]);
  const series = new Series(() => 1);
  await evaluation(due, series, terms).run();
  expect(series.asked).toEqual([{ fromHour: NOW - 10, untilHour }]);
});

it('reads nothing while no hour has closed', async () => {
  const due = new MemoryDue([{ monitor: monitor({ positionHour: NOW }), dueMs: 0 }]);
  const series = new Series(() => 1);
  expect(await evaluation(due, series).run()).toEqual({ evaluated: 0, incidents: 0, failed: 0 });
  expect([series.asked, due.postponed]).toEqual([[], [['m-1', NOW_MS + 1_800_000]]]);
});

it('catches up in several steps what is far behind', async () => {
  const due = new MemoryDue([{ monitor: monitor({ positionHour: NOW - 900, sinceHour: NOW - 900 }), dueMs: 0 }]);
  const series = new Series((hour) => (hour === NOW - 2 ? 9 : 1));
  expect(await evaluation(due, series).run()).toEqual({ evaluated: 3, incidents: 1, failed: 0 });
  expect(series.asked.map(({ fromHour }) => NOW - fromHour)).toEqual([900, 564, 228]);
});

it('one that fails keeps nobody else waiting', async () => {
  const due = new MemoryDue([{ monitor: monitor({ id: 'bad', userId: 2 }), dueMs: 0 }, { monitor: monitor(), dueMs: 0 }]);
  const series = new Series((_hour, userId) => {
    if (userId === 2) throw new Error('no series');
    return 9;
  });
  const { failures, run } = evaluation(due, series);
  expect(await run()).toEqual({ evaluated: 1, incidents: 1, failed: 1 });
  expect([failures, due.postponed]).toEqual([['bad'], [['bad', NOW_MS + 1_800_000]]]);
});
