import type { Database, Statement } from '#platform/database';
import type { Keyring } from '#privacy';
import { Whitelists, type ListedFacts } from '../app/whitelists.js';
import { entryOf, type WhitelistChange, type WhitelistFacts } from '../core/index.js';
import { changeFrom, changesOf, factsOf, whitelistFactsFrom, type ChangeCells, type FactCells } from './whitelist-cells.js';

const BETWEEN: Statement = { name: 'whitelist_between', text: `SELECT ${factsOf('$2')}` };

const PAGE: Statement = {
  name: 'whitelist_page',
  text: `
    SELECT n.caller_id, ${factsOf('n.caller_id')}
    FROM (
      SELECT caller_id FROM caller_user WHERE user_id = $1 AND caller_id > $2 AND (answered > 0 OR taken > 0)
      UNION SELECT caller_id FROM whitelist_change WHERE user_id = $1 AND caller_id > $2
      ORDER BY caller_id LIMIT $3
    ) AS n ORDER BY n.caller_id`,
};

const SPOKEN_OF: Statement = { name: 'whitelist_spoken_of', text: 'SELECT count(DISTINCT caller_id) FROM whitelist_change WHERE user_id = $1' };
const ALL_CHANGES: Statement = {
  name: 'whitelist_all',
  text: `SELECT n.caller_id, ${changesOf('n.caller_id')} FROM (SELECT DISTINCT caller_id FROM whitelist_change WHERE user_id = $1) AS n`,
};

/** So many numbers are counted without a closer look: most users said something of a handful. */
const COUNTED_ROUGHLY = 9000;

export class PgWhitelists extends Whitelists {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  async between(userId: number, callerId: number): Promise<WhitelistFacts> {
    const [row] = await this.database.rows(BETWEEN, [userId, callerId]);
    return whitelistFactsFrom({ userId, callerId }, row as unknown as FactCells, this.keyring);
  }

  async page(userId: number, afterId: number, limit: number): Promise<readonly ListedFacts[]> {
    const rows = await this.database.rows(PAGE, [userId, afterId, limit]);
    return (rows as unknown as [number, ...FactCells][]).map(([callerId, ...cells]) => ({ callerId, ...whitelistFactsFrom({ userId, callerId }, cells, this.keyring) }));
  }

  async kept(userId: number, asOfMs: number): Promise<number> {
    const [[spokenOf = 0] = []] = await this.database.rows(SPOKEN_OF, [userId]);
    if ((spokenOf as number) < COUNTED_ROUGHLY) return spokenOf as number;
    const rows = (await this.database.rows(ALL_CHANGES, [userId])) as unknown as [number, ChangeCells[]][];
    const stands = (changes: ChangeCells[]): boolean => keeps(changes.map((cells) => changeFrom(cells, this.keyring)), asOfMs);
    return rows.filter(([, changes]) => stands(changes)).length;
  }
}

/** Without calls nothing is learned, so what is left is the user's own word. */
function keeps(changes: readonly WhitelistChange[], nowMs: number): boolean {
  return entryOf({ pair: undefined, ownLabel: undefined, changes }, { nowMs, strategy: 'strict', endOfDay: (at) => at }) !== undefined;
}
