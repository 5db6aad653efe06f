import { createHash, type Hash } from 'node:crypto';
import { createReadStream, openSync, readSync, closeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

export interface Batch {
  /** Counted from 0; a batch is always the same lines of the file. */
  readonly index: number;
  /** How many lines came before it. */
  readonly first: number;
  readonly lines: readonly string[];
}

// Below the 2 MiB that the service reads at once.
const MOST_BYTES = 1_900_000;

const GZIP = Buffer.from([0x1f, 0x8b]);

function isGzip(path: string): boolean {
  const start = Buffer.alloc(2);
  const file = openSync(path, 'r');
  readSync(file, start, 0, 2, 0);
  closeSync(file);
  return start.equals(GZIP);
}

/** The lines of a file, gzipped or not, in batches of up to `size`; empty lines are left out. */
export async function* batchesOf(path: string, size: number): AsyncGenerator<Batch> {
  const file = createReadStream(path);
  const input = isGzip(path) ? file.pipe(createGunzip()) : file;
  file.once('error', (error) => input.destroy(error));
  let lines: string[] = [];
  let bytes = 0;
  let index = 0;
  let first = 0;
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const length = Buffer.byteLength(line) + 1;
    if (lines.length === size || (lines.length > 0 && bytes + length > MOST_BYTES)) {
      yield { index: index++, first, lines };
      first += lines.length;
      lines = [];
      bytes = 0;
    }
    lines.push(line);
    bytes += length;
  }
  if (lines.length > 0) yield { index, first, lines };
}

/** What tells a file from any other: a digest of its bytes. */
export async function fingerprintOf(path: string): Promise<string> {
  const hash: Hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex').slice(0, 32);
}
