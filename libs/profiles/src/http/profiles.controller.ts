import { Body, Controller, Get, HttpCode, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { AppError, Clock } from '#kernel';
import { CurrentPrincipal, requireSelf, Roles, type Principal } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { maskPhone } from '#privacy';
import { ForeseeBehavior } from '../app/behavior/foresee-behavior.js';
import { GetUserProfile, userUnknown } from '../app/get-user-profile.js';
import { GetRisk } from '../app/risk/get-risk.js';
import { SetPreferences } from '../app/set-preferences.js';
import { presentBehavior } from './behavior/present-behavior.js';
import { checkUserId } from './check-user-id.js';
import { presentComponents } from './risk/present-risk.js';
import { AllPreferencesDto, PreferenceChangeDto, UserProfileDto } from './profiles.dto.js';

@ApiTags('profiles')
@Controller('api/profiles/:userId')
@Roles('user', 'system')
export class ProfilesController {
  constructor(
    @Inject(GetUserProfile) private readonly profile: GetUserProfile,
    @Inject(ForeseeBehavior) private readonly behavior: ForeseeBehavior,
    @Inject(GetRisk) private readonly risk: GetRisk,
    @Inject(SetPreferences) private readonly setPreferences: SetPreferences,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What is known of a user', description: 'As of now; `asOf` is refused. 404 until a call, an interaction or a security event of theirs was seen.' })
  @ApiParam({ name: 'userId', example: 'u-17' })
  @ApiOkResponse({ type: UserProfileDto })
  @ApiProblems(400, 404)
  async get(@Param('userId') userId: string, @CurrentPrincipal() principal: Principal, @Query('asOf') asOf?: string): Promise<UserProfileDto> {
    requireSelf(principal, userId);
    checkUserId(userId);
    if (asOf !== undefined) throw new AppError('as_of_unsupported', 'invalid', 'profiles are answered as of now only');
    const now = this.clock.now();
    const [{ firstSeenMs, lastSeenMs, ...profile }, behavior, risk] = await Promise.all([
      this.profile.execute(userId, now), this.behavior.execute(userId, now), this.risk.execute(userId, now),
    ]);
    if (behavior === undefined || risk === undefined) throw userUnknown();
    const instant = (epochMs: number): string => new Date(epochMs).toISOString();
    return {
      ...profile, risk: { ...profile.risk, components: presentComponents(risk.components) }, behavior: presentBehavior(behavior, principal.subject === userId), firstSeen: instant(firstSeenMs), lastSeen: instant(lastSeenMs), asOf: instant(now),
    };
  }

  @Put('preferences')
  @HttpCode(200)
  @ApiOperation({ summary: 'Choose zone, language, strategy or consent', description: 'Only what is named changes; the answer shows all of them.' })
  @ApiParam({ name: 'userId', example: 'u-17' })
  @ApiBody({ type: PreferenceChangeDto })
  @ApiOkResponse({ type: AllPreferencesDto })
  @ApiProblems(400)
  async preferences(@Param('userId') userId: string, @Body() change: unknown, @CurrentPrincipal() principal: Principal): Promise<AllPreferencesDto> {
    requireSelf(principal, userId);
    checkUserId(userId);
    if (typeof change !== 'object' || change === null || Array.isArray(change)) {
      throw new AppError('input_invalid', 'invalid', 'the preferences are not valid', { errors: [{ path: '', message: 'must be an object' }] });
    }
    const { phoneNumber, ...preferences } = await this.setPreferences.execute(userId, change as Record<string, unknown>);
    return { ...preferences, phoneNumber: phoneNumber === null ? null : maskPhone(phoneNumber) };
  }
}
