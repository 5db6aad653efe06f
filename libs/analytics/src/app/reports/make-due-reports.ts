import { DAY_MS, type Clock } from '#kernel';
import { PLATFORM_USER } from '#realtime/core';
import { momentsOf, REPORT_KINDS, settledPeriods, type ReportKind } from '../../core/index.js';
import type { PlatformAnalytics } from '../platform-analytics.js';
import type { Made, MakeReport } from './make-report.js';
import type { ReportClock, ReportClocks } from './report-clocks.js';
import type { ReportKey } from './report.js';
import type { ReportReader, Reports, ReportWanted } from './reports.js';

/** How many periods back reports are made up for after the service was down: a week, four weeks, two months. */
const CATCH_UP: Readonly<Record<ReportKind, number>> = { daily: 7, weekly: 4, monthly: 2 };
/** What users get who did not choose. */
const USUAL_REPORTS: readonly ReportKind[] = ['weekly'];
const PAGE = 1000;

interface Parts {
  readonly reports: Reports;
  readonly make: MakeReport;
  readonly clocks: ReportClocks;
  readonly platform: PlatformAnalytics;
  readonly clock: Clock;
  readonly retentionDays: number;
}

export type DueReports = Record<Made | 'failed' | 'forgotten', number>;

/**
 * Makes every report that is due and not there, of users who had a call and of all together; what has been missed is made up for. One that was made
 * before its numbers were scored is summed up once more after that, and made anew where it would say something else. What cannot be made keeps no
 * other from being made, and is due again in an hour. Reports whose time is over go first.
 */
export class MakeDueReports {
  constructor(private readonly parts: Parts) {}

  async execute(failing: (error: unknown) => void): Promise<DueReports> {
    const nowMs = this.parts.clock.now();
    const done: DueReports = { made: 0, remade: 0, known: 0, open: 0, empty: 0, failed: 0, forgotten: 0 };
    const makeAll = async (keys: readonly ReportKey[]): Promise<void> => {
      for (const key of keys) done[await this.make(key, failing)]++;
    };
    done.forgotten = await this.parts.reports.forget(nowMs - this.parts.retentionDays * DAY_MS);
    await this.review(done, failing);
    await makeAll(await this.ofPlatform(nowMs));
    for (let afterId = 0; ; ) {
      const readers = await this.parts.reports.readers(afterId, PAGE, USUAL_REPORTS);
      await makeAll(await this.ofUsers(readers, nowMs));
      if (readers.length < PAGE) return done;
      afterId = readers.at(-1)?.userId as number;
    }
  }

  /** Ended in between, it goes on where it was: what was made anew says the same the next time. */
  private async review(done: DueReports, failing: (error: unknown) => void): Promise<void> {
    const { reports, clock } = this.parts;
    for (let afterId: string | undefined; ; ) {
      const stale = await reports.stale(afterId, PAGE);
      for (const { id, ...key } of stale) {
        const outcome = await this.make(key, failing, true);
        if (outcome !== 'failed') await reports.reviewed(id, clock.now());
        done[outcome]++;
      }
      if (stale.length < PAGE) return;
      afterId = stale.at(-1)?.id;
    }
  }

  private async make(key: ReportKey, failing: (error: unknown) => void, anew = false): Promise<keyof DueReports> {
    try {
      return await this.parts.make.execute(key, anew);
    } catch (error) {
      failing(error);
      return 'failed';
    }
  }

  private async ofUsers(readers: readonly ReportReader[], nowMs: number): Promise<readonly ReportKey[]> {
    if (readers.length === 0) return [];
    const clocks = await this.parts.clocks.ofAll(readers.map(({ userId }) => userId));
    return this.parts.reports.missing(readers.flatMap((reader, at) => wantedBy(reader, clocks[at] as ReportClock, nowMs)));
  }

  /** All users' hours are added up a while after they ended: a period whose last is not yet waits. */
  private async ofPlatform(nowMs: number): Promise<readonly ReportKey[]> {
    const { clocks, platform } = this.parts;
    const { fromMs: firstMs, untilMs } = await platform.reach();
    const wanted = wantedBy({ userId: PLATFORM_USER, kinds: REPORT_KINDS }, await clocks.of(PLATFORM_USER), nowMs);
    return wanted.filter(({ toMs }) => toMs <= untilMs && toMs > firstMs);
  }
}

function wantedBy({ userId, kinds }: ReportReader, { time }: ReportClock, nowMs: number): readonly ReportWanted[] {
  return kinds.flatMap((kind) => settledPeriods(kind, CATCH_UP[kind], nowMs, time).map((period) => ({ userId, kind, firstDay: period.firstDay, ...momentsOf(period, time) })));
}
