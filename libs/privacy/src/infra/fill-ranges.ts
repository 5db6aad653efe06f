import { bytes, plain, type Database, type Statement } from '#platform/database';
import { Rest } from '#platform/process';
import type { Keyring } from '../crypto/keyring.js';
import { rangePrefix, type E164 } from '../phone/index.js';

const PAGE = 500;
/** Of the time: the stream is folded meanwhile. */
const SHARE = 1 / 3;
const DROPPED = 4;

const WITHOUT_RANGE: Statement = { name: 'identity_without_range', text: 'SELECT id, ciphertext FROM identity WHERE kind = 2 AND range_10000 IS NULL ORDER BY id LIMIT $1' };

// Held in order first, so that two processes filling at once do not wait for each other.
const FILL: Statement = {
  name: 'identity_fill_range',
  text: `
    WITH held AS (
      SELECT i.id, t.range FROM identity AS i JOIN unnest($1::bigint[], $2::bytea[]) AS t(id, range) USING (id)
      WHERE i.kind = 2 AND i.range_10000 IS NULL ORDER BY i.id FOR UPDATE OF i
    )
    UPDATE identity AS i SET range_10000 = held.range FROM held WHERE i.id = held.id`,
};

/** The key of a number's block of 10,000; empty where it is too short to have one, so that nobody looks again. */
export function widestRange(number: E164, keyring: Keyring): Buffer {
  const prefix = rangePrefix(number, DROPPED);
  return prefix === undefined ? Buffer.alloc(0) : keyring.blindIndex('range-10000', prefix);
}

/** Gives numbers registered before there were blocks of 10,000 theirs. */
export class FillRanges {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly share = SHARE,
  ) {}

  /** Resolves with how many numbers were looked at. */
  async execute(stopped: () => boolean = () => false): Promise<number> {
    const rest = new Rest(this.share);
    let filled = 0;
    while (!stopped()) {
      const rows = await this.database.rows(WITHOUT_RANGE, [PAGE]);
      if (rows.length === 0) break;
      const ranges = rows.map(([, sealed]) => widestRange(this.keyring.open('phone', sealed as Buffer) as E164, this.keyring));
      await this.database.rows(FILL, [plain(rows.map(([id]) => id as number)), bytes(ranges)]);
      filled += rows.length;
      await rest.take();
    }
    return filled;
  }
}
