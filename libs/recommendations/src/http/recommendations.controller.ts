import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AppError } from '#kernel';
import { CurrentPrincipal, Roles, type Principal } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { GetPreferences, OwnPathGuard } from '#profiles';
import { userIdFault } from '#realtime/core';
import { ActOnRecommendation, unknownRecommendation, type Act } from '../app/act-on-recommendation.js';
import { GetRecommendations } from '../app/get-recommendations.js';
import type { Recommendation } from '../app/recommendation.js';
import { presentRecommendation } from './present-recommendation.js';
import { DismissDto, RecommendationDto, RecommendationFeedbackDto, RecommendationsDto } from './recommendations.dto.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function invalid(path: string, message: string): AppError {
  return new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors: [{ path, message }] });
}

/** @throws AppError `input_invalid` */
function checkUser(userId: string): void {
  const fault = userIdFault(userId);
  if (fault !== undefined) throw invalid('userId', fault);
}

/** @throws AppError `input_invalid`, `recommendation_unknown` */
function actOn(user: string, id: string, key: string | undefined): Act {
  checkUser(user);
  if (!UUID.test(id)) throw unknownRecommendation();
  return { user, id: id.toLowerCase(), key };
}

@ApiTags('recommendations')
@Controller('api/recommendations/:userId')
@Roles('user', 'system')
@UseGuards(OwnPathGuard)
@ApiParam({ name: 'userId', example: 'u-17' })
export class RecommendationsController {
  constructor(
    @Inject(GetRecommendations) private readonly lists: GetRecommendations,
    @Inject(ActOnRecommendation) private readonly acts: ActOnRecommendation,
    @Inject(GetPreferences) private readonly preferences: GetPreferences,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What a user might change, and what it would have brought',
    description: 'At most ten, in the order of the live ranking, made by a job from the last 30 days; a list older than a day (an empty one: ten minutes), or made before the user’s settings changed, is ordered anew and says `refreshing`. Texts are in the user’s language. The user’s own look marks them as seen.',
  })
  @ApiOkResponse({ type: RecommendationsDto })
  @ApiProblems(400)
  async list(@Param('userId') userId: string, @CurrentPrincipal() { subject }: Principal): Promise<RecommendationsDto> {
    checkUser(userId);
    const { items, language, refreshing, refreshedMs } = await this.lists.execute(userId, subject === userId);
    const refreshedAt = refreshedMs === null ? null : new Date(refreshedMs).toISOString();
    return { userId, items: items.map((item) => presentRecommendation(item, language)), refreshing, refreshedAt, nextCursor: null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One recommendation, whatever became of it' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: RecommendationDto })
  @ApiProblems(400, 404)
  async get(@Param('userId') userId: string, @Param('id') id: string): Promise<RecommendationDto> {
    const act = actOn(userId, id, undefined);
    return this.present(await this.acts.known(act.user, act.id));
  }

  @Post(':id/implement')
  @Roles('user')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change the setting as recommended', description: 'What stood before is kept. The change counts a moment later. Doing it again changes nothing. Where a setting stands in the way nothing is changed, and 409 names it: `rules_full`, `rule_gone`, `whitelist_entry_gone`, `whitelist_full`, `whitelist_changes_spent`. Of an action `none` the user says that it is done.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'idempotency-key', required: false })
  @ApiOkResponse({ type: RecommendationDto })
  @ApiProblems(400, 404, 409)
  async implement(@Param('userId') userId: string, @Param('id') id: string, @Headers('idempotency-key') key?: string): Promise<RecommendationDto> {
    return this.present(await this.acts.implement(actOn(userId, id, key)));
  }

  @Post(':id/undo')
  @Roles('user')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put the setting back as it was', description: 'In any order, also after it was measured, until it is proposed again. Refused with 409 `setting_changed` where just what the recommendation changed was changed otherwise meanwhile.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'idempotency-key', required: false })
  @ApiOkResponse({ type: RecommendationDto })
  @ApiProblems(400, 404, 409)
  async undo(@Param('userId') userId: string, @Param('id') id: string, @Headers('idempotency-key') key?: string): Promise<RecommendationDto> {
    return this.present(await this.acts.undo(actOn(userId, id, key)));
  }

  @Post(':id/dismiss')
  @Roles('user')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a recommendation off the list', description: 'It stays away until what speaks for it has grown by half.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'idempotency-key', required: false })
  @ApiOkResponse({ type: RecommendationDto })
  @ApiProblems(400, 404, 409)
  async dismiss(@Param('userId') userId: string, @Param('id') id: string, @Body() { reason }: DismissDto, @Headers('idempotency-key') key?: string): Promise<RecommendationDto> {
    return this.present(await this.acts.dismiss(actOn(userId, id, key), reason));
  }

  @Post(':id/feedback')
  @Roles('user')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say what a recommendation was worth', description: 'The ranking learns from it. What is left out stays as it was said.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiHeader({ name: 'idempotency-key', required: false })
  @ApiOkResponse({ type: RecommendationDto })
  @ApiProblems(400, 404, 409)
  async feedback(@Param('userId') userId: string, @Param('id') id: string, @Body() body: RecommendationFeedbackDto, @Headers('idempotency-key') key?: string): Promise<RecommendationDto> {
    const act = actOn(userId, id, key);
    const { rating, helpful, reason } = body;
    if (rating === undefined && helpful === undefined && reason === undefined) throw invalid('', 'must hold at least one of rating, helpful, reason');
    return this.present(await this.acts.feedback(act, { rating, helpful, reason }));
  }

  private async present(recommendation: Recommendation): Promise<RecommendationDto> {
    const { language } = await this.preferences.execute(recommendation.userId);
    return presentRecommendation(recommendation, language);
  }
}
