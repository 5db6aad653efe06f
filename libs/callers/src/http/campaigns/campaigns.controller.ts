import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AppError, Clock, DAY_MS, inputInvalid } from '#kernel';
import { CurrentPrincipal, Roles, type Principal } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { Identities } from '#privacy';
import { SPAM_CATEGORIES } from '#realtime/core';
import { CampaignReadModel, type CampaignPlace, type MemberPlace } from '../../app/campaigns/campaign-read-model.js';
import { CampaignDossierDto, CampaignsDto } from './campaigns.dto.js';
import { presentDossier, presentMember, presentSummary } from './present-campaign.js';

const PAGE = 50;
const RETIRED_AFTER_DAYS = 3;
const LISTED = ['active', 'ended', 'all'] as const;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function oneOf<Name extends string>(names: readonly Name[], path: string, written: string): Name {
  const found = names.find((name) => name === written);
  if (found === undefined) throw inputInvalid(path, `must be one of ${names.join(', ')}`);
  return found;
}

type Written<Place> = Partial<Record<keyof Place, unknown>>;

const isPlace = (place: unknown): place is CampaignPlace => {
  const { users, id } = (place ?? {}) as Written<CampaignPlace>;
  return Number.isSafeInteger(users) && Math.abs(users as number) < 2 ** 31 && typeof id === 'string' && UUID.test(id);
};

const isMemberPlace = (place: unknown): place is MemberPlace => {
  const { sinceMs, callerId } = (place ?? {}) as Written<MemberPlace>;
  return Number.isSafeInteger(sinceMs) && Number.isSafeInteger(callerId);
};

@ApiTags('campaigns')
@Controller('api/campaigns')
@Roles('moderator', 'system')
export class CampaignsController {
  constructor(
    @Inject(CampaignReadModel) private readonly campaigns: CampaignReadModel,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Numbers that act together, biggest reach first',
    description: 'As the latest run found them: every hour, after numbers were judged anew, and within a minute where numbers suddenly call a great deal.',
  })
  @ApiQuery({ name: 'state', required: false, enum: LISTED, description: '`active` where left out; `all` leaves out only those merged into others' })
  @ApiQuery({ name: 'category', required: false, enum: SPAM_CATEGORIES })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: CampaignsDto })
  @ApiProblems(400)
  async list(@Query('state') written = 'active', @Query('category') category?: string, @Query('cursor') cursor?: string): Promise<CampaignsDto> {
    const state = oneOf(LISTED, 'state', written);
    const filter = { ...(state !== 'all' && { state }), ...(category !== undefined && { category: oneOf(SPAM_CATEGORIES, 'category', category) }) };
    const place = cursor === undefined ? undefined : decodeCursor(cursor, isPlace, { state, category });
    const found = await this.campaigns.list(filter, place, PAGE + 1);
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return { items: page.map(presentSummary), nextCursor: found.length > PAGE && last ? encodeCursor({ users: last.users, id: last.id }, { state, category }) : null };
  }

  @Get(':id')
  @ApiOperation({
    summary: 'All that is known of a campaign',
    description: 'Numbers are masked; the blocks in `likelyNext` are whole for admins and siblings. One that was merged into another answers with where it went; `cursor` pages through members.',
  })
  @ApiParam({ name: 'id', example: '5b1f0c9e-7a52-4c1e-9d58-0d6a2f3f8c11' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: CampaignDossierDto })
  @ApiProblems(400, 404)
  async dossier(@Param('id') id: string, @CurrentPrincipal() { role }: Principal, @Query('cursor') cursor?: string): Promise<CampaignDossierDto> {
    const place = cursor === undefined ? undefined : decodeCursor(cursor, isMemberPlace, { id });
    const dossier = UUID.test(id) ? await this.campaigns.dossier(id, this.clock.now() - RETIRED_AFTER_DAYS * DAY_MS) : undefined;
    if (dossier === undefined) throw new AppError('campaign_unknown', 'not-found', 'there is no such campaign');
    const found = await this.campaigns.members(id, place, PAGE + 1);
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    const numbers = await this.identities.revealPhones([...page, ...dossier.likelyNext].map(({ callerId }) => callerId));
    const nextCursor = found.length > PAGE && last ? encodeCursor({ sinceMs: last.sinceMs, callerId: last.callerId }, { id }) : null;
    return { ...presentDossier(dossier, numbers, role !== 'moderator'), members: { items: page.flatMap((member) => presentMember(member, numbers)), nextCursor } };
  }
}
