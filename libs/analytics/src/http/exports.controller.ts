import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { AppError, Clock } from '#kernel';
import { CurrentPrincipal, requireSelf, Roles, type Principal } from '#platform/auth';
import { ApiProblems } from '#platform/http';
import { Identities } from '#privacy';
import { userIdFault } from '#realtime/core';
import { CallFiles, EXPORT_FORMATS, type ExportFormat } from '../app/call-file.js';
import { ExportCalls } from '../app/export-calls.js';
import { Summarize } from '../app/summarize.js';
import { PERIODS } from '../core/index.js';
import { inputInvalid, readPeriod, type PeriodQuery } from './analytics-query.js';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present', json: 'application/json; charset=utf-8', ndjson: 'application/x-ndjson', parquet: 'application/vnd.apache.parquet',
};
const BINARY = { schema: { type: 'string', format: 'binary' } } as const;
const EXAMPLE = "timestamp,callType,outcome,durationSeconds,phoneNumber,verdict,category,claimed\r\n2026-03-19T14:00:00.000Z,incoming,rejected,,'+8613800138000,spam,loan,false\r\n";

interface ExportQuery extends PeriodQuery {
  readonly format?: string;
}

@ApiTags('analytics')
@Controller('api/analytics/:userId')
@Roles('user', 'system')
export class ExportsController {
  constructor(
    @Inject(Summarize) private readonly summarize: Summarize,
    @Inject(ExportCalls) private readonly calls: ExportCalls,
    @Inject(CallFiles) private readonly files: CallFiles,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get('calls')
  @ApiOperation({
    summary: 'A user’s calls in a period, as a file',
    description: 'Streamed, the earliest first, as the folds know them when it begins. Numbers are whole for the user, masked for everybody else. In CSV a text that a spreadsheet would run as a formula begins with an apostrophe, numbers among them. '
      + 'A response that breaks off before its end is not complete.',
  })
  @ApiParam({ name: 'userId', example: 'u-17' })
  @ApiQuery({ name: 'format', required: false, enum: EXPORT_FORMATS, description: '`csv` where left out; Parquet in groups of 10,000 rows' })
  @ApiQuery({ name: 'period', required: false, enum: PERIODS, description: '`7d` where left out' })
  @ApiQuery({ name: 'from', required: false, type: String, description: 'RFC 3339, with the period `custom`; cut to its quarter hour' })
  @ApiQuery({ name: 'to', required: false, type: String, description: 'RFC 3339, with the period `custom`; `asOf` where left out' })
  @ApiQuery({ name: 'asOf', required: false, type: String, description: 'RFC 3339; a named period ends at the last full quarter hour before' })
  @ApiOkResponse({
    description: 'The calls',
    content: { 'text/csv': { ...BINARY, example: EXAMPLE }, 'application/json': BINARY, 'application/x-ndjson': BINARY, 'application/vnd.apache.parquet': BINARY },
  })
  @ApiProblems(400, 404)
  async export(@Param('userId') userId: string, @CurrentPrincipal() principal: Principal, @Query() query: ExportQuery): Promise<StreamableFile> {
    requireSelf(principal, userId);
    const format = formatFrom(query.format);
    const asked = readPeriod(query, this.clock.now());
    const fault = userIdFault(userId);
    if (fault !== undefined) throw inputInvalid({ path: 'userId', message: fault });
    const id = await this.identities.findUser(userId);
    if (id === undefined) throw new AppError('user_unknown', 'not-found', 'nothing is known of this user');
    const span = await this.summarize.spanOf({ userId: id, ...asked });
    const pages = this.calls.pagesOf({ userId: id, fromMs: span.fromMs, toMs: span.toMs, whole: principal.role !== 'system' && principal.subject === userId });
    // A piece is made when the one before was taken: neither a slow reader nor a long period fills the memory.
    const stream = Readable.from(this.files.write(format, pages), { objectMode: false, highWaterMark: 0 });
    return new StreamableFile(stream, { type: TYPES[format], disposition: `attachment; filename="calls.${format}"` });
  }
}

function formatFrom(written = 'csv'): ExportFormat {
  const format = EXPORT_FORMATS.find((known) => known === written);
  if (format === undefined) throw inputInvalid({ path: 'format', message: `must be one of ${EXPORT_FORMATS.join(', ')}` });
  return format;
}
