import { Body, Controller, Headers, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { inputInvalid } from '#kernel';
import { CurrentPrincipal, OwnBodyGuard, Roles, type Principal } from '#platform/auth';
import { Settings } from '#platform/config';
import { ApiProblems } from '#platform/http';
import { numberFrom } from '#privacy';
import { userIdFault } from '#realtime/core';
import { OpenDispute } from '../app/open-dispute.js';
import { DisputeReceiptDto, OpenDisputeDto } from './disputes.dto.js';
import { requireSafeTexts } from './require-safe-texts.js';

@ApiTags('callers')
@Controller('api/profiles/caller/:phoneNumber/disputes')
@Roles('user', 'system')
export class CallerDisputesController {
  constructor(
    @Inject(OpenDispute) private readonly openDispute: OpenDispute,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  @Post()
  @UseGuards(OwnBodyGuard)
  @HttpCode(201)
  @ApiOperation({
    summary: 'Dispute what users report of a number',
    description: 'By its holder or on their behalf. Until a moderator decides, reports count for nothing. Where a dispute of the number is open already, this objection joins it, and the answer is that one.',
  })
  @ApiParam({ name: 'phoneNumber', example: '+8613800138000' })
  @ApiHeader({ name: 'idempotency-key', required: false, description: 'The same key and body of the same caller for the same number is the same dispute; another body is a 409' })
  @ApiResponse({ status: 201, type: DisputeReceiptDto })
  @ApiProblems(400, 409, 503)
  async open(
    @Param('phoneNumber') written: string,
    @Body() { userId, reason, contact }: OpenDisputeDto,
    @CurrentPrincipal() principal: Principal,
    @Headers('idempotency-key') key?: string,
  ): Promise<DisputeReceiptDto> {
    const behalf = userId ?? (principal.role === 'user' ? principal.subject : undefined);
    const fault = behalf === undefined ? undefined : userIdFault(behalf);
    if (fault !== undefined) throw inputInvalid('userId', fault);
    requireSafeTexts({ reason, contact });
    const number = numberFrom('phoneNumber', written, this.settings.env.DEFAULT_REGION);
    const { id, outcome, deadlineMs } = await this.openDispute.execute(number, { userId: behalf, reason, contact }, { subject: principal.subject, key, vouches: principal.role === 'system' });
    return { id, state: outcome ?? 'open', deadline: new Date(deadlineMs).toISOString() };
  }
}
