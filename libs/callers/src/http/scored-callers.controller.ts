import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { inputInvalid } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { Identities, maskPhone } from '#privacy';
import { CallerScores, type ScorePlace, type Scoring } from '../app/caller-scores.js';
import { VERDICTS, type Verdict } from '../core/index.js';
import { ScoredCallersDto, type ScoringDto } from './scored-callers.dto.js';

const PAGE = 50;

const isPlace = (place: unknown): place is ScorePlace => {
  const { probability, callerId } = (place ?? {}) as Partial<Record<keyof ScorePlace, unknown>>;
  return typeof probability === 'number' && Number.isSafeInteger(callerId);
};

function verdictFrom(written: string): Verdict {
  const verdict = VERDICTS.find((name) => name === written);
  if (verdict !== undefined) return verdict;
  throw inputInvalid('verdict', `must be one of ${VERDICTS.join(', ')}`);
}

function present({ modelVersion, startedMs, finishedMs, callers }: Scoring): ScoringDto {
  return { modelVersion, callers, startedAt: new Date(startedMs).toISOString(), finishedAt: new Date(finishedMs).toISOString() };
}

@ApiTags('callers')
@Controller('api/callers')
@Roles('moderator')
export class ScoredCallersController {
  constructor(
    @Inject(CallerScores) private readonly scores: CallerScores,
    @Inject(Identities) private readonly identities: Identities,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Numbers of one verdict, most probable spam first',
    description: 'As the latest batch judged them, for nobody in particular: every night and after the spam classifier’s champion changes. Numbers are masked.',
  })
  @ApiQuery({ name: 'verdict', required: false, enum: VERDICTS, description: '`spam` where left out' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: ScoredCallersDto })
  @ApiProblems(400)
  async list(@Query('verdict') written = 'spam', @Query('cursor') cursor?: string): Promise<ScoredCallersDto> {
    const verdict = verdictFrom(written);
    const place = cursor === undefined ? undefined : decodeCursor(cursor, isPlace, { verdict });
    const [scoring, found] = await Promise.all([this.scores.latest(), this.scores.list(verdict, place, PAGE + 1)]);
    const page = found.slice(0, PAGE);
    const numbers = await this.identities.revealPhones(page.map(({ callerId }) => callerId));
    const items = page.flatMap(({ callerId, probability }) => {
      const number = numbers.get(callerId);
      return number === undefined ? [] : [{ phoneNumber: maskPhone(number), verdict, spamProbability: probability }];
    });
    const last = page.at(-1);
    const nextCursor = found.length > PAGE && last ? encodeCursor({ probability: last.probability, callerId: last.callerId }, { verdict }) : null;
    return { scoring: scoring === undefined ? null : present(scoring), items, nextCursor };
  }
}
