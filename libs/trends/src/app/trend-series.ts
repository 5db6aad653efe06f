import type { HourlyCallHistory, HourlyCallers } from '#callers';
import { PLATFORM_USER } from '#realtime/core';
import type { UserHours } from '#profiles';
import { metricSeries, metricWeights, type HourCounts, type HourSpan, type TrendMetric } from '../core/index.js';
import type { PlatformHours } from './platform-hours.js';

const HOUR_MS = 3_600_000;
const NOBODY = { distinctCallers: 0, spamCalls: 0 };
const NO_CALLS = { calls: 0, incoming: 0, answered: 0, aiHandled: 0, timedAnswered: 0, answeredMs: 0 };
/** Told by who called; the others are told by the quarters alone. */
const OF_CALLERS: readonly TrendMetric[] = ['spam_calls', 'distinct_callers'];

export interface SeriesOfHours {
  readonly firstHour: number;
  readonly values: Float64Array;
  /** Calls that each value rests on; left out of counts. */
  readonly weights?: Float64Array;
}

/** Reads a metric of a user, or of the platform, hour by hour. */
export class TrendSeries {
  constructor(
    private readonly users: UserHours,
    private readonly callers: HourlyCallHistory,
    private readonly platform: PlatformHours,
  ) {}

  /** The hours of a span that were watched: from when anything was first seen on. Undefined where nothing ever was. */
  async of(userId: number, metric: TrendMetric, span: HourSpan): Promise<SeriesOfHours | undefined> {
    return userId === PLATFORM_USER ? this.ofPlatform(metric, span) : this.ofUser(userId, metric, span);
  }

  private async ofUser(userId: number, metric: TrendMetric, span: HourSpan): Promise<SeriesOfHours | undefined> {
    const first = await this.users.firstHour(userId);
    if (first === undefined) return undefined;
    const watched = { fromHour: Math.max(first, span.fromHour), untilHour: span.untilHour };
    const counts: readonly HourCounts[] = OF_CALLERS.includes(metric)
      ? (await this.callers.ofUser(userId, watched.fromHour * HOUR_MS, watched.untilHour * HOUR_MS)).map((hour: HourlyCallers) => ({ ...NO_CALLS, ...hour }))
      : (await this.users.between(userId, watched.fromHour, watched.untilHour)).map((hour) => ({ ...NOBODY, ...hour }));
    return seriesOf(counts, metric, watched);
  }

  /** What is not added up yet is not there: neither is it nothing. */
  private async ofPlatform(metric: TrendMetric, span: HourSpan): Promise<SeriesOfHours> {
    const [first, { untilHour }] = await Promise.all([this.platform.firstHour(), this.platform.state()]);
    const watched = { fromHour: Math.max(first ?? span.untilHour, span.fromHour), untilHour: Math.min(untilHour, span.untilHour) };
    const counts = await this.platform.between(watched.fromHour, watched.untilHour);
    return seriesOf(counts, metric, watched);
  }
}

function seriesOf(counts: readonly HourCounts[], metric: TrendMetric, watched: HourSpan): SeriesOfHours {
  const weights = metricWeights(counts, metric, watched);
  return { firstHour: watched.fromHour, values: metricSeries(counts, metric, watched), ...(weights && { weights }) };
}
