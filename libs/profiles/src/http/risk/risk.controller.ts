import { Controller, Get, Inject, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Clock, inputInvalid } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { parseInstant } from '#realtime/core';
import { userUnknown } from '../../app/get-user-profile.js';
import { GetRisk } from '../../app/risk/get-risk.js';
import { checkUserId } from '../check-user-id.js';
import { OwnPathGuard } from '../own-path.guard.js';
import { presentComponents, presentFinding } from './present-risk.js';
import { UserRiskDto } from './risk.dto.js';

const SKEW_MS = 5000;

function asOfFrom(written: string | undefined, nowMs: number): number {
  if (written === undefined) return nowMs;
  const asOfMs = parseInstant(written);
  if (asOfMs === undefined) throw inputInvalid('asOf', 'must be an RFC 3339 date-time with a zone');
  if (asOfMs > nowMs + SKEW_MS) throw inputInvalid('asOf', 'must not lie in the future');
  return asOfMs;
}

@ApiTags('profiles')
@Controller('api/profiles/:userId/risk')
@Roles('user', 'system')
@UseGuards(OwnPathGuard)
@ApiParam({ name: 'userId', example: 'u-17' })
export class RiskController {
  constructor(
    @Inject(GetRisk) private readonly risk: GetRisk,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What threatens a user: spam, account and data',
    description: 'Each part from 0 to 1, with its trend, what it rests on and where it stands among all users. 404 until anything was seen of the user.',
  })
  @ApiQuery({ name: 'asOf', required: false, type: String, description: 'RFC 3339; by what had happened by then, to the hour. Settings, the list of spam and percentiles are those of now' })
  @ApiOkResponse({ type: UserRiskDto })
  @ApiProblems(400, 404)
  async get(@Param('userId') userId: string, @Query('asOf') asOf?: string): Promise<UserRiskDto> {
    checkUserId(userId);
    const asOfMs = asOfFrom(asOf, this.clock.now());
    const risk = await this.risk.execute(userId, asOfMs);
    if (risk === undefined) throw userUnknown();
    return { userId, components: presentComponents(risk.components), findings: risk.findings.map(presentFinding), asOf: new Date(asOfMs).toISOString() };
  }
}
