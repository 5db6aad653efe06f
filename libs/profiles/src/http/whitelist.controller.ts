import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ChangeWhitelist, ListEntries, type ListedEntry } from '#callers';
import { AppError, Clock, inputInvalid } from '#kernel';
import { Roles } from '#platform/auth';
import { Settings } from '#platform/config';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { numberFrom } from '#privacy';
import { parseInstant, unsafeText, userIdFault } from '#realtime/core';
import { OwnPathGuard } from './own-path.guard.js';
import { WhitelistAdditionDto, WhitelistDto, WhitelistEntryDto } from './whitelist.dto.js';

const STATES = ['active', 'proposed', 'all'] as const;
const LATEST_MS = Date.UTC(2100, 0, 1);

const isPlace = (place: unknown): place is string => typeof place === 'string';

function checkUserId(userId: string): void {
  const fault = userIdFault(userId);
  if (fault !== undefined) throw inputInvalid('userId', fault);
}

function present({ sinceMs, expiresMs, ...entry }: ListedEntry): WhitelistEntryDto {
  return { ...entry, since: new Date(sinceMs).toISOString(), expiresAt: expiresMs === null ? null : new Date(expiresMs).toISOString() };
}

@ApiTags('profiles')
@Controller('api/profiles/:userId/whitelist')
@Roles('user', 'system')
@UseGuards(OwnPathGuard)
@ApiParam({ name: 'userId', example: 'u-17' })
export class WhitelistController {
  constructor(
    @Inject(ListEntries) private readonly entries: ListEntries,
    @Inject(ChangeWhitelist) private readonly change: ChangeWhitelist,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Numbers that ring, and why',
    description: 'Added by hand or learned from answered, returned and long calls. Under the strategy `strict` what is learned is only proposed.',
  })
  @ApiQuery({ name: 'state', required: false, enum: STATES, description: '`all` where left out' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: WhitelistDto })
  @ApiProblems(400)
  async list(@Param('userId') userId: string, @Query('state') written = 'all', @Query('cursor') cursor?: string): Promise<WhitelistDto> {
    checkUserId(userId);
    const state = STATES.find((name) => name === written);
    if (state === undefined) throw inputInvalid('state', `must be one of ${STATES.join(', ')}`);
    const afterId = cursor === undefined ? undefined : decodeCursor(cursor, isPlace, { userId, state });
    const page = await this.entries.execute(userId, { state, afterId, asOfMs: this.clock.now() });
    if (page === undefined) throw new AppError('cursor_invalid', 'invalid', 'the cursor is not one that this list handed out');
    return { items: page.items.map(present), nextCursor: page.next === null ? null : encodeCursor(page.next, { userId, state }) };
  }

  @Put()
  @HttpCode(200)
  @ApiOperation({ summary: 'Add a number by hand, or renew it', description: 'It rings whatever its verdict, from a moment later on.' })
  @ApiOkResponse({ type: WhitelistEntryDto })
  @ApiProblems(400, 409)
  async add(@Param('userId') userId: string, @Body() { phoneNumber, note, expiresAt }: WhitelistAdditionDto): Promise<WhitelistEntryDto> {
    checkUserId(userId);
    const number = numberFrom('phoneNumber', phoneNumber, this.settings.env.DEFAULT_REGION);
    const unsafe = unsafeText(note);
    if (unsafe !== undefined) throw inputInvalid('note', unsafe);
    const now = this.clock.now();
    return present(await this.change.add(userId, number, { note: note ?? undefined, expiresMs: endFrom(expiresAt, now) }, now));
  }

  @Post(':id/confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say yes to a proposed or learned entry', description: 'A temporary one still ends when it would have.' })
  @ApiParam({ name: 'id', example: 'b3Cz8k0Qm1hK9v7xT2nLpA' })
  @ApiOkResponse({ type: WhitelistEntryDto })
  @ApiProblems(400, 404)
  async confirm(@Param('userId') userId: string, @Param('id') id: string): Promise<WhitelistEntryDto> {
    checkUserId(userId);
    return present(await this.change.confirm(userId, id, this.clock.now()));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a number off', description: 'A learned one is not learned again until this is undone or the number is added by hand.' })
  @ApiParam({ name: 'id', example: 'b3Cz8k0Qm1hK9v7xT2nLpA' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  async remove(@Param('userId') userId: string, @Param('id') id: string): Promise<void> {
    checkUserId(userId);
    await this.change.remove(userId, id);
  }

  @Post(':id/undo')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take back the latest change of a number', description: 'The next one takes back the change before. Nothing happens where there is none.' })
  @ApiParam({ name: 'id', example: 'b3Cz8k0Qm1hK9v7xT2nLpA' })
  @ApiHeader({ name: 'idempotency-key', required: false })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  async undo(@Param('userId') userId: string, @Param('id') id: string, @Headers('idempotency-key') key?: string): Promise<void> {
    checkUserId(userId);
    await this.change.undo(userId, id, key);
  }
}

function endFrom(written: string | null | undefined, nowMs: number): number | undefined {
  if (written === undefined || written === null) return undefined;
  const moment = parseInstant(written);
  if (moment === undefined) throw inputInvalid('expiresAt', 'must be an RFC 3339 date-time with a zone');
  if (moment <= nowMs) throw inputInvalid('expiresAt', 'must not lie in the past');
  if (moment > LATEST_MS) throw inputInvalid('expiresAt', 'must not lie after 2100');
  return moment;
}
