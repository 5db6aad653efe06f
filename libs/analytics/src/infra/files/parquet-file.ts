import type { BasicType, ByteWriter } from 'hyparquet-writer';
import type { Pages } from '../../app/call-file.js';
import { EXPORT_COLUMNS, type ExportColumn, type ExportedCall } from '../../core/index.js';

/** Rows of a group, which is held in memory whole. */
const GROUP_ROWS = 10_000;

const TYPES: Readonly<Record<ExportColumn['kind'], BasicType>> = { text: 'STRING', time: 'TIMESTAMP', number: 'DOUBLE', flag: 'BOOLEAN' };

function columnData(rows: readonly ExportedCall[]) {
  return EXPORT_COLUMNS.map(({ name, kind, nullable, value }) => ({
    name, nullable, data: rows.map((row) => (kind === 'time' ? new Date(value(row) as number) : value(row))),
  }));
}

/** What has been written since the last time. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

/** Apache Parquet: a group for each 10,000 rows, Snappy. Of a group that is written only its place is kept, for the footer. */
export async function* parquetFile(pages: Pages): AsyncGenerator<Uint8Array> {
  const { ByteWriter, ParquetWriter, schemaFromColumnData } = await import('hyparquet-writer');
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: EXPORT_COLUMNS.map(({ name, kind, nullable }) => ({ name, nullable, type: TYPES[kind], data: [] })) });
  const file = new ParquetWriter({ writer, schema, createdBy: 'profile-analytics-service' });
  let rows: ExportedCall[] = [];
  for await (const page of pages) {
    rows.push(...page);
    if (rows.length < GROUP_ROWS) continue;
    await file.write({ columnData: columnData(rows), rowGroupSize: rows.length });
    rows = [];
    yield taken(writer);
  }
  if (rows.length > 0) await file.write({ columnData: columnData(rows), rowGroupSize: rows.length });
  await file.finish();
  yield taken(writer);
}
