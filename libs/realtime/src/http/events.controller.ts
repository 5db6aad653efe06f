import { Controller, HttpCode, Inject, Post, Req } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Roles } from '#platform/auth';
import { ApiProblems, rawBodyOf, ReadsRaw } from '#platform/http';
import { ReceiveEvents } from '../app/receive-events.js';
import { decodeEvents, formatOf } from './decode-events.js';
import { EVENT_EXAMPLES } from './event-examples.js';
import { AcceptanceDto } from './realtime.dto.js';

@ApiTags('events')
@Controller('api/realtime/events')
export class EventsController {
  constructor(@Inject(ReceiveEvents) private readonly receive: ReceiveEvents) {}

  @Post()
  @HttpCode(202)
  @Roles('system')
  @ReadsRaw('application/json', 'application/x-ndjson', 'application/cloudevents+json', 'application/cloudevents-batch+json')
  @ApiOperation({
    summary: 'Send events',
    description: 'One event, an array of up to 1,000, lines of JSON, or CloudEvents; at most 2 MiB. Answered once all good events are on disk; bad ones are named by index. Other common names of fields and outcomes are understood: docs/aliases.md.',
  })
  @ApiHeader({ name: 'idempotency-key', required: false, description: 'Makes sending events without ids again harmless' })
  @ApiBody({ schema: { type: 'object' }, examples: EVENT_EXAMPLES })
  @ApiResponse({ status: 202, type: AcceptanceDto })
  @ApiProblems(400, 409, 413, 415, 503)
  events(@Req() request: FastifyRequest): Promise<AcceptanceDto> {
    // Straight from the request: on this route a pipe for each parameter would cost more than the rest of the handler.
    const { mediaType, bytes } = rawBodyOf(request);
    const key = request.headers['idempotency-key'];
    return this.receive.execute(decodeEvents(formatOf(mediaType), bytes), { subject: request.principal?.subject ?? '', key: key?.toString(), body: bytes });
  }
}
