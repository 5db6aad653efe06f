import { NumbersKnown } from '#ml';
import { summariseCaller, type CallerKnown } from '#ml/core';
import { plain, type Cell, type Database, type Statement } from '#platform/database';
import { SPAM_CATEGORIES } from '#realtime/core';
import { CALLER_COLUMNS } from './read-statements.js';
import { CALLER_CELLS, stateFrom, USERS_CELL } from './caller-cells.js';

/** The latest of the users' words that names a kind of spam, as `categoryBefore` reads it from the log. */
const CATEGORY = `
  (SELECT r.category FROM caller_report AS r WHERE r.caller_id = s.id AND r.category IS NOT NULL ORDER BY r.reported_ms DESC, r.event_id DESC LIMIT 1)`;

const KNOWN: Statement = {
  name: 'caller_known',
  text: `SELECT s.id, ${CALLER_COLUMNS}, ${CATEGORY} FROM unnest($1::bigint[]) AS s(id) LEFT JOIN caller AS c ON c.caller_id = s.id`,
};

/** What is folded of numbers. */
export class PgNumbersKnown extends NumbersKnown {
  constructor(private readonly database: Database) {
    super();
  }

  async now(callerIds: readonly number[]): Promise<ReadonlyMap<number, CallerKnown>> {
    const rows = await this.database.rows(KNOWN, [plain([...new Set(callerIds)])]);
    return new Map(rows.map(([id, ...cells]) => [id as number, knownFrom(cells)]));
  }
}

function knownFrom(cells: Cell[]): CallerKnown {
  const state = stateFrom(cells);
  const category = cells[CALLER_CELLS] as number | null;
  return { caller: state && summariseCaller(state, cells[USERS_CELL] as number), category: category === null ? undefined : SPAM_CATEGORIES[category] };
}
