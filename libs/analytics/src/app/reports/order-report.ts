import { AppError, inputInvalid, type Clock } from '#kernel';
import type { Keyring } from '#privacy';
import { dayOf, isSettled, periodAround, settledPeriods, type ReportKind, type ReportPeriod } from '../../core/index.js';
import { reportId } from './make-report.js';
import type { ReportClock, ReportClocks } from './report-clocks.js';
import type { ReportKey } from './report.js';

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

/** Orders one report, now. */
export class OrderReport {
  constructor(private readonly parts: { readonly queue: ReportQueue; readonly clocks: ReportClocks; readonly keyring: Keyring; readonly clock: Clock }) {}

  /** @throws AppError `input_invalid`, `report_period_open` */
  async execute({ userId, kind, periodStart }: ReportOrder): Promise<{ readonly jobId: string; readonly id: string }> {
    const place = await this.parts.clocks.of(userId);
    const nowMs = this.parts.clock.now();
    const { firstDay } = periodStart === undefined ? (settledPeriods(kind, 1, nowMs, place.time)[0] as ReportPeriod) : this.asked(kind, periodStart, place);
    const key = { userId, kind, firstDay };
    const id = reportId(this.parts.keyring, key);
    return { jobId: await this.parts.queue.add(key, id), id };
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
