import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { ExportFormat } from '../../app/call-file.js';
import type { ExportedCall } from '../../core/index.js';
import { AllCallFiles } from './all-call-files.js';

const PAGE = 1000;

const callAt = (at: number): ExportedCall => ({
  atMs: Date.UTC(2026, 2, 1) + at * 1000, callType: 'incoming', outcome: 'answered', durationSeconds: at % 2 === 0 ? at / 10 : null, phoneNumber: at % 3 === 0 ? null : `+86138${at}`,
  verdict: 'unknown', category: at % 5 === 0 ? 'loan' : null, claimed: at % 7 === 0,
});

/** Pages of calls, and how many were asked for. */
function told(calls: number) {
  const asked = { pages: 0, closed: false };
  async function* pages(): AsyncGenerator<readonly ExportedCall[]> {
    try {
      for (let from = 0; from < calls; from += PAGE) {
        asked.pages++;
        yield Array.from({ length: Math.min(PAGE, calls - from) }, (_, at) => callAt(from + at));
      }
    } finally {
      asked.closed = true;
    }
  }
  return { asked, pages: pages() };
}

async function whole(format: ExportFormat, calls: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of new AllCallFiles().write(format, told(calls).pages)) pieces.push(Buffer.from(piece as string));
  return Buffer.concat(pieces);
}

describe('files of calls', () => {
  it.each([0, 1, 2500])('of %i calls are well formed in every format', async (calls) => {
    const json = JSON.parse((await whole('json', calls)).toString()) as object[];
    expect(json.length).toBe(calls);
    expect((await whole('ndjson', calls)).toString().split('\n').slice(0, -1).map((line) => JSON.parse(line) as object)).toEqual(json);
    expect((await whole('csv', calls)).toString().split('\r\n').length).toBe(calls + 2);
    const file = await whole('parquet', calls);
    const rows = await parquetReadObjects({ file: file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer });
    expect(JSON.parse(JSON.stringify(rows))).toEqual(json);
  });

  it('of Parquet have a group for each 10,000 rows', async () => {
    const file = await whole('parquet', 25_000);
    const { row_groups: groups } = parquetMetadata(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer);
    expect(groups.map(({ num_rows: rows }) => Number(rows))).toEqual([10_000, 10_000, 5000]);
  });

  it.each<[ExportFormat, number]>([['csv', 2], ['json', 2], ['ndjson', 2], ['parquet', 20]])('%s: are made as they are taken, and no further once nobody takes them', async (format, most) => {
    const { asked, pages } = told(1_000_000);
    let pieces = 0;
    for await (const piece of new AllCallFiles().write(format, pages)) {
      expect(piece.length).toBeGreaterThan(0);
      if (++pieces === 2) break;
    }
    expect(asked).toEqual({ pages: expect.any(Number) as number, closed: true });
    expect(asked.pages).toBeLessThanOrEqual(most);
  });
});
