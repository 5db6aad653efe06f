import { StreamableFile } from '@nestjs/common';
import { getSchemaPath } from '@nestjs/swagger';
import { figureRows, type Summary } from '../core/index.js';
import { inputInvalid } from './analytics-query.js';
import { AnalyticsSummaryDto } from './analytics.dto.js';

const FORMATS = ['json', 'csv'] as const;
type SummaryFormat = (typeof FORMATS)[number];

/** How the parameter is documented. */
export const SUMMARY_FORMAT = { name: 'format', required: false, enum: FORMATS, description: '`json` where left out; as CSV a line for each figure, without callers, trends and insights' };

/** How the answer is documented. */
export const SUMMARY_ANSWER = {
  description: 'The summary',
  content: {
    'application/json': { schema: { $ref: getSchemaPath(AnalyticsSummaryDto) } },
    'text/csv': { schema: { type: 'string' as const }, example: 'figure,current,previous\r\ncalls.total,42,35\r\n' },
  },
};

/** @throws AppError `input_invalid` */
export function readSummaryFormat(written = 'json'): SummaryFormat {
  const format = FORMATS.find((known) => known === written);
  if (format === undefined) throw inputInvalid({ path: 'format', message: `must be one of ${FORMATS.join(', ')}` });
  return format;
}

export function summaryAsCsv(summary: Summary): StreamableFile {
  return new StreamableFile(Buffer.from(figureRows(summary)), { type: 'text/csv; charset=utf-8; header=present', disposition: 'attachment; filename="summary.csv"' });
}
