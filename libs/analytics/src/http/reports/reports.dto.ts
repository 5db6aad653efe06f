import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString } from 'class-validator';
import { MayBeAbsent } from '#platform/http';
import { REPORT_KINDS, REPORT_LANGUAGES } from '../../core/index.js';

export class ReportEntryDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'u-17', type: String, nullable: true, description: 'Null for all users together' }) userId!: string | null;
  @ApiProperty({ enum: REPORT_KINDS }) kind!: string;
  @ApiProperty({ example: '2026-03-09', description: 'First day, on the user’s calendar' }) periodStart!: string;
  @ApiProperty({ example: '2026-03-15', description: 'Last day' }) periodEnd!: string;
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time', description: 'The period ends before it' }) to!: string;
  @ApiProperty({ example: 'Asia/Shanghai' }) timezone!: string;
  @ApiProperty({ enum: REPORT_LANGUAGES }) language!: string;
  @ApiProperty({ format: 'date-time', description: 'When this revision was made' }) madeAt!: string;
  @ApiProperty({ example: 1, description: 'How often it was made: 2 where it was made anew once because figures had changed' }) revision!: number;
}

export class ReportsDto {
  @ApiProperty({ type: [ReportEntryDto] }) items!: ReportEntryDto[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

export class ReportFigureDto {
  @ApiProperty({ example: 'Spam calls blocked' }) label!: string;
  @ApiProperty({ example: '7' }) shown!: string;
  @ApiProperty({ example: '5' }) shownBefore!: string;
  @ApiProperty({ example: 7, type: Number, nullable: true }) value!: number | null;
  @ApiProperty({ example: 5, type: Number, nullable: true, description: 'In the period before' }) before!: number | null;
}

export class ReportSeriesDto {
  @ApiProperty({ example: 'This period' }) name!: string;
  @ApiProperty({ type: [Number], example: [7, 8, 6, 9, 7, 3, 2] }) values!: readonly number[];
}

export class ReportChartDto {
  @ApiProperty({ enum: ['bars', 'lines'] }) form!: string;
  @ApiProperty({ example: 'Calls by day of the week' }) title!: string;
  @ApiProperty({ example: 'Most at Thu: 9.' }) description!: string;
  @ApiProperty({ type: [String], example: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] }) labels!: readonly string[];
  @ApiProperty({ type: [ReportSeriesDto] }) series!: readonly ReportSeriesDto[];
}

export class ReportTableDto {
  @ApiProperty({ example: 'Numbers that called most' }) caption!: string;
  @ApiProperty({ type: [String], example: ['Number', 'Calls'] }) columns!: readonly string[];
  @ApiProperty({ type: 'array', items: { type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'number' }] } }, example: [['+86138•••8001', 9]] }) rows!: readonly (readonly (string | number)[])[];
}

export class ReportSectionDto {
  @ApiProperty({ example: 'In figures' }) heading!: string;
  @ApiProperty({ type: [String], example: ['7 of 9 spam calls were blocked, which spared about 4 min.'] }) sentences!: readonly string[];
  @ApiProperty({ type: [ReportFigureDto] }) figures!: readonly ReportFigureDto[];
  @ApiProperty({ type: [ReportChartDto] }) charts!: readonly ReportChartDto[];
  @ApiProperty({ type: [ReportTableDto] }) tables!: readonly ReportTableDto[];
}

export class ReportDto extends ReportEntryDto {
  @ApiProperty({ example: 'Your calls of the week' }) title!: string;
  @ApiProperty({ example: '2026-03-09 – 2026-03-15' }) subtitle!: string;
  @ApiProperty({ type: [ReportSectionDto], description: 'All that the HTML and the PDF say' }) sections!: readonly ReportSectionDto[];
}

export class OrderReportDto {
  @ApiPropertyOptional({ example: 'u-17', description: 'The caller where left out; for an admin, all users together' }) @MayBeAbsent() @IsString() userId?: string;
  @ApiProperty({ enum: REPORT_KINDS, example: 'weekly' }) @IsIn(REPORT_KINDS) kind!: (typeof REPORT_KINDS)[number];
  @ApiPropertyOptional({ example: '2026-03-09', description: 'First day of the period, a Monday for a week; the latest period that is over where left out' }) @MayBeAbsent() @IsString() periodStart?: string;
}

export class ReportOrderedDto {
  @ApiProperty({ format: 'uuid' }) jobId!: string;
  @ApiProperty({ format: 'uuid', description: 'The report, as soon as it is made' }) reportId!: string;
}
