import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AppError, Clock } from '#kernel';
import { CurrentPrincipal, requireSelf, Roles, type Principal } from '#platform/auth';
import { Settings } from '#platform/config';
import { ApiProblems } from '#platform/http';
import { Identities } from '#privacy';
import { PLATFORM_USER, userIdFault } from '#realtime/core';
import { GetTrend } from '../app/get-trend.js';
import { PERIOD_NAMES, USUAL } from '../app/trend-question.js';
import { TREND_METRICS } from '../core/index.js';
import { presentTrend } from './present-trend.js';
import { readTrendQuery } from './read-trend-query.js';
import { TrendSummaryDto, type TrendQuery } from './trends.dto.js';

/** No user has it for an id: the reserved word for all users together. */
const PLATFORM = 'platform';

@ApiTags('trends')
@Controller('api/trends/:userId')
@Roles('user', 'system')
export class TrendsController {
  constructor(
    @Inject(GetTrend) private readonly trend: GetTrend,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Get('summary')
  @ApiOperation({
    summary: 'What a metric did, and what it will do',
    description: 'By full hours, on the user’s clock. `platform` for a user id means all users together, for admins, as the hourly roll-up left it. Spam calls and distinct callers count numbers shown; '
      + 'spam is what the latest scoring put on the list (`GET /api/callers`), whatever `asOf`, for the platform as it stood when the hour was added up. 404 until anything was seen of the user.',
  })
  @ApiParam({ name: 'userId', example: 'u-17' })
  @ApiQuery({ name: 'metric', required: false, enum: TREND_METRICS, description: '`calls` where left out' })
  @ApiQuery({ name: 'period', required: false, enum: PERIOD_NAMES, description: '`30d` where left out. `24h` is told by its hours beside the usual day of the time before, longer ones by their days, three at least' })
  @ApiQuery({ name: 'forecastHorizon', required: false, schema: { type: 'integer', minimum: 1, maximum: 168, default: USUAL.forecastHorizon }, description: 'Hours ahead, which are learnt from the last 56 days where the period is shorter' })
  @ApiQuery({ name: 'seasonalityThreshold', required: false, schema: { type: 'number', minimum: 0, maximum: 1, default: USUAL.seasonalityThreshold } })
  @ApiQuery({ name: 'anomalyThreshold', required: false, schema: { type: 'number', minimum: 1, maximum: 1000, default: USUAL.anomalyThreshold }, description: 'Robust standard deviations' })
  @ApiQuery({ name: 'asOf', required: false, type: String, description: 'RFC 3339; the period ends at the last full hour before. Calls that happened by then count, also those received later, such as history that is sent in afterwards' })
  @ApiOkResponse({ type: TrendSummaryDto })
  @ApiProblems(400, 404)
  async summary(@Param('userId') userId: string, @CurrentPrincipal() principal: Principal, @Query() query: TrendQuery): Promise<TrendSummaryDto> {
    requireReach(principal, userId);
    const now = this.clock.now();
    const asked = readTrendQuery(query, now, this.settings.sections.trendAnalyzer);
    const id = userId === PLATFORM ? PLATFORM_USER : await this.known(userId);
    const answer = id === undefined ? undefined : await this.trend.execute(id, asked, now);
    if (answer === undefined) throw new AppError('user_unknown', 'not-found', 'nothing is known of this user');
    return presentTrend(userId, asked, answer);
  }

  private async known(userId: string): Promise<number | undefined> {
    const fault = userIdFault(userId);
    if (fault !== undefined) throw new AppError('input_invalid', 'invalid', 'the user id is not valid', { errors: [{ path: 'userId', message: fault }] });
    return this.identities.findUser(userId);
  }
}

function requireReach(principal: Principal, userId: string): void {
  if (userId !== PLATFORM) return requireSelf(principal, userId);
  if (principal.role !== 'admin') throw new AppError('forbidden_user', 'forbidden', 'only admins may see all users together');
}
