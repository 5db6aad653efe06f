import { PLATFORM_USER } from '#realtime/core';
import type { UserZones } from '#realtime';
import type { TrendReport } from '../core/index.js';
import type { ReportKey } from './kept-reports.js';
import type { TrendReports } from './trend-reports.js';
import type { SeriesOfHours, TrendSeries } from './trend-series.js';
import { FORECAST_HISTORY_HOURS, isUsual, PERIODS, type TrendAsked } from './trend-question.js';

const HOUR_MS = 3_600_000;

export interface TrendAnswer {
  readonly report: TrendReport;
  readonly zone: string;
  /** The hours of the period that were watched; a value is NaN where there is none. */
  readonly points: SeriesOfHours;
}

/** What a metric of a user, or of the platform, did and will do. */
export class GetTrend {
  constructor(
    private readonly series: TrendSeries,
    private readonly reports: TrendReports,
    private readonly zones: UserZones,
    private readonly platformZone: string,
  ) {}

  /** Undefined where nothing was ever seen of the user. `askedMs`: when somebody asked, if somebody did. */
  async execute(userId: number, asked: TrendAsked, askedMs?: number): Promise<TrendAnswer | undefined> {
    const periodHours = PERIODS[asked.period];
    const untilHour = Math.floor(asked.asOfMs / HOUR_MS);
    const history = await this.series.of(userId, asked.metric, { fromHour: untilHour - Math.max(periodHours, FORECAST_HISTORY_HOURS), untilHour });
    if (history === undefined) return undefined;
    const zone = await this.zoneOf(userId);
    const { metric, period, forecastHorizon: horizonHours, seasonalityThreshold, anomalyThreshold } = asked;
    // A platform that is not added up to the end has fewer hours, not other ones.
    const inPeriod = Math.max(0, Math.min(history.values.length, history.firstHour + history.values.length - (untilHour - periodHours)));
    const key: ReportKey | undefined = isUsual(asked) ? { userId, metric, period } : undefined;
    const report = await this.reports.of({ ...history, metric, zone, horizonHours, periodHours: inPeriod, isDay: period === '24h', settings: { seasonalityThreshold, anomalyThreshold } }, key, askedMs);
    const from = history.values.length - inPeriod;
    return { report, zone, points: { firstHour: history.firstHour + from, values: history.values.subarray(from) } };
  }

  private async zoneOf(userId: number): Promise<string> {
    if (userId === PLATFORM_USER) return this.platformZone;
    const [zone] = await this.zones.zonesOf([userId]);
    return zone ?? this.platformZone;
  }
}
