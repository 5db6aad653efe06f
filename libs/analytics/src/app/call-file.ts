import type { ExportedCall } from '../core/index.js';

export const EXPORT_FORMATS = ['csv', 'json', 'ndjson', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type Pages = AsyncIterable<readonly ExportedCall[]>;

/** Writes calls as files of one format, a piece at a time. */
export abstract class CallFiles {
  abstract write(format: ExportFormat, pages: Pages): AsyncIterable<Uint8Array | string>;
}
