import { Body, Controller, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AppError } from '#kernel';
import { CurrentPrincipal, requireSelf, Roles, type Principal } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { ReceiveEvents } from '../app/receive-events.js';
import { EVENT_EXAMPLES } from './event-examples.js';
import { canonicalEvent } from '../core/index.js';
import { AcceptanceDto } from './realtime.dto.js';

@ApiTags('events')
@Controller('api/profiles/interactions')
export class InteractionsController {
  constructor(@Inject(ReceiveEvents) private readonly receive: ReceiveEvents) {}

  @Post()
  @HttpCode(202)
  @Roles('user', 'system')
  @ApiOperation({ summary: 'Send one call or interaction', description: 'In the same form as on the event stream. Users send their own only; a call they send counts in their own profile and for no number.' })
  @ApiHeader({ name: 'idempotency-key', required: false, description: 'Makes sending the same event again harmless' })
  @ApiBody({ schema: { type: 'object' }, examples: { interaction: EVENT_EXAMPLES.interaction, call: EVENT_EXAMPLES.call } })
  @ApiResponse({ status: 202, type: AcceptanceDto })
  @ApiProblems(400, 409, 413, 415, 503)
  interaction(@Body() body: unknown, @CurrentPrincipal() principal: Principal, @Headers('idempotency-key') key?: string): Promise<AcceptanceDto> {
    const canonical = canonicalEvent(body);
    const event = 'errors' in canonical ? body : canonical.event;
    const { userId, type } = isObject(event) ? event : {};
    // Whose event it is comes before whether it is a good one.
    if (typeof userId === 'string') requireSelf(principal, userId);
    if ('errors' in canonical) throw new AppError('event_invalid', 'invalid', 'the event is not valid', { errors: canonical.errors });
    if (type === 'security' || type === 'metric') {
      throw new AppError('event_invalid', 'invalid', 'the event is not valid', { errors: [{ path: 'type', message: 'must be call or interaction' }] });
    }
    const sent = key === undefined ? '' : JSON.stringify(body);
    return this.receive.execute([{ value: event }], { subject: principal.subject, key, claims: principal.role === 'user', body: sent });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
