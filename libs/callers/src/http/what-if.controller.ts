import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AppError, Clock, DAY_MS, type FieldError } from '#kernel';
import { CurrentPrincipal, requireSelf, Roles, type Principal } from '#platform/auth';
import { Settings } from '#platform/config';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { maskPhone, numberPattern } from '#privacy';
import { STRATEGIES, userIdFault } from '#realtime/core';
import type { CallPlace } from '../app/calls-of-user.js';
import type { Change } from '../app/changed-choices.js';
import { WhatIf, type ChangedCall } from '../app/what-if.js';
import { readRule, type Rule } from '../core/index.js';
import { WhatIfDto, type ChangedCallDto } from './what-if.dto.js';

const MOST_DAYS = 30;

type WhatIfQuery = Partial<Record<'strategy' | 'rule' | 'removeRule' | 'days' | 'cursor', string>>;

function invalid(...errors: readonly FieldError[]): AppError {
  return new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors });
}

const isPlace = (place: unknown): place is CallPlace => {
  const { atMs, callerId } = (place ?? {}) as Partial<Record<keyof CallPlace, unknown>>;
  return Number.isSafeInteger(atMs) && Number.isSafeInteger(callerId);
};

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw invalid({ path: 'rule', message: 'must be the JSON of a rule' });
  }
}

function ruleFrom(json: string, region: string): Rule {
  const read = readRule(parsed(json), (written) => numberPattern(written, region));
  if ('errors' in read) throw invalid(...read.errors);
  return read.value;
}

function daysFrom(written: string): number {
  const days = /^\d{1,2}$/.test(written) ? Number(written) : 0;
  if (days < 1 || days > MOST_DAYS) throw invalid({ path: 'days', message: `must be a whole number from 1 to ${MOST_DAYS}` });
  return days;
}

function present({ atMs, number, ...call }: ChangedCall): ChangedCallDto {
  return { at: new Date(atMs).toISOString(), phoneNumber: maskPhone(number), ...call };
}

@ApiTags('profiles')
@Controller('api/profiles/:userId/what-if')
@Roles('user', 'system')
export class WhatIfController {
  constructor(
    @Inject(WhatIf) private readonly whatIf: WhatIf,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Which calls would have gone otherwise',
    description: 'Replays a user’s incoming calls under another strategy or another rule, each as it would have been judged when it came. At least one change is wanted; all that are named are made at once.',
  })
  @ApiParam({ name: 'userId', example: 'u-17' })
  @ApiQuery({ name: 'strategy', required: false, enum: STRATEGIES })
  @ApiQuery({ name: 'rule', required: false, description: 'JSON of one rule: at the end of the list, or in the place of the one with its id', example: '{"id":"quiet-nights","when":{"hours":{"from":"22:00","to":"07:00"}},"then":"screen"}' })
  @ApiQuery({ name: 'removeRule', required: false, description: 'Id of a rule to do without' })
  @ApiQuery({ name: 'days', required: false, schema: { type: 'integer', minimum: 1, maximum: MOST_DAYS, default: MOST_DAYS } })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: WhatIfDto })
  @ApiProblems(400)
  async get(@Param('userId') userId: string, @CurrentPrincipal() principal: Principal, @Query() query: WhatIfQuery): Promise<WhatIfDto> {
    requireSelf(principal, userId);
    const fault = userIdFault(userId);
    if (fault !== undefined) throw invalid({ path: 'userId', message: fault });
    const { days = String(MOST_DAYS), cursor, ...change } = query;
    const nowMs = this.clock.now();
    const before = cursor === undefined ? { atMs: nowMs + 1, callerId: 0 } : decodeCursor(cursor, isPlace);
    const page = await this.whatIf.execute(userId, this.changeFrom(change), { sinceMs: nowMs - daysFrom(days) * DAY_MS, before });
    return {
      items: page.items.map(present), calls: page.calls, changed: page.items.length, skipped: page.skipped,
      nextCursor: page.next === undefined ? null : encodeCursor(page.next),
    };
  }

  private changeFrom({ strategy: name, rule: json, removeRule }: Partial<Record<'strategy' | 'rule' | 'removeRule', string>>): Change {
    if (name === undefined && json === undefined && removeRule === undefined) throw invalid({ path: '', message: 'must name a strategy, a rule or removeRule' });
    const strategy = STRATEGIES.find((known) => known === name);
    if (name !== undefined && strategy === undefined) throw invalid({ path: 'strategy', message: `must be one of ${STRATEGIES.join(', ')}` });
    return { strategy, rule: json === undefined ? undefined : ruleFrom(json, this.settings.env.DEFAULT_REGION), removeRule };
  }
}

