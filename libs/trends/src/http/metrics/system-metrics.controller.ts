import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Clock, DAY_MS, inputInvalid, QUARTER_HOUR_MS } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { metricName, parseInstant } from '#realtime/core';
import { PlatformMetrics, type MetricPlace, type QuarterSpan } from '../../app/metrics/platform-metrics.js';
import { placeOf, quarterOf } from '../../core/metrics/metric-state.js';
import { presentSeries, stepOf } from './present-metrics.js';
import { MetricSeriesPageDto } from './system-metrics.dto.js';

const PAGE = 20;
const LONGEST_MS = 31 * DAY_MS;
const LONGEST_NAME = 200;

type MetricsQuery = Partial<Record<'name' | 'from' | 'to' | 'cursor', string>>;

function instantFrom(path: string, written: string | undefined, usualMs: number): number {
  if (written === undefined) return usualMs;
  const ms = parseInstant(written);
  if (ms === undefined) throw inputInvalid(path, 'must be an RFC 3339 date-time with a zone');
  return ms;
}

/** The quarter hours that a span touches. */
function spanFrom({ from, to }: MetricsQuery, nowMs: number): QuarterSpan {
  const untilMs = instantFrom('to', to, nowMs);
  const fromMs = instantFrom('from', from, untilMs - DAY_MS);
  if (fromMs >= untilMs) throw inputInvalid('from', 'must lie before to');
  if (untilMs - fromMs > LONGEST_MS) throw inputInvalid('from', 'must not lie more than 31 days before to');
  return { from: quarterOf(fromMs), until: Math.ceil(untilMs / QUARTER_HOUR_MS) };
}

const isPlace = (place: unknown): place is MetricPlace => {
  const { name, series } = (place ?? {}) as Partial<Record<keyof MetricPlace, unknown>>;
  return typeof name === 'string' && typeof series === 'string';
};

@ApiTags('analytics')
@Controller('api/analytics/system-metrics')
@Roles('admin')
export class SystemMetricsController {
  constructor(
    @Inject(PlatformMetrics) private readonly metrics: PlatformMetrics,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What services measured: series, their figures, and what was odd about them', description: 'By name and labels, of metrics sent as events of type `metric`. Sums of a step are those of its quarter hours.' })
  @ApiQuery({ name: 'name', required: false, example: 'http_request_duration_ms', description: 'All metrics where left out; read as senders’ names are' })
  @ApiQuery({ name: 'from', required: false, type: String, description: 'RFC 3339; a day before `to` where left out' })
  @ApiQuery({ name: 'to', required: false, type: String, description: 'RFC 3339; now where left out' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: MetricSeriesPageDto })
  @ApiProblems(400)
  async list(@Query() query: MetricsQuery): Promise<MetricSeriesPageDto> {
    const { name: written, from, to, cursor } = query;
    if (written !== undefined && (written === '' || written.length > LONGEST_NAME)) throw inputInvalid('name', `must have 1 to ${LONGEST_NAME} characters`);
    const asked = spanFrom(query, this.clock.now());
    const thinnedUntil = await this.metrics.thinnedUntil();
    const span = { from: placeOf(asked.from, thinnedUntil), until: asked.until };
    const filters = { name: written, from, to };
    const after = cursor === undefined ? undefined : decodeCursor(cursor, isPlace, filters);
    const found = await this.metrics.list(written === undefined ? undefined : metricName(written), after, PAGE + 1);
    const series = found.slice(0, PAGE);
    const [quarters, anomalies] = await Promise.all([this.metrics.quarters(series, span), this.metrics.anomalies(series, span)]);
    const step = stepOf(span, thinnedUntil);
    const last = series.at(-1);
    return {
      items: series.map((each) => presentSeries(each, { quarters, anomalies }, step.quarters)), stepMinutes: step.minutes,
      from: new Date(span.from * QUARTER_HOUR_MS).toISOString(), to: new Date(span.until * QUARTER_HOUR_MS).toISOString(),
      nextCursor: found.length > PAGE && last ? encodeCursor({ name: last.name, series: last.series }, filters) : null,
    };
  }
}
