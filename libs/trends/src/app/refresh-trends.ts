import type { Clock } from '#kernel';
import type { GetTrend } from './get-trend.js';
import type { KeptReports } from './kept-reports.js';
import { USUAL } from './trend-question.js';

const DAY_MS = 86_400_000;
/** Who has not looked for so long waits a moment when they do again. */
const LOOKED_AT_MS = 7 * DAY_MS;
/** A report takes some 50 ms, on a thread of its own: what is done in an hour. */
const MOST_REPORTS = 2000;

/** Makes the reports anew that somebody looked at lately and whose figures have changed. */
export class RefreshTrends {
  constructor(
    private readonly kept: KeptReports,
    private readonly trend: GetTrend,
    private readonly clock: Clock,
  ) {}

  /** How many were looked at. */
  async execute(): Promise<number> {
    const nowMs = this.clock.now();
    await this.kept.forgetBefore(nowMs - LOOKED_AT_MS);
    const asked = await this.kept.askedSince(nowMs - LOOKED_AT_MS, MOST_REPORTS);
    for (const { userId, metric, period } of asked) await this.trend.execute(userId, { ...USUAL, metric, period, asOfMs: nowMs, earlier: false });
    return asked.length;
  }
}
