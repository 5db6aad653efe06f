import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AppError, Clock } from '#kernel';
import { CurrentPrincipal, requireSelf, Roles, type Principal } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { Identities } from '#privacy';
import { IncidentDesk, type IncidentFilter, type IncidentPlace } from '../../app/alerts/incidents.js';
import { showIncident } from '../../app/alerts/show-incident.js';
import { INCIDENT_SOURCES, INCIDENT_STATES, PLATFORM_USER, SEVERITIES, userIdFault, type Incident, type IncidentAct } from '../../core/index.js';
import { invalid, isPlaceOf, isUuid, unknownIncident } from '../faults.js';
import { IncidentDto, IncidentsDto, SnoozeIncidentDto } from './incidents.dto.js';

const PAGE = 50;
const MINUTE_MS = 60_000;
const STATES = [...INCIDENT_STATES, 'snoozed'] as const;
const isPlace = isPlaceOf('openedMs');

/** @throws AppError `input_invalid` where `text` is none of `options` */
function oneOf<T extends string>(name: string, text: string | undefined, options: readonly T[]): T | undefined {
  if (text === undefined) return undefined;
  const found = options.find((option) => option === text);
  if (found === undefined) throw invalid(name, `must be one of ${options.join(', ')}`);
  return found;
}

@ApiTags('alerts')
@Controller('api/alerts/incidents')
@Roles('user')
export class IncidentsController {
  constructor(
    @Inject(IncidentDesk) private readonly desk: IncidentDesk,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Incidents, the latest first', description: "A user's own; an admin's are everybody's and the platform's, or with `userId` those of one user. Admins are told whose each is." })
  @ApiQuery({ name: 'state', required: false, enum: STATES })
  @ApiQuery({ name: 'source', required: false, enum: INCIDENT_SOURCES })
  @ApiQuery({ name: 'severity', required: false, enum: SEVERITIES })
  @ApiQuery({ name: 'userId', required: false, example: 'u-17' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: IncidentsDto })
  @ApiProblems(400)
  async list(@CurrentPrincipal() principal: Principal, @Query() query: Record<string, string>): Promise<IncidentsDto> {
    const { state, source, severity, userId, cursor } = query as { readonly [name in 'state' | 'source' | 'severity' | 'userId' | 'cursor']?: string };
    if (userId !== undefined) requireSelf(principal, userId);
    const fault = userId === undefined ? undefined : userIdFault(userId);
    if (fault !== undefined) throw invalid('userId', fault);
    const wanted = { state: oneOf('state', state, STATES), source: oneOf('source', source, INCIDENT_SOURCES), severity: oneOf('severity', severity, SEVERITIES) };
    const place = cursor === undefined ? undefined : decodeCursor(cursor, isPlace);
    const whose = await this.whose(principal, userId);
    return whose === 'nobody' ? { items: [], nextCursor: null } : this.page({ ...wanted, userId: whose }, place, principal);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One incident' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: IncidentDto })
  @ApiProblems(404)
  async get(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<IncidentDto> {
    const whose = await this.whose(principal);
    const incident = whose === 'nobody' || !isUuid(id) ? undefined : await this.desk.find(id, whose);
    if (incident === undefined) throw unknownIncident();
    return this.told(incident, principal);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that an incident is seen', description: 'The first time counts. It goes on until it is resolved.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: IncidentDto })
  @ApiProblems(404, 409)
  acknowledge(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<IncidentDto> {
    return this.act(id, principal, { kind: 'acknowledge' });
  }

  @Post(':id/resolve')
  @HttpCode(200)
  @ApiOperation({ summary: 'End an incident', description: 'What comes back after the cooldown of its source is another. Once more changes nothing.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: IncidentDto })
  @ApiProblems(404)
  resolve(@Param('id') id: string, @CurrentPrincipal() principal: Principal): Promise<IncidentDto> {
    return this.act(id, principal, { kind: 'resolve' });
  }

  @Post(':id/snooze')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hear nothing of an incident for a while', description: 'It goes on meanwhile; the first raise after that time is told as `incident.reminded`.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: IncidentDto })
  @ApiProblems(400, 404, 409)
  snooze(@Param('id') id: string, @Body() { minutes }: SnoozeIncidentDto, @CurrentPrincipal() principal: Principal): Promise<IncidentDto> {
    return this.act(id, principal, { kind: 'snooze', untilMs: this.clock.now() + minutes * MINUTE_MS });
  }

  private async act(id: string, principal: Principal, act: IncidentAct): Promise<IncidentDto> {
    const whose = await this.whose(principal);
    const done = whose === 'nobody' || !isUuid(id) ? 'unknown' : await this.desk.act(id, whose, act);
    if (done === 'unknown') throw unknownIncident();
    if (done === 'over') throw new AppError('incident_resolved', 'conflict', 'the incident is resolved already');
    return this.told(done, principal);
  }

  private async page(filter: IncidentFilter, place: IncidentPlace | undefined, principal: Principal): Promise<IncidentsDto> {
    const found = await this.desk.list(filter, place, PAGE + 1);
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return { items: await this.toldAll(page, principal), nextCursor: found.length > PAGE && last ? encodeCursor({ openedMs: last.openedMs, id: last.id }) : null };
  }

  private async told(incident: Incident, principal: Principal): Promise<IncidentDto> {
    return (await this.toldAll([incident], principal))[0] as IncidentDto;
  }

  /** Admins, who see incidents of everybody, are told whose each is. */
  private async toldAll(incidents: readonly Incident[], { role }: Principal): Promise<IncidentDto[]> {
    const owners = new Set(role === 'admin' ? incidents.map(({ userId }) => userId).filter((userId) => userId !== PLATFORM_USER) : []);
    const names = owners.size === 0 ? undefined : await this.identities.revealUsers([...owners]);
    return incidents.map((incident) => ({ ...showIncident(incident), userId: names?.get(incident.userId) ?? null }));
  }

  /** Undefined: everybody's; 'nobody': of a user without a surrogate id, who has none. */
  private async whose({ role, subject }: Principal, userId?: string): Promise<number | undefined | 'nobody'> {
    if (role === 'admin' && userId === undefined) return undefined;
    return (await this.identities.findUser(userId ?? subject)) ?? 'nobody';
  }
}
