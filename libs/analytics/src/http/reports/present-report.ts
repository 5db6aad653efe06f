import type { Report, ReportEntry } from '../../app/reports/report.js';
import { dateOf } from '../../core/index.js';
import type { ReportDto, ReportEntryDto } from './reports.dto.js';

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

export function presentEntry({ id, kind, firstDay, endDay, fromMs, toMs, zone, language, madeMs, revision }: ReportEntry, userId: string | null): ReportEntryDto {
  return {
    id, userId, kind, periodStart: dateOf(firstDay), periodEnd: dateOf(endDay - 1), from: instant(fromMs), to: instant(toMs), timezone: zone, language, madeAt: instant(madeMs), revision,
  };
}

export function presentReport(report: Report, userId: string | null): ReportDto {
  const { title, subtitle, sections } = report.document;
  return { ...presentEntry(report, userId), title, subtitle, sections };
}
