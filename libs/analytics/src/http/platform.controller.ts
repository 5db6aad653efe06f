import { Controller, Get, Inject, Query, type StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Clock } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { Identities } from '#privacy';
import { PLATFORM_USER } from '#realtime/core';
import { ReadMetrics } from '../app/read-metrics.js';
import { Summarize } from '../app/summarize.js';
import { PERIODS, type Summary } from '../core/index.js';
import { readPeriod, type PeriodQuery } from './analytics-query.js';
import { AnalyticsSummaryDto } from './analytics.dto.js';
import { SystemMetricsDto } from './metrics.dto.js';
import { presentMetrics } from './present-metrics.js';
import { presentSummary } from './present-summary.js';
import { readSummaryFormat, SUMMARY_ANSWER, SUMMARY_FORMAT, summaryAsCsv } from './summary-form.js';

@ApiTags('analytics')
@ApiExtraModels(AnalyticsSummaryDto)
@Controller('api/analytics')
@Roles('admin')
export class PlatformController {
  constructor(
    @Inject(Summarize) private readonly summarize: Summarize,
    @Inject(ReadMetrics) private readonly metrics: ReadMetrics,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('calls')
  @ApiOperation({
    summary: 'All users’ calls in a period, beside the period before',
    description: 'By full UTC hours up to the latest hourly roll-up, which `to` tells, on the clock of the service’s region; 503 `analytics_not_added_up` before the first. Whether a number was spam is by the scoring when its hour was added up.',
  })
  @ApiQuery({ name: 'period', required: false, enum: PERIODS, description: '`7d` where left out' })
  @ApiQuery({ name: 'from', required: false, type: String, description: 'RFC 3339, with the period `custom`; cut to its hour' })
  @ApiQuery({ name: 'to', required: false, type: String, description: 'RFC 3339, with the period `custom`; `asOf` where left out' })
  @ApiQuery({ name: 'asOf', required: false, type: String, description: 'RFC 3339; a named period ends at the last full hour before' })
  @ApiQuery(SUMMARY_FORMAT)
  @ApiOkResponse(SUMMARY_ANSWER)
  @ApiProblems(400, 503)
  async calls(@Query() query: PeriodQuery & { readonly format?: string }): Promise<AnalyticsSummaryDto | StreamableFile> {
    const format = readSummaryFormat(query.format);
    const asked = readPeriod(query, this.clock.now());
    const summary = (await this.summarize.execute({ userId: PLATFORM_USER, ...asked })) as Summary;
    if (format === 'csv') return summaryAsCsv(summary);
    const numbers = await this.identities.revealPhones(summary.topCallers.map(({ callerId }) => callerId));
    return presentSummary(null, asked, { summary, numbers });
  }

  @Get('metrics')
  @ApiOperation({ summary: 'How the service itself does', description: 'Throughput, lag, caches, queues, models and storage, from what it measures anyway; more of it is on `/metrics`.' })
  @ApiOkResponse({ type: SystemMetricsDto })
  async system(): Promise<SystemMetricsDto> {
    return presentMetrics(await this.metrics.execute(), this.clock.now());
  }
}
