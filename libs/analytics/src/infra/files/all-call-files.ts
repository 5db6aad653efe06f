import { CallFiles, type ExportFormat, type Pages } from '../../app/call-file.js';
import { parquetFile } from './parquet-file.js';
import { csvFile, jsonFile, ndjsonFile } from './text-files.js';

const WRITERS: Readonly<Record<ExportFormat, (pages: Pages) => AsyncIterable<Uint8Array | string>>> = { csv: csvFile, json: jsonFile, ndjson: ndjsonFile, parquet: parquetFile };

export class AllCallFiles extends CallFiles {
  write(format: ExportFormat, pages: Pages): AsyncIterable<Uint8Array | string> {
    return WRITERS[format](pages);
  }
}
