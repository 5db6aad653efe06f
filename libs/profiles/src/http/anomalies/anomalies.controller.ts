import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Clock, DAY_MS, inputInvalid } from '#kernel';
import { Roles } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { parseInstant } from '#realtime/core';
import { ActOnAnomaly } from '../../app/anomalies/act-on-anomaly.js';
import { ChooseAnomalySettings } from '../../app/anomalies/choose-anomaly-settings.js';
import { ListAnomalies } from '../../app/anomalies/list-anomalies.js';
import type { AnomalyPlace } from '../../app/anomalies/user-anomalies.js';
import { STATES } from '../../core/anomalies/anomaly-acts.js';
import { SEVERITIES } from '../../core/anomalies/day-finding.js';
import { dayOfDate } from '../../core/anomalies/local-days.js';
import { checkUserId } from '../check-user-id.js';
import { OwnPathGuard } from '../own-path.guard.js';
import { AnomaliesDto, AnomalyDto, AnomalySettingsChangeDto, AnomalySettingsDto, SnoozeDto, UsefulnessDto } from './anomalies.dto.js';
import { presentAnomaly } from './present-anomaly.js';

const PAGE = 20;
const LONGEST_SNOOZE_MS = 366 * DAY_MS;

type AnomaliesQuery = Partial<Record<'severity' | 'state' | 'from' | 'to' | 'cursor', string>>;

function oneOf<Name extends string>(path: string, known: readonly Name[], written: string | undefined): Name | undefined {
  const name = known.find((one) => one === written);
  if (written !== undefined && name === undefined) throw inputInvalid(path, `must be one of ${known.join(', ')}`);
  return name;
}

function dayFrom(path: string, written: string | undefined): number | undefined {
  const day = written === undefined ? undefined : dayOfDate(written);
  if (written !== undefined && day === undefined) throw inputInvalid(path, 'must be a date such as 2026-03-04');
  return day;
}

const isPlace = (place: unknown): place is AnomalyPlace => {
  const { day, id } = (place ?? {}) as Partial<Record<keyof AnomalyPlace, unknown>>;
  return Number.isSafeInteger(day) && typeof id === 'string';
};

@ApiTags('profiles')
@Controller('api/profiles/:userId/anomalies')
@Roles('user', 'system')
@UseGuards(OwnPathGuard)
@ApiParam({ name: 'userId', example: 'u-17' })
export class AnomaliesController {
  constructor(
    @Inject(ListAnomalies) private readonly anomalies: ListAnomalies,
    @Inject(ActOnAnomaly) private readonly acts: ActOnAnomaly,
    @Inject(ChooseAnomalySettings) private readonly settings: ChooseAnomalySettings,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Days on which a user’s calls were unusual, and what the user’s monitors found',
    description: 'The latest first. Each day is judged by the 90 days before it on the user’s clock; the one that still runs is not. Alerts of monitors stand on the day on which they began, today’s among them.',
  })
  @ApiQuery({ name: 'severity', required: false, enum: SEVERITIES })
  @ApiQuery({ name: 'state', required: false, enum: STATES })
  @ApiQuery({ name: 'from', required: false, example: '2026-01-01', description: 'First day; 90 days up to `to` where left out, at most 92' })
  @ApiQuery({ name: 'to', required: false, example: '2026-03-31', description: 'Last day; yesterday where left out' })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: AnomaliesDto })
  @ApiProblems(400)
  async list(@Param('userId') userId: string, @Query() { severity, state, from, to, cursor }: AnomaliesQuery): Promise<AnomaliesDto> {
    checkUserId(userId);
    const filters = { userId, severity, state, from, to };
    const query = {
      severity: oneOf('severity', SEVERITIES, severity), state: oneOf('state', STATES, state), from: dayFrom('from', from), to: dayFrom('to', to),
      after: cursor === undefined ? undefined : decodeCursor(cursor, isPlace, filters), limit: PAGE,
    };
    const { items, hasMore, isHistoryShort } = await this.anomalies.execute(userId, query, this.clock.now());
    const last = items.at(-1);
    return { items: items.map(presentAnomaly), insufficientHistory: isHistoryShort, nextCursor: hasMore && last ? encodeCursor({ day: last.day, id: last.id }, filters) : null };
  }

  @Get('settings')
  @ApiOperation({ summary: 'How a user wants to be told of unusual days', description: 'With what feedback has made of the sensitivity.' })
  @ApiOkResponse({ type: AnomalySettingsDto })
  @ApiProblems(400)
  async readSettings(@Param('userId') userId: string): Promise<AnomalySettingsDto> {
    checkUserId(userId);
    return this.settings.get(userId);
  }

  @Put('settings')
  @HttpCode(200)
  @ApiOperation({ summary: 'Choose sensitivity, least severity and what counts', description: 'Only what is named changes; the answer shows all as they will stand a moment later.' })
  @ApiOkResponse({ type: AnomalySettingsDto })
  @ApiProblems(400)
  async changeSettings(@Param('userId') userId: string, @Body() { sensitivity, minimumSeverity, featuresOff }: AnomalySettingsChangeDto): Promise<AnomalySettingsDto> {
    checkUserId(userId);
    const named = { ...(sensitivity && { sensitivity }), ...(minimumSeverity && { minimumSeverity }), ...(featuresOff && { featuresOff }) };
    if (Object.keys(named).length === 0) throw inputInvalid('', 'must hold at least one of sensitivity, minimumSeverity, featuresOff');
    return this.settings.change(userId, named, this.clock.now());
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take note of an unusual day' })
  @ApiParam({ name: 'id', example: '2026-03-04.fewer-calls' })
  @ApiOkResponse({ type: AnomalyDto })
  @ApiProblems(400, 404)
  async acknowledge(@Param('userId') userId: string, @Param('id') id: string): Promise<AnomalyDto> {
    checkUserId(userId);
    return presentAnomaly(await this.acts.act(userId, id, { state: 'acknowledged' }, this.clock.now()));
  }

  @Post(':id/snooze')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put an unusual day off', description: 'It is open again from then on.' })
  @ApiParam({ name: 'id', example: '2026-03-04.fewer-calls' })
  @ApiOkResponse({ type: AnomalyDto })
  @ApiProblems(400, 404)
  async snooze(@Param('userId') userId: string, @Param('id') id: string, @Body() { until }: SnoozeDto): Promise<AnomalyDto> {
    checkUserId(userId);
    const now = this.clock.now();
    return presentAnomaly(await this.acts.act(userId, id, { state: 'snoozed', untilMs: endFrom(until, now) }, now));
  }

  @Post(':id/feedback')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say whether it was worth telling', description: 'Moves the user’s sensitivity within bounds; what was not useful is dismissed.' })
  @ApiParam({ name: 'id', example: '2026-03-04.fewer-calls' })
  @ApiOkResponse({ type: AnomalyDto })
  @ApiProblems(400, 404)
  async feedback(@Param('userId') userId: string, @Param('id') id: string, @Body() { useful }: UsefulnessDto): Promise<AnomalyDto> {
    checkUserId(userId);
    return presentAnomaly(await this.acts.feedback(userId, id, useful, this.clock.now()));
  }
}

function endFrom(written: string, nowMs: number): number {
  const moment = parseInstant(written);
  if (moment === undefined) throw inputInvalid('until', 'must be an RFC 3339 date-time with a zone');
  if (moment <= nowMs) throw inputInvalid('until', 'must not lie in the past');
  if (moment > nowMs + LONGEST_SNOOZE_MS) throw inputInvalid('until', 'must lie at most a year ahead');
  return moment;
}
