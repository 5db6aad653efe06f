import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Query, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Clock, inputInvalid } from '#kernel';
import { CurrentPrincipal, Roles, type Principal } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { Identities } from '#privacy';
import { OwnPathGuard } from '#profiles';
import { CreateMonitor } from '../../app/monitors/create-monitor.js';
import { hourOf } from '../../app/monitors/hours.js';
import type { Monitor } from '../../app/monitors/monitor.js';
import { Monitors, type MonitorPlace } from '../../app/monitors/monitors.js';
import { RemoveMonitor } from '../../app/monitors/remove-monitor.js';
import { checkUserId, isUuid, unknownMonitor } from './monitor-faults.js';
import { ChangeMonitorDto, CreateMonitorDto, MonitorDto, MonitorsDto } from './monitors.dto.js';
import { presentMonitor } from './present.js';
import { thresholdFault } from './threshold-fault.js';

const PAGE = 20;
const DEFAULTS = { sensitivity: 0.5, intervalMinutes: 60, cooldownMinutes: 360 };

const isPlace = (place: unknown): place is MonitorPlace => {
  const { createdMs, id } = (place ?? {}) as Partial<Record<keyof MonitorPlace, unknown>>;
  return Number.isSafeInteger(createdMs) && isUuid(id);
};

@ApiTags('trends')
@Controller('api/trends/:userId')
@Roles('user', 'system')
@UseGuards(OwnPathGuard)
@ApiParam({ name: 'userId', example: 'u-17' })
export class MonitorsController {
  constructor(
    @Inject(CreateMonitor) private readonly create: CreateMonitor,
    @Inject(RemoveMonitor) private readonly removal: RemoveMonitor,
    @Inject(Monitors) private readonly monitors: Monitors,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Post('monitor')
  @ApiOperation({
    summary: 'Watch a series of a user, hour by hour',
    description: 'What stands out from the hour under way on becomes an alert, an hour or two after that hour ends. At most 50 a user. Metrics are those of the summary; `spam_calls` goes by the list of spam as it stands when the hour is judged.',
  })
  @ApiHeader({ name: 'idempotency-key', required: false })
  @ApiCreatedResponse({ type: MonitorDto })
  @ApiProblems(400, 409)
  async add(@Param('userId') userId: string, @Body() body: CreateMonitorDto, @CurrentPrincipal() { subject }: Principal, @Headers('idempotency-key') key?: string): Promise<MonitorDto> {
    checkUserId(userId);
    const { metric, condition, threshold } = body;
    if (condition === 'threshold' && !threshold) throw inputInvalid('threshold', 'is needed with the condition threshold');
    if (condition !== 'threshold' && threshold) throw inputInvalid('threshold', 'goes with the condition threshold alone');
    const fault = threshold && thresholdFault(metric, threshold);
    if (fault) throw inputInvalid('threshold.value', fault);
    const order = {
      metric, condition, threshold: threshold ?? undefined, sensitivity: body.sensitivity ?? DEFAULTS.sensitivity,
      intervalMinutes: body.intervalMinutes ?? DEFAULTS.intervalMinutes, cooldownMinutes: body.cooldownMinutes ?? DEFAULTS.cooldownMinutes,
    };
    return presentMonitor(await this.create.execute(order, { subject, userId, key }));
  }

  @Get('monitors')
  @ApiOperation({ summary: 'Monitors of a user, the oldest first' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: MonitorsDto })
  @ApiProblems(400)
  async list(@Param('userId') userId: string, @Query('cursor') cursor?: string): Promise<MonitorsDto> {
    checkUserId(userId);
    const place = cursor === undefined ? undefined : decodeCursor(cursor, isPlace, { userId });
    const user = await this.identities.findUser(userId);
    const found = user === undefined ? [] : await this.monitors.list(user, place, PAGE + 1);
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return { items: page.map(presentMonitor), nextCursor: found.length > PAGE && last ? encodeCursor({ createdMs: last.createdMs, id: last.id }, { userId }) : null };
  }

  @Get('monitors/:id')
  @ApiOperation({ summary: 'One monitor' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MonitorDto })
  @ApiProblems(400, 404)
  async get(@Param('userId') userId: string, @Param('id') id: string): Promise<MonitorDto> {
    return presentMonitor(await this.known(await this.ownerOf(userId, id), id));
  }

  @Patch('monitors/:id')
  @ApiOperation({ summary: 'Pause a monitor, or resume it', description: 'Pausing closes its open alert. What lasts when it is resumed alerts anew.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: MonitorDto })
  @ApiProblems(400, 404)
  async change(@Param('userId') userId: string, @Param('id') id: string, @Body() { paused }: ChangeMonitorDto): Promise<MonitorDto> {
    const user = await this.ownerOf(userId, id);
    const isKnown = await (paused ? this.monitors.pause(user, id) : this.monitors.resume(user, id, hourOf(this.clock.now())));
    if (!isKnown) throw unknownMonitor();
    // What this request stored, whatever another one says at the same time.
    return presentMonitor({ ...(await this.known(user, id)), isPaused: paused });
  }

  @Delete('monitors/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a monitor', description: 'Its alerts stay, closed.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiNoContentResponse()
  @ApiProblems(400, 404)
  async remove(@Param('userId') userId: string, @Param('id') id: string): Promise<void> {
    if (!(await this.removal.execute(await this.ownerOf(userId, id), id))) throw unknownMonitor();
  }

  /** @throws AppError `monitor_unknown` where nobody can own it */
  private async ownerOf(userId: string, id: string): Promise<number> {
    checkUserId(userId);
    const user = isUuid(id) ? await this.identities.findUser(userId) : undefined;
    if (user === undefined) throw unknownMonitor();
    return user;
  }

  private async known(user: number, id: string): Promise<Monitor> {
    const monitor = await this.monitors.find(user, id);
    if (monitor === undefined) throw unknownMonitor();
    return monitor;
  }
}
