import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Clock, DAY_MS, inputInvalid, inputsInvalid, type FieldError } from '#kernel';
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

const isPlace = (place: unknown): place is CallPlace => {
  const { atMs, callerId } = (place ?? {}) as Partial<Record<keyof CallPlace, unknown>>;
  return Number.isSafeInteger(atMs) && Number.isSafeInteger(callerId);
};

const NO_JSON: FieldError = { path: 'rule', message: 'must be the JSON of a rule' };

/** Reads a query, and keeps all that is wrong with it. */
class Reading {
  readonly errors: FieldError[] = [];

  refuse(path: string, message: string): undefined {
    this.errors.push({ path, message });
    return undefined;
  }

  rule(json: string | undefined, region: string): Rule | undefined {
    if (json === undefined) return undefined;
    const written = parsed(json);
    const read = written === undefined ? { errors: [NO_JSON] } : readRule(written, (pattern) => numberPattern(pattern, region));
    if ('value' in read) return read.value;
    this.errors.push(...read.errors);
    return undefined;
  }

  strategy(name: string | undefined): Change['strategy'] {
    const known = STRATEGIES.find((strategy) => strategy === name);
    return name === undefined || known !== undefined ? known : this.refuse('strategy', `must be one of ${STRATEGIES.join(', ')}`);
  }

  days(written: string): number | undefined {
    const days = /^\d{1,2}$/.test(written) ? Number(written) : 0;
    return days >= 1 && days <= MOST_DAYS ? days : this.refuse('days', `must be a whole number from 1 to ${MOST_DAYS}`);
  }
}

/** Undefined where it is none. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
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
    if (fault !== undefined) throw inputInvalid('userId', fault);
    const { change, days } = this.read(query);
    const { cursor, ...filters } = { ...query, userId, days };
    const nowMs = this.clock.now();
    const before = cursor === undefined ? { atMs: nowMs + 1, callerId: 0 } : decodeCursor(cursor, isPlace, filters);
    const page = await this.whatIf.execute(userId, change, { sinceMs: nowMs - days * DAY_MS, before });
    return {
      items: page.items.map(present), calls: page.calls, changed: page.items.length, skipped: page.skipped,
      nextCursor: page.next === undefined ? null : encodeCursor(page.next, filters),
    };
  }

  /** @throws AppError `input_invalid` naming all that is wrong */
  private read({ strategy: name, rule: json, removeRule, days: written = String(MOST_DAYS) }: WhatIfQuery): { readonly change: Change; readonly days: number } {
    const reading = new Reading();
    if (name === undefined && json === undefined && removeRule === undefined) reading.refuse('', 'must name a strategy, a rule or removeRule');
    const change = { strategy: reading.strategy(name), rule: reading.rule(json, this.settings.env.DEFAULT_REGION), removeRule };
    const days = reading.days(written);
    if (days === undefined || reading.errors.length > 0) throw inputsInvalid(reading.errors);
    return { change, days };
  }
}
