import type { Database, Statement } from '#platform/database';
import type { Keyring } from '#privacy';
import { FEEDBACK_LABELS, type FeedbackLabel } from '#realtime/core';
import { openChange } from '../app/whitelist/open-change.js';
import { Whitelists, type ListedFacts } from '../app/whitelists.js';
import { CHANGES_COUNTED, entryOf, type PairState, type WhitelistChange, type WhitelistFacts } from '../core/index.js';

type PairCells = [made: number, taken: number, answered: number, answeredMs: number, firstMs: number, lastMs: number, callTimes: number[]];
type LabelCells = [label: number, reportedMs: number];
type ChangeCells = [changedMs: number, eventId: string, details: string];
type FactCells = [pair: PairCells | null, label: LabelCells | null, changes: ChangeCells[]];

const changesOf = (callerId: string): string => `
  (SELECT coalesce(json_agg(json_build_array(w.changed_ms, w.event_id, encode(w.details, 'hex'))), '[]')
   FROM (SELECT * FROM whitelist_change WHERE user_id = $1 AND caller_id = ${callerId} ORDER BY changed_ms DESC, event_id DESC LIMIT ${CHANGES_COUNTED}) AS w)`;

const factsOf = (callerId: string): string => `
  (SELECT json_build_array(made, taken, answered, answered_ms, first_ms, last_ms, call_times) FROM caller_user WHERE caller_id = ${callerId} AND user_id = $1),
  (SELECT json_build_array(label, reported_ms) FROM caller_report WHERE caller_id = ${callerId} AND user_id = $1),
  ${changesOf(callerId)}`;

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
    return this.factsFrom(userId, callerId, row as unknown as FactCells);
  }

  async page(userId: number, afterId: number, limit: number): Promise<readonly ListedFacts[]> {
    const rows = await this.database.rows(PAGE, [userId, afterId, limit]);
    return (rows as unknown as [number, ...FactCells][]).map(([callerId, ...cells]) => ({ callerId, ...this.factsFrom(userId, callerId, cells) }));
  }

  async kept(userId: number, asOfMs: number): Promise<number> {
    const [[spokenOf = 0] = []] = await this.database.rows(SPOKEN_OF, [userId]);
    if ((spokenOf as number) < COUNTED_ROUGHLY) return spokenOf as number;
    const rows = (await this.database.rows(ALL_CHANGES, [userId])) as unknown as [number, ChangeCells[]][];
    const stands = (changes: ChangeCells[]): boolean => keeps(changes.map((cells) => this.changeFrom(cells)), asOfMs);
    return rows.filter(([, changes]) => stands(changes)).length;
  }

  private factsFrom(userId: number, callerId: number, [pair, label, changes]: FactCells): WhitelistFacts {
    return {
      pair: pair === null ? undefined : pairFrom(userId, callerId, pair),
      ownLabel: label === null ? undefined : { label: FEEDBACK_LABELS[label[0]] as FeedbackLabel, reportedMs: label[1] },
      changes: changes.map((cells) => this.changeFrom(cells)),
    };
  }

  private changeFrom([occurredAtMs, eventId, details]: ChangeCells): WhitelistChange {
    return openChange({ eventId, occurredAtMs, details: Buffer.from(details, 'hex') }, this.keyring);
  }
}

function pairFrom(userId: number, callerId: number, [made, taken, answered, answeredMs, firstMs, lastMs, callTimes]: PairCells): PairState {
  return { callerId, userId, made, taken, answered, answeredMs, firstMs, lastMs, callTimes };
}

/** Without calls nothing is learned, so what is left is the user's own word. */
function keeps(changes: readonly WhitelistChange[], nowMs: number): boolean {
  return entryOf({ pair: undefined, ownLabel: undefined, changes }, { nowMs, strategy: 'strict', endOfDay: (at) => at }) !== undefined;
}
