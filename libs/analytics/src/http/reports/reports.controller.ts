import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AppError, inputInvalid } from '#kernel';
import { CurrentPrincipal, requireSelf, Roles, type Principal } from '#platform/auth';
import { ApiProblems, decodeCursor, encodeCursor } from '#platform/http';
import { Identities } from '#privacy';
import { PLATFORM_USER, userIdFault } from '#realtime/core';
import { OrderReport } from '../../app/reports/order-report.js';
import type { Report } from '../../app/reports/report.js';
import { Reports, type ReportPlace } from '../../app/reports/reports.js';
import { REPORT_KINDS, type ReportKind } from '../../core/index.js';
import { presentEntry, presentReport } from './present-report.js';
import { noSuchForm, readReportName, REPORT_TYPES, unknownReport } from './report-form.js';
import { OrderReportDto, ReportDto, ReportOrderedDto, ReportsDto } from './reports.dto.js';

const PAGE = 50;

const isPlace = (place: unknown): place is ReportPlace => {
  const { toMs, id } = (place ?? {}) as Partial<Record<keyof ReportPlace, unknown>>;
  return Number.isSafeInteger(toMs) && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
};

/** Whose reports are meant: a user's own where none is named, for admins those of all users together (null). @throws AppError `forbidden_user`, `input_invalid` */
function subjectOf(principal: Principal, named: string | undefined): string | null {
  if (named === undefined && principal.role === 'admin') return null;
  if (named === undefined && principal.role === 'system') throw inputInvalid('userId', 'must be given');
  const userId = named ?? principal.subject;
  requireSelf(principal, userId);
  const fault = userIdFault(userId);
  if (fault !== undefined) throw inputInvalid('userId', fault);
  return userId;
}

function kindFrom(written: string | undefined): ReportKind | undefined {
  const kind = REPORT_KINDS.find((known) => known === written);
  if (written !== undefined && kind === undefined) throw inputInvalid('kind', `must be one of ${REPORT_KINDS.join(', ')}`);
  return kind;
}

@ApiTags('analytics')
@ApiExtraModels(ReportDto)
@Controller('api/analytics/reports')
@Roles('user', 'system')
export class ReportsController {
  constructor(
    @Inject(Reports) private readonly reports: Reports,
    @Inject(OrderReport) private readonly order: OrderReport,
    @Inject(Identities) private readonly identities: Identities,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Reports, the latest first', description: 'One’s own; for an admin who names no user those of all users together.' })
  @ApiQuery({ name: 'userId', required: false, example: 'u-17' })
  @ApiQuery({ name: 'kind', required: false, enum: REPORT_KINDS })
  @ApiQuery({ name: 'cursor', required: false })
  @ApiOkResponse({ type: ReportsDto })
  @ApiProblems(400)
  async list(@CurrentPrincipal() principal: Principal, @Query() query: { readonly userId?: string; readonly kind?: string; readonly cursor?: string }): Promise<ReportsDto> {
    const subject = subjectOf(principal, query.userId);
    const kind = kindFrom(query.kind);
    const filters = { userId: subject ?? undefined, kind };
    const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, isPlace, filters);
    const id = await this.idOf(subject);
    const found = id === undefined ? [] : await this.reports.list(id, kind, after, PAGE + 1);
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return { items: page.map((entry) => presentEntry(entry, subject)), nextCursor: found.length > PAGE && last ? encodeCursor({ toMs: last.toMs, id: last.id }, filters) : null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One report', description: 'In the form that the path ends with (`.json`, `.html`, `.pdf`), else that `Accept` asks for, else JSON; 406 `report_form_unknown` where `Accept` takes none of them. HTML is one page without scripts that fetches nothing.' })
  @ApiParam({ name: 'id', example: '7d1f6a3e-1c55-8a0b-9b2e-0c6d5f4e3a21.html', description: 'Id of a report, and the ending of a form where wanted' })
  @ApiOkResponse({ description: 'The report', content: { 'application/json': { schema: { $ref: getSchemaPath(ReportDto) } }, 'text/html': { schema: { type: 'string' } }, 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  @ApiProblems(404, 406)
  async get(@Param('id') name: string, @CurrentPrincipal() principal: Principal, @Res({ passthrough: true }) reply: FastifyReply, @Headers('accept') accept?: string): Promise<ReportDto | StreamableFile> {
    const { id, form } = readReportName(name, accept);
    const report = await this.reports.find(id);
    const userId = report === undefined ? undefined : await this.ownerFor(principal, report);
    if (report === undefined || userId === undefined) throw unknownReport();
    if (form === undefined) throw noSuchForm();
    void reply.header('vary', 'accept').header('cache-control', 'private, no-cache');
    if (form === 'json') return presentReport(report, userId);
    if (form === 'pdf') return new StreamableFile(report.pdf, { type: REPORT_TYPES.pdf, disposition: `inline; filename="${report.kind}-report.pdf"` });
    void reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    return new StreamableFile(Buffer.from(report.html), { type: 'text/html; charset=utf-8', disposition: 'inline' });
  }

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Make a report now',
    description: 'Of a period that has been over for an hour and had a call. A report that is there is made anew where it would say something else by now, under the same id and with the next `revision`. '
      + 'Ordered again before it is made, it is the same job; its report is there as soon as `GET /api/analytics/reports/{reportId}` finds it. 409 `report_period_open` or `report_period_empty`.',
  })
  @ApiResponse({ status: 202, type: ReportOrderedDto })
  @ApiProblems(400, 404, 409)
  async make(@CurrentPrincipal() principal: Principal, @Body() { userId, kind, periodStart }: OrderReportDto): Promise<ReportOrderedDto> {
    const id = await this.idOf(subjectOf(principal, userId));
    if (id === undefined) throw new AppError('user_unknown', 'not-found', 'nothing is known of this user');
    const ordered = await this.order.execute({ userId: id, kind, periodStart });
    return { jobId: ordered.jobId, reportId: ordered.id };
  }

  private async idOf(subject: string | null): Promise<number | undefined> {
    return subject === null ? PLATFORM_USER : this.identities.findUser(subject);
  }

  /** Who a report is about, null for all users together; undefined where it is none of the principal's business, or they are gone. */
  private async ownerFor({ role, subject }: Principal, { userId }: Report): Promise<string | null | undefined> {
    if (userId === PLATFORM_USER) return role === 'admin' ? null : undefined;
    const owner = (await this.identities.revealUsers([userId])).get(userId);
    return role === 'admin' || role === 'system' || owner === subject ? owner : undefined;
  }
}
