import { bytes, plain, type Database } from '#platform/database';
import { Reputations, type Member } from '../../app/ranges/reputations.js';
import { BLOCK_SIZES, type Neighbourhood, type Reputation } from '../../core/index.js';
import { BLOCK_MEMBERS, NEWCOMERS_PLACE, REPUTATION_AROUND, REPUTATION_ROWS } from './reputation-statements.js';

type RowCells = [
  fortnight: number, heatBad: number, heatGood: number, evidenceBad: number, evidenceGood: number,
  usersLow: number, usersHigh: number, numbersLow: number, numbersHigh: number,
];
/** Place 0 is the number itself, 1 and on its blocks, the last one what newcomers' calls say of it. */
type Holder = [callerId: number, place: number];

function rowFrom([fortnight, heatBad, heatGood, evidenceBad, evidenceGood, usersLow, usersHigh, numbersLow, numbersHigh]: RowCells): Reputation {
  return { fortnight, heatBad, heatGood, evidenceBad, evidenceGood, users: { low: usersLow, high: usersHigh }, numbers: { low: numbersLow, high: numbersHigh } };
}

const rowsFrom = (cells: unknown): Reputation[] => ((cells ?? []) as RowCells[]).map(rowFrom);

export class PgReputations extends Reputations {
  constructor(private readonly database: Database) {
    super();
  }

  async around(callerIds: readonly number[]): Promise<ReadonlyMap<number, Neighbourhood>> {
    if (callerIds.length === 0) return new Map();
    const places = new Map(callerIds.map((id) => [id, new Array<Reputation[] | undefined>(1 + NEWCOMERS_PLACE).fill(undefined)]));
    for (const [holders, cells] of await this.database.rows(REPUTATION_AROUND, [plain(callerIds)])) {
      const rows = rowsFrom(cells);
      for (const [callerId, place] of holders as unknown as Holder[]) (places.get(callerId) as unknown[])[place] = rows;
    }
    return new Map([...places].map(([id, [own = [], ...around]]) => [id, { own, blocks: around.slice(0, BLOCK_SIZES.length), newcomers: around[BLOCK_SIZES.length] ?? [] }]));
  }

  async rows(keys: readonly Buffer[]): Promise<ReadonlyMap<string, readonly Reputation[]>> {
    if (keys.length === 0) return new Map();
    const found = await this.database.rows(REPUTATION_ROWS, [bytes(keys)]);
    return new Map(found.flatMap(([key, cells]) => (cells === null ? [] : [[key as string, rowsFrom(cells)]])));
  }

  async members(key: Buffer, limit: number): Promise<readonly Member[]> {
    const rows = await this.database.rows(BLOCK_MEMBERS, [key, limit]);
    return rows.map(([callerId, ...keys]) => ({ callerId: callerId as number, keys: keys.map((each) => (each as string | null) ?? undefined) }));
  }
}
