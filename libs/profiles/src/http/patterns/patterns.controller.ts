import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AppError, Clock } from '#kernel';
import { CurrentPrincipal, requireSelf, Roles, type Principal } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { parseInstant } from '#realtime/core';
import { GetUserPatterns } from '../../app/patterns/get-user-patterns.js';
import { checkUserId } from '../check-user-id.js';
import { PatternsDto } from './patterns.dto.js';
import { presentPatterns } from './present-patterns.js';

const SKEW_MS = 5000;

interface PatternsQuery {
  readonly asOf?: string;
}

@ApiTags('profiles')
@Controller('api/profiles/:userId/patterns')
@Roles('user', 'system')
export class PatternsController {
  constructor(
    @Inject(GetUserPatterns) private readonly patterns: GetUserPatterns,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What stands out in a user’s calls',
    description: 'Sought in the newest 20,000 calls of 180 days, on the user’s clock. All tests made of the user share one false discovery rate of 5 %, and what is told is also large. An answer as of now may be some minutes old. '
      + '404 until anything was seen of the user.',
  })
  @ApiParam({ name: 'userId', example: 'u-17' })
  @ApiQuery({ name: 'asOf', required: false, type: String, description: 'RFC 3339; calls that had ended by then count. Which numbers are spam, and what the user said of numbers, is as of now' })
  @ApiOkResponse({ type: PatternsDto })
  @ApiProblems(400, 404)
  async list(@Param('userId') userId: string, @CurrentPrincipal() principal: Principal, @Query() { asOf }: PatternsQuery): Promise<PatternsDto> {
    requireSelf(principal, userId);
    checkUserId(userId);
    return presentPatterns(userId, await this.patterns.execute(userId, { asOfMs: momentFrom(asOf, this.clock.now()), earlier: asOf !== undefined }));
  }
}

function momentFrom(written: string | undefined, nowMs: number): number {
  const moment = written === undefined ? nowMs : parseInstant(written);
  if (moment !== undefined && moment <= nowMs + SKEW_MS) return moment;
  const message = moment === undefined ? 'must be an RFC 3339 date-time with a zone' : 'must not lie in the future';
  throw new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors: [{ path: 'asOf', message }] });
}
