import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Clock, inputInvalid } from '#kernel';
import { CurrentPrincipal, Roles, type Principal } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { Identities, Keyring } from '#privacy';
import { CallerDisputes, type DisputePlace } from '../app/caller-disputes.js';
import { knownDispute, ResolveDispute, unknownDispute } from '../app/resolve-dispute.js';
import { openDispute } from '../core/index.js';
import { DecisionReceiptDto, DisputeDetailsDto, DisputesDto, ResolveDisputeDto } from './disputes.dto.js';
import { requireSafeTexts } from './require-safe-texts.js';
import { disputeTexts, presentDispute } from './present-dispute.js';

const PAGE = 50;
const STATES = ['open', 'resolved'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isPlace = (place: unknown): place is DisputePlace => {
  const { deadlineMs, id } = (place ?? {}) as Partial<Record<keyof DisputePlace, unknown>>;
  return Number.isSafeInteger(deadlineMs) && typeof id === 'string' && UUID.test(id);
};

@ApiTags('callers')
@Controller('api/disputes')
@Roles('moderator')
export class DisputesController {
  constructor(
    @Inject(CallerDisputes) private readonly disputes: CallerDisputes,
    @Inject(ResolveDispute) private readonly resolveDispute: ResolveDispute,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(Keyring) private readonly keyring: Keyring,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Disputes, the earliest deadline first', description: 'So overdue ones lead the queue. Numbers are masked.' })
  @ApiQuery({ name: 'state', required: false, enum: STATES, description: '`open` where left out' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: DisputesDto })
  @ApiProblems(400)
  async list(@Query('state') state = 'open', @Query('cursor') cursor?: string): Promise<DisputesDto> {
    if (!STATES.includes(state)) throw inputInvalid('state', `must be one of ${STATES.join(', ')}`);
    const found = await this.disputes.list(state === 'open', cursor === undefined ? undefined : decodeCursor(cursor, isPlace, { state }), PAGE + 1);
    const page = found.slice(0, PAGE);
    const numbers = await this.identities.revealPhones(page.map(({ callerId }) => callerId));
    const now = this.clock.now();
    const items = page.flatMap((dispute) => {
      const number = numbers.get(dispute.callerId);
      return number === undefined ? [] : [presentDispute(dispute, number, now)];
    });
    const last = page.at(-1);
    return { items, nextCursor: found.length > PAGE && last ? encodeCursor({ deadlineMs: last.deadlineMs, id: last.id }, { state }) : null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One dispute, with what everybody said who objects' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: DisputeDetailsDto })
  @ApiProblems(404)
  async get(@Param('id') id: string): Promise<DisputeDetailsDto> {
    const dispute = await knownDispute(this.disputes, id);
    const [all, joined, numbers] = await Promise.all([this.disputes.of(dispute.callerId), this.disputes.joined(dispute.id), this.identities.revealPhones([dispute.callerId])]);
    const number = numbers.get(dispute.callerId);
    if (number === undefined) throw unknownDispute();
    const open = dispute.outcome === undefined ? openDispute(all) : undefined;
    return { ...presentDispute(dispute, number, this.clock.now()), suspends: open?.suspends ?? false, ...disputeTexts(dispute, joined, this.keyring) };
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decide a dispute', description: 'On all of its objections. Upheld: reports made before it was opened count no more. Rejected: they count again.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: DecisionReceiptDto })
  @ApiProblems(400, 404, 409, 503)
  async resolve(@Param('id') id: string, @Body() { outcome, note }: ResolveDisputeDto, @CurrentPrincipal() { subject }: Principal): Promise<DecisionReceiptDto> {
    requireSafeTexts({ note });
    const resolvedMs = await this.resolveDispute.execute(id, { outcome, note, by: subject });
    return { id, state: outcome, resolvedAt: new Date(resolvedMs).toISOString() };
  }
}
