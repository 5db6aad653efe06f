import { AppError, inputInvalid, type Clock } from '#kernel';
import type { Keyring } from '#privacy';
import { PLATFORM_USER } from '#realtime/core';
import { dayOf, isSettled, momentsOf, periodAround, settledPeriods, type ReportKind, type ReportPeriod } from '../../core/index.js';
import type { PlatformAnalytics } from '../platform-analytics.js';
import { reportId } from './make-report.js';
import type { ReportClock, ReportClocks } from './report-clocks.js';
import type { ReportKey } from './report.js';
import type { Reports } from './reports.js';

export abstract class ReportQueue {
  /** Has a report made; the id of the job. Ordered again before it is made, it is the same job. */
  abstract add(key: ReportKey, id: string): Promise<string>;
}

export interface ReportOrder {
  readonly userId: number;
  readonly kind: ReportKind;
  /** Such as 2026-03-09, the first day of the period; the latest that is over where left out. */
  readonly periodStart?: string | undefined;
}

interface Parts {
  readonly queue: ReportQueue;
  readonly reports: Reports;
  readonly platform: PlatformAnalytics;
  readonly clocks: ReportClocks;
  readonly keyring: Keyring;
  readonly clock: Clock;
}

/** Orders one report, now: made for the first time, or anew where its figures have changed. */
export class OrderReport {
  constructor(private readonly parts: Parts) {}

  /** @throws AppError `input_invalid`, `report_period_open`, `report_period_empty` */
  async execute({ userId, kind, periodStart }: ReportOrder): Promise<{ readonly jobId: string; readonly id: string }> {
    const place = await this.parts.clocks.of(userId);
    const nowMs = this.parts.clock.now();
    const period = periodStart === undefined ? (settledPeriods(kind, 1, nowMs, place.time)[0] as ReportPeriod) : this.asked(kind, periodStart, place);
    const key = { userId, kind, firstDay: period.firstDay };
    const id = reportId(this.parts.keyring, key);
    if (!(await this.parts.reports.has(id))) await this.requireCalls(key, period, place);
    return { jobId: await this.parts.queue.add(key, id), id };
  }

  /** Of a period without a call there is no report, however long one waits. */
  private async requireCalls(key: ReportKey, period: ReportPeriod, { time }: ReportClock): Promise<void> {
    const { reports, platform } = this.parts;
    const { fromMs, toMs } = momentsOf(period, time);
    const isOfAll = key.userId === PLATFORM_USER;
    if (isOfAll && (await platform.reach()).untilMs < toMs) throw new AppError('report_period_open', 'conflict', 'the calls of all users are not added up to the end of the period yet');
    const hasCalls = isOfAll ? (await platform.between(fromMs, toMs)).length > 0 : (await reports.missing([{ ...key, fromMs, toMs }])).length > 0;
    if (!hasCalls) throw new AppError('report_period_empty', 'conflict', 'there was no call in the period, so there is nothing to report');
  }

  private asked(kind: ReportKind, periodStart: string, { time }: ReportClock): ReportPeriod {
    const day = dayOf(periodStart);
    if (day === undefined) throw inputInvalid('periodStart', 'must be a date such as 2026-03-09');
    const period = periodAround(kind, day);
    if (period.firstDay !== day) throw inputInvalid('periodStart', kind === 'weekly' ? 'must be a Monday' : 'must be the first day of a month');
    if (!isSettled(period, this.parts.clock.now(), time)) throw new AppError('report_period_open', 'conflict', 'the period is not over for an hour yet');
    return period;
  }
}
