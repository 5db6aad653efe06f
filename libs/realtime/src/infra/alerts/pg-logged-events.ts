import { DAY_MS } from '#kernel';
import { plain, type Cell, type Database, type Statement } from '#platform/database';
import type { Keyring } from '#privacy';
import { LoggedEvents, type RuleWindow } from '../../app/alerts/rule-series.js';
import { DIRECTIONS, EVENT_KINDS, OUTCOMES, type Aggregation, type EventKind, type RuleFilter } from '../../core/index.js';

/** Events may be dated that far ahead of their receipt. */
const AHEAD_MS = 2 * DAY_MS;
const MOST_OPENED = 20_000;

const WHICH = `
  FROM event WHERE occurred_ms >= $1 AND occurred_ms < $2 AND received_ms >= $3 AND kind = ANY($4::smallint[]) AND ($5::bigint IS NULL OR user_id = $5)
    AND ($6::smallint IS NULL OR direction = $6) AND ($7::smallint IS NULL OR outcome = $7)`;

const COUNT: Statement = { name: 'rule_events_count', text: `SELECT count(*)::int ${WHICH}` };

const OPEN: Statement = { name: 'rule_events_open', text: `SELECT duration_ms, details ${WHICH} ORDER BY occurred_ms DESC LIMIT ${MOST_OPENED}` };

/** Whatever its user vouches for, a call is a call here. */
const CODES: Readonly<Partial<Record<string, readonly number[]>>> = { call: [EVENT_KINDS.call, EVENT_KINDS.newcomer, EVENT_KINDS.claim] };

interface Details {
  readonly [name: string]: unknown;
  readonly value?: unknown;
}

/** Events by when they happened, straight from the log. Facets other than direction and outcome are sealed: events are opened for them, the latest 20,000 at most. */
export class PgLoggedEvents extends LoggedEvents {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  async values(
    kind: string, { userId, fromMs, toMs }: Omit<RuleWindow, 'userId'> & { readonly userId: number | undefined }, { direction, outcome, ...facets }: RuleFilter, aggregation: Aggregation,
  ): Promise<Float64Array> {
    const place = (names: readonly string[], name: string | undefined): number | null => (name === undefined ? null : names.indexOf(name));
    const codes = CODES[kind] ?? [EVENT_KINDS[kind as EventKind]];
    const which = [fromMs, toMs, fromMs - AHEAD_MS, plain(codes), userId ?? null, place(DIRECTIONS, direction), place(OUTCOMES, outcome)];
    const sealed = Object.entries(facets);
    if (aggregation === 'count' && sealed.length === 0) {
      const [row] = await this.database.rows(COUNT, which);
      return new Float64Array(row?.[0] as number);
    }
    const values: number[] = [];
    for (const row of await this.database.rows(OPEN, which)) {
      const value = this.valueIn(row, sealed, aggregation);
      if (value !== undefined) values.push(value);
    }
    return Float64Array.from(values);
  }

  private valueIn([durationMs, details]: readonly Cell[], facets: readonly (readonly [string, string])[], aggregation: Aggregation): number | undefined {
    const opened = details === null ? {} : (JSON.parse(this.keyring.open('details', details as Buffer)) as Details);
    if (!facets.every(([name, wanted]) => opened[name] === wanted)) return undefined;
    if (aggregation === 'count') return 1;
    if (durationMs !== null) return (durationMs as number) / 1000;
    return typeof opened.value === 'number' ? opened.value : undefined;
  }
}
