import { Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Clock, inputInvalid } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { Identities } from '#privacy';
import { OwnPathGuard } from '#profiles';
import { Alerts, type AlertPlace } from '../../app/monitors/alerts.js';
import { ALERT_STATES, AlertDto, AlertsDto } from './alerts.dto.js';
import { checkUserId, isUuid, unknownAlert } from './monitor-faults.js';
import { presentAlert } from './present.js';

const PAGE = 50;
const LATEST_HOUR = 2 ** 31 - 1;

const isPlace = (place: unknown): place is AlertPlace => {
  const { openedHour, id } = (place ?? {}) as Partial<Record<keyof AlertPlace, unknown>>;
  return Number.isSafeInteger(openedHour) && Math.abs(openedHour as number) <= LATEST_HOUR && isUuid(id);
};

@ApiTags('trends')
@Controller('api/trends/:userId/alerts')
@Roles('user', 'system')
@UseGuards(OwnPathGuard)
@ApiParam({ name: 'userId', example: 'u-17' })
export class AlertsController {
  constructor(
    @Inject(Alerts) private readonly alerts: Alerts,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What monitors of a user raised, the latest first' })
  @ApiQuery({ name: 'monitor', required: false, format: 'uuid', description: 'Of this one alone; also one that was deleted' })
  @ApiQuery({ name: 'state', required: false, enum: ALERT_STATES, description: 'Both where left out' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: AlertsDto })
  @ApiProblems(400)
  async list(@Param('userId') userId: string, @Query('monitor') monitorId?: string, @Query('state') state?: string, @Query('cursor') cursor?: string): Promise<AlertsDto> {
    checkUserId(userId);
    if (monitorId !== undefined && !isUuid(monitorId)) throw inputInvalid('monitor', 'must be the id of a monitor');
    if (state !== undefined && !ALERT_STATES.some((known) => known === state)) throw inputInvalid('state', `must be one of ${ALERT_STATES.join(', ')}`);
    const filters = { userId, monitorId, state };
    const place = cursor === undefined ? undefined : decodeCursor(cursor, isPlace, filters);
    const user = await this.identities.findUser(userId);
    const isOpen = state === undefined ? undefined : state === 'open';
    const found = user === undefined ? [] : await this.alerts.list(user, { monitorId, isOpen }, place, PAGE + 1);
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return { items: page.map(presentAlert), nextCursor: found.length > PAGE && last ? encodeCursor({ openedHour: last.openedHour, id: last.id }, filters) : null };
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that an alert was seen', description: 'The first time counts; once more changes nothing. It goes on until it ends by itself.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: AlertDto })
  @ApiProblems(400, 404)
  async acknowledge(@Param('userId') userId: string, @Param('id') id: string): Promise<AlertDto> {
    checkUserId(userId);
    const user = isUuid(id) ? await this.identities.findUser(userId) : undefined;
    const alert = user === undefined ? undefined : await this.alerts.acknowledge(user, id, this.clock.now());
    if (alert === undefined) throw unknownAlert();
    return presentAlert(alert);
  }
}
