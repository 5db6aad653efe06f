import { plain, type Database } from '#platform/database';
import type { BlockKeys } from '../../app/ranges/block-keys.js';
import { Reputations, type Member } from '../../app/ranges/reputations.js';
import type { Neighbourhood } from '../../core/index.js';
import { blocksFrom, neighbourhoodFrom, type AroundCells, type OwnCells } from './reputation-cells.js';
import { BLOCK_MEMBERS, BLOCKS_BY_KEYS, REPUTATION_AROUND } from './reputation-statements.js';

export class PgReputations extends Reputations {
  constructor(private readonly database: Database) {
    super();
  }

  async around(callerIds: readonly number[]): Promise<ReadonlyMap<number, Neighbourhood>> {
    if (callerIds.length === 0) return new Map();
    const rows = (await this.database.rows(REPUTATION_AROUND, [plain(callerIds)])) as unknown as [number, OwnCells, AroundCells][];
    return new Map(rows.map(([id, ...cells]) => [id, neighbourhoodFrom(cells)]));
  }

  async blocks(keys: BlockKeys): Promise<Neighbourhood['blocks']> {
    const [row] = (await this.database.rows(BLOCKS_BY_KEYS, [...keys])) as unknown as [AroundCells][];
    return blocksFrom(row?.[0] ?? null);
  }

  async members(key: Buffer, limit: number): Promise<readonly Member[]> {
    const rows = await this.database.rows(BLOCK_MEMBERS, [key, limit]);
    return rows.map(([callerId, ...keys]) => ({ callerId: callerId as number, keys: keys as string[] }));
  }
}
