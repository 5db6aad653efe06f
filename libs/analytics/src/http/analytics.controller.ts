import { Controller, Get, Inject, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AppError, Clock } from '#kernel';
import { CurrentPrincipal, requireSelf, Roles, type Principal } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { Identities } from '#privacy';
import { userIdFault } from '#realtime/core';
import { Summarize } from '../app/summarize.js';
import { PERIODS } from '../core/index.js';
import { inputInvalid, readPeriod, type PeriodQuery } from './analytics-query.js';
import { AnalyticsSummaryDto } from './analytics.dto.js';
import { presentSummary } from './present-summary.js';
import { readSummaryFormat, SUMMARY_ANSWER, SUMMARY_FORMAT, summaryAsCsv } from './summary-form.js';

interface SummaryQuery extends PeriodQuery {
  readonly format?: string;
}

@ApiTags('analytics')
@ApiExtraModels(AnalyticsSummaryDto)
@Controller('api/analytics/:userId')
@Roles('user', 'system')
export class AnalyticsController {
  constructor(
    @Inject(Summarize) private readonly summarize: Summarize,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('summary')
  @ApiOperation({
    summary: 'A user’s calls in a period, beside the period before',
    description: 'On the user’s clock and calendar; every figure is defined in docs/analytics.md. Whether a number is spam is by the latest scoring (`GET /api/callers`), whatever `asOf`. 404 until anything was seen of the user.',
  })
  @ApiParam({ name: 'userId', example: 'u-17' })
  @ApiQuery({ name: 'period', required: false, enum: PERIODS, description: '`7d` where left out' })
  @ApiQuery({ name: 'from', required: false, type: String, description: 'RFC 3339, with the period `custom`; cut to its quarter hour' })
  @ApiQuery({ name: 'to', required: false, type: String, description: 'RFC 3339, with the period `custom`; `asOf` where left out' })
  @ApiQuery({ name: 'asOf', required: false, type: String, description: 'RFC 3339; a named period ends at the last full quarter hour before. Calls that happened by then count, also those received later' })
  @ApiQuery(SUMMARY_FORMAT)
  @ApiOkResponse(SUMMARY_ANSWER)
  @ApiProblems(400, 404)
  async summary(@Param('userId') userId: string, @CurrentPrincipal() principal: Principal, @Query() query: SummaryQuery): Promise<AnalyticsSummaryDto | StreamableFile> {
    requireSelf(principal, userId);
    const format = readSummaryFormat(query.format);
    const asked = readPeriod(query, this.clock.now());
    const fault = userIdFault(userId);
    if (fault !== undefined) throw inputInvalid({ path: 'userId', message: fault });
    const id = await this.identities.findUser(userId);
    const summary = id === undefined ? undefined : await this.summarize.execute({ userId: id, ...asked });
    if (summary === undefined) throw new AppError('user_unknown', 'not-found', 'nothing is known of this user');
    if (format === 'csv') return summaryAsCsv(summary);
    const numbers = await this.identities.revealPhones(summary.topCallers.map(({ callerId }) => callerId));
    return presentSummary(userId, asked, { summary, numbers });
  }
}
