import { Body, Controller, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, requireSelf, Roles, type Principal } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { UserRules } from '../app/user-rules.js';
import { checkUserId } from './check-user-id.js';
import { RulesDto } from './rules.dto.js';

@ApiTags('profiles')
@Controller('api/profiles/:userId/rules')
@Roles('user', 'system')
export class RulesController {
  constructor(@Inject(UserRules) private readonly rules: UserRules) {}

  @Get()
  @ApiOperation({ summary: 'What a user wants done with which calls', description: 'In the order in which they are asked; empty for a user without rules.' })
  @ApiParam({ name: 'userId', example: 'u-17' })
  @ApiOkResponse({ type: RulesDto })
  @ApiProblems(400)
  async get(@Param('userId') userId: string, @CurrentPrincipal() principal: Principal): Promise<RulesDto> {
    requireSelf(principal, userId);
    checkUserId(userId);
    return { rules: await this.rules.get(userId) };
  }

  @Put()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Replace all rules of a user',
    description: 'Numbers and prefixes in national form become E.164; the answer shows the list as it will stand a moment later.',
  })
  @ApiParam({ name: 'userId', example: 'u-17' })
  @ApiBody({ type: RulesDto })
  @ApiOkResponse({ type: RulesDto })
  @ApiProblems(400)
  async replace(@Param('userId') userId: string, @Body() given: unknown, @CurrentPrincipal() principal: Principal): Promise<RulesDto> {
    requireSelf(principal, userId);
    checkUserId(userId);
    return { rules: await this.rules.replace(userId, given) };
  }
}
