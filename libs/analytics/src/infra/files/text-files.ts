import type { Pages } from '../../app/call-file.js';
import { csvLine, EXPORT_COLUMNS, readableCells, readableRecord } from '../../core/index.js';

/** RFC 4180, with a header. */
export async function* csvFile(pages: Pages): AsyncGenerator<string> {
  yield csvLine(EXPORT_COLUMNS.map(({ name }) => name));
  for await (const page of pages) yield page.map((call) => csvLine(readableCells(call))).join('');
}

/** A JSON text a line. */
export async function* ndjsonFile(pages: Pages): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((call) => `${JSON.stringify(readableRecord(call))}\n`).join('');
}

/** One array. */
export async function* jsonFile(pages: Pages): AsyncGenerator<string> {
  let before = '[';
  for await (const page of pages) {
    yield before + page.map((call) => JSON.stringify(readableRecord(call))).join(',\n');
    before = ',\n';
  }
  yield before === '[' ? '[]\n' : ']\n';
}
