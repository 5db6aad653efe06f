import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Roles } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { ModelRegistry } from '../app/model-registry.js';
import { ModelAlerts, type ModelAlert } from '../app/watching/model-alerts.js';
import { ModelAudit, type AuditRow } from '../app/watching/model-audit.js';
import { WatchModels } from '../app/watching/watch-models.js';
import { knownModel } from '../app/known-models.js';
import { AlertsDto, AuditDto, WatchReportDto, type AlertDto, type AuditRowDto } from './watching.dto.js';

const PAGE = 50;
const NAME = { name: 'name', example: 'spam_classifier' };
const CURSOR = { name: 'cursor', required: false };

const isId = (place: unknown): place is number => Number.isSafeInteger(place);
const instant = (epochMs: number): string => new Date(epochMs).toISOString();

function presentAlert({ id, raisedMs, clearedMs, ...alert }: ModelAlert): AlertDto {
  return { id: String(id), ...alert, raisedAt: instant(raisedMs), clearedAt: clearedMs === null ? null : instant(clearedMs) };
}

function presentStep({ id, version, action, actedMs, by, reason, details }: AuditRow): AuditRowDto {
  return { id: String(id), version, action, actedAt: instant(actedMs), actedBy: by, reason, details };
}

function page<Row extends { readonly id: number }, Item>(rows: readonly Row[], name: string, present: (row: Row) => Item): { items: Item[]; nextCursor: string | null } {
  return { items: rows.slice(0, PAGE).map(present), nextCursor: rows.length > PAGE ? encodeCursor(rows[PAGE - 1]?.id, { name }) : null };
}

@ApiTags('models')
@Controller('api/models/:name')
@Roles('system')
export class WatchingController {
  constructor(
    @Inject(ModelRegistry) private readonly registry: ModelRegistry,
    @Inject(ModelAlerts) private readonly modelAlerts: ModelAlerts,
    @Inject(ModelAudit) private readonly modelAudit: ModelAudit,
    @Inject(WatchModels) private readonly watchModels: WatchModels,
  ) {}

  @Get('alerts')
  @ApiOperation({ summary: 'What is not, or was not, as it should be with what a model serves, newest first' })
  @ApiParam(NAME)
  @ApiQuery(CURSOR)
  @ApiOkResponse({ type: AlertsDto })
  @ApiProblems(400, 404)
  async alerts(@Param('name') name: string, @Query('cursor') cursor?: string): Promise<AlertsDto> {
    const before = await this.placeOf(name, cursor);
    return page(await this.modelAlerts.list(name, before, PAGE + 1), name, presentAlert);
  }

  @Get('audit')
  @Roles('admin')
  @ApiOperation({ summary: 'Every step that was taken for a model, by whom and why, newest first' })
  @ApiParam(NAME)
  @ApiQuery(CURSOR)
  @ApiOkResponse({ type: AuditDto })
  @ApiProblems(400, 404)
  async audit(@Param('name') name: string, @Query('cursor') cursor?: string): Promise<AuditDto> {
    const before = await this.placeOf(name, cursor);
    return page(await this.modelAudit.list(name, { before, limit: PAGE + 1 }), name, presentStep);
  }

  @Post('watch')
  @Roles('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Look after a model now: alerts, shadow scoring, promotion test, roll-back', description: 'What the worker does every `ML_WATCH_INTERVAL` seconds.' })
  @ApiParam(NAME)
  @ApiOkResponse({ type: WatchReportDto })
  @ApiProblems(404, 409, 503)
  watch(@Param('name') name: string): Promise<WatchReportDto> {
    return this.watchModels.one(name);
  }

  private async placeOf(name: string, cursor: string | undefined): Promise<number | undefined> {
    const before = cursor === undefined ? undefined : decodeCursor(cursor, isId, { name });
    await knownModel(this.registry, name);
    return before;
  }
}
