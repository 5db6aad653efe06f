import { openChange } from '#callers';
import { standingChange, VERDICTS, type WhitelistChange } from '#callers/core';
import type { Database, Statement } from '#platform/database';
import type { Keyring } from '#privacy';
import type { CallsByUser, UserCall } from '#realtime';
import { FEEDBACK_LABELS, INCOMING, type FeedbackLabel } from '#realtime/core';
import { PatternRecords } from '../../app/patterns/pattern-records.js';
import type { HistoryCall, NumberFacts } from '../../core/patterns/user-history.js';

/** Enough for most users, who then cost one small read. */
const FIRST_READ = 8000;

const SPAM = VERDICTS.indexOf('spam');

const NUMBERS: Statement = {
  name: 'user_pattern_numbers',
  text: `
    SELECT p.caller_id, p.first_ms, s.verdict IS NOT NULL, r.label, r.reported_ms
    FROM caller_user AS p LEFT JOIN caller_score AS s ON s.caller_id = p.caller_id AND s.verdict = ${SPAM}
      LEFT JOIN caller_report AS r ON r.caller_id = p.caller_id AND r.user_id = p.user_id
    WHERE p.user_id = $1 AND p.last_ms >= $2::bigint`,
};

const WHITELIST: Statement = { name: 'user_pattern_whitelist', text: 'SELECT caller_id, changed_ms, event_id, details FROM whitelist_change WHERE user_id = $1' };

type ChangeCells = [callerId: number, changedMs: number, eventId: string, details: Buffer];
type NumberCells = [callerId: number, firstMs: number, isSpam: boolean, label: number | null, reportedMs: number | null];

export class PgPatternRecords extends PatternRecords {
  constructor(
    private readonly database: Database,
    private readonly log: CallsByUser,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  async calls(userId: number, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }, most: number): Promise<readonly HistoryCall[]> {
    let newest = await this.log.newest(userId, toMs, Math.min(most, FIRST_READ));
    const reachesBack = newest.length < FIRST_READ || (newest.at(-1)?.occurredAtMs ?? fromMs) < fromMs;
    if (!reachesBack && most > FIRST_READ) newest = await this.log.newest(userId, toMs, most);
    return newest.filter(({ occurredAtMs }) => occurredAtMs >= fromMs).map(historyCall).reverse();
  }

  async newestCall(userId: number, endedBeforeMs: number): Promise<string | undefined> {
    return (await this.log.newest(userId, endedBeforeMs, 1))[0]?.eventId;
  }

  async numbers(userId: number, sinceMs: number): Promise<ReadonlyMap<number, NumberFacts>> {
    const [rows, whitelisted] = await Promise.all([this.database.rows(NUMBERS, [userId, sinceMs]), this.whitelistedOf(userId)]);
    return new Map((rows as NumberCells[]).map(([callerId, firstMs, isSpam, label, atMs]) => {
      const reported = label === null || atMs === null ? undefined : { label: FEEDBACK_LABELS[label] as FeedbackLabel, atMs };
      return [callerId, { firstMs, isSpam, reported, whitelistedMs: whitelisted.get(callerId) }];
    }));
  }

  /** Numbers that the user put on the whitelist, or confirmed there, and since when they have stood there. */
  private async whitelistedOf(userId: number): Promise<Map<number, number>> {
    const changes = new Map<number, WhitelistChange[]>();
    for (const [callerId, occurredAtMs, eventId, details] of (await this.database.rows(WHITELIST, [userId])) as ChangeCells[]) {
      const known = changes.get(callerId) ?? [];
      known.push(openChange({ eventId, occurredAtMs, details }, this.keyring));
      changes.set(callerId, known);
    }
    return new Map([...changes].flatMap(([callerId, said]) => {
      const standing = standingChange(said);
      return standing === undefined || standing.change === 'remove' ? [] : [[callerId, standing.changedMs]];
    }));
  }
}

function historyCall({ occurredAtMs, call }: UserCall): HistoryCall {
  return { atMs: occurredAtMs, callerId: call.callerId, isIncoming: call.direction === INCOMING, outcome: call.outcome, durationMs: call.durationMs };
}
