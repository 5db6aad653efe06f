import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Clock, inputInvalid } from '#kernel';
import { CurrentPrincipal, OwnBodyGuard, requireSelf, Roles, type Principal } from '#platform/auth';
import { Settings } from '#platform/config';
import { ApiProblems } from '#platform/http';
import { callerFrom, numberFrom } from '#privacy';
import { parseInstant, unsafeText, userIdFault } from '#realtime/core';
import { EXPLANATIONS } from '../app/explain-verdict.js';
import { GetVerdict } from '../app/get-verdict.js';
import { GiveFeedback } from '../app/give-feedback.js';
import type { Moment } from '../app/judge-caller.js';
import { CallerVerdictDto, FeedbackDto, FeedbackReceiptDto } from './callers.dto.js';
import { calledNumberFrom } from './called-number-from.js';
import { explanationsFrom } from './explanations-from.js';
import { presentVerdict } from './present-verdict.js';

const SKEW_MS = 5000;

interface VerdictQuery {
  readonly userId?: string;
  readonly asOf?: string;
  readonly explain?: string;
  readonly calledNumber?: string;
}

@ApiTags('callers')
@Controller('api/profiles/caller/:phoneNumber')
@Roles('user', 'system')
export class CallersController {
  constructor(
    @Inject(GetVerdict) private readonly verdict: GetVerdict,
    @Inject(GiveFeedback) private readonly giveFeedback: GiveFeedback,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who is calling, and what to do', description: 'Always answers for a well-formed number; one never seen is `unknown`, and so is `anonymous`, a withheld one. SIP and tel addresses are read as the number in their user part. For users, `userId` is themselves.' })
  @ApiParam({ name: 'phoneNumber', example: '+8613800138000' })
  @ApiQuery({ name: 'userId', required: false, type: String, example: 'u-17', description: 'Whose phone rings' })
  @ApiQuery({ name: 'asOf', required: false, type: String, description: 'RFC 3339; answers from what had been received by then' })
  @ApiQuery({ name: 'explain', required: false, type: String, example: 'counterfactual,model', description: `Comma list of ${EXPLANATIONS.join(', ')}: the smallest change that would change the verdict and the action, and the model’s own TreeSHAP` })
  @ApiQuery({ name: 'calledNumber', required: false, type: String, example: '+8613900139000', description: 'The line that is called, from the platform only; for everybody else the number in the user’s preferences counts' })
  @ApiOkResponse({ type: CallerVerdictDto })
  @ApiProblems(400)
  async get(
    @Param('phoneNumber') written: string,
    @CurrentPrincipal() principal: Principal,
    @Query() { userId, asOf, explain, calledNumber }: VerdictQuery,
  ): Promise<CallerVerdictDto> {
    const user = this.whose(userId, principal);
    const caller = callerFrom('phoneNumber', written, this.settings.env.DEFAULT_REGION);
    const moment = this.momentFrom(asOf, principal);
    const question = { explain: explanationsFrom(explain), calledNumber: calledNumberFrom(calledNumber, principal, this.settings.env.DEFAULT_REGION) };
    return presentVerdict(await this.verdict.execute(caller, user, moment, question), moment.asOfMs);
  }

  @Post('feedback')
  @UseGuards(OwnBodyGuard)
  @HttpCode(201)
  @ApiOperation({ summary: 'Say what a number is', description: 'The latest word of a user on a number counts.' })
  @ApiParam({ name: 'phoneNumber', example: '+8613800138000' })
  @ApiHeader({ name: 'idempotency-key', required: false, description: 'The same key and body is the same act; another body is a 409' })
  @ApiResponse({ status: 201, type: FeedbackReceiptDto })
  @ApiProblems(400, 409)
  async feedback(
    @Param('phoneNumber') written: string,
    @Body() feedback: FeedbackDto,
    @Headers('idempotency-key') key?: string,
  ): Promise<FeedbackReceiptDto> {
    const fault = userIdFault(feedback.userId);
    if (fault !== undefined) throw inputInvalid('userId', fault);
    if (feedback.label === 'not_spam' && Boolean(feedback.category)) throw inputInvalid('category', 'is what spam is about: not_spam takes none');
    const unsafe = unsafeText(feedback.comment);
    if (unsafe !== undefined) throw inputInvalid('comment', unsafe);
    return { id: await this.giveFeedback.execute(numberFrom('phoneNumber', written, this.settings.env.DEFAULT_REGION), feedback, key) };
  }

  /** The user asked about; a user who names nobody asks for themselves. */
  private whose(userId: string | undefined, principal: Principal): string | undefined {
    if (userId === undefined) return principal.role === 'user' ? principal.subject : undefined;
    requireSelf(principal, userId);
    const fault = userIdFault(userId);
    if (fault !== undefined) throw inputInvalid('userId', fault);
    return userId;
  }

  /** The platform asks when a phone rings; people ask for other reasons as well. */
  private momentFrom(asOf: string | undefined, { role }: Principal): Moment {
    const now = this.clock.now();
    if (asOf === undefined) return { asOfMs: now, earlier: false, ringing: role === 'system' };
    const moment = parseInstant(asOf);
    if (moment === undefined) throw inputInvalid('asOf', 'must be an RFC 3339 date-time with a zone');
    if (moment > now + SKEW_MS) throw inputInvalid('asOf', 'must not lie in the future');
    return { asOfMs: moment, earlier: true, ringing: false };
  }
}
