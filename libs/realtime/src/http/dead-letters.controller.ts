import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AppError } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { DeadLetters, type DeadLetter } from '../app/dead-letters.js';
import { EVENT_KINDS } from '../core/index.js';
import { DeadLetterDto, DeadLettersDto } from './realtime.dto.js';

const PAGE = 50;
const KIND_NAMES = new Map(Object.entries(EVENT_KINDS).map(([name, code]) => [code as number, name]));

function present(letter: DeadLetter): DeadLetterDto {
  const { id, eventId, kind, reason, attempts, state, receivedAtMs, failedAtMs } = letter;
  return {
    id: String(id), eventId, type: KIND_NAMES.get(kind) ?? String(kind), reason, attempts, state,
    receivedAt: new Date(receivedAtMs).toISOString(), failedAt: new Date(failedAtMs).toISOString(),
  };
}

const isLetterId = (place: unknown): place is number => Number.isSafeInteger(place);

function letterId(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new AppError('dead_letter_unknown', 'not-found', 'no dead letter has this id');
}

@ApiTags('stream')
@Controller('api/realtime/dead-letters')
@Roles('admin')
export class DeadLettersController {
  constructor(@Inject(DeadLetters) private readonly letters: DeadLetters) {}

  @Get()
  @ApiOperation({ summary: 'Events that could not be folded, newest first' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: DeadLettersDto })
  @ApiProblems(400)
  async list(@Query('cursor') cursor?: string): Promise<DeadLettersDto> {
    const letters = await this.letters.list(cursor === undefined ? undefined : decodeCursor(cursor, isLetterId), PAGE + 1);
    const items = letters.slice(0, PAGE).map(present);
    return { items, nextCursor: letters.length > PAGE ? encodeCursor(letters[PAGE - 1]?.id) : null };
  }

  @Post(':id/replay')
  @HttpCode(202)
  @ApiOperation({ summary: 'Fold a dead letter again', description: 'The worker does it at once; look at its state. A letter that was replayed already stays as it is.' })
  @ApiResponse({ status: 202, type: DeadLetterDto })
  @ApiProblems(404)
  async replay(@Param('id') id: string): Promise<DeadLetterDto> {
    const letter = await this.letters.requestReplay(letterId(id));
    if (letter === undefined) throw new AppError('dead_letter_unknown', 'not-found', 'no dead letter has this id');
    return present(letter);
  }
}
