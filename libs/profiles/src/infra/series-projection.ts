import { plain, type Statement, type Transaction } from '#platform/database';
import { Projection } from '#realtime';
import { OUTCOMES, type StoredEvent } from '#realtime/core';
import { foldQuarters, type QuarterState } from '../core/quarter-state.js';
import { INCOMING_COLUMNS, OUTGOING_COLUMNS } from './quarter-columns.js';

const COUNTS = ['timed_answered', 'interactions', 'security_events', ...INCOMING_COLUMNS, ...OUTGOING_COLUMNS];

const add = (column: string): string => `${column} = user_quarter.${column} + excluded.${column}`;

const ADD_TO_QUARTERS: Statement = {
  name: 'user_quarter_add',
  text: `
    INSERT INTO user_quarter (user_id, quarter, first_ms, last_ms, answered_ms, ${COUNTS.join(', ')})
    SELECT * FROM unnest($1::bigint[], $2::integer[], $3::bigint[], $4::bigint[], $5::bigint[], ${COUNTS.map((_, index) => `$${index + 6}::integer[]`).join(', ')})
      AS t(user_id, quarter)
    ORDER BY t.user_id, t.quarter
    ON CONFLICT (user_id, quarter) DO UPDATE SET
      first_ms = least(user_quarter.first_ms, excluded.first_ms), last_ms = greatest(user_quarter.last_ms, excluded.last_ms),
      ${['answered_ms', ...COUNTS].map(add).join(', ')}`,
};

/** The quarter-hour series of every user. Whatever else is told of a user's calls is added up from it. */
export class SeriesProjection extends Projection {
  readonly tables = ['user_quarter'];

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const quarters = foldQuarters(events);
    if (quarters.length === 0) return;
    const column = (value: (state: QuarterState) => number): string => plain(quarters.map(value));
    await tx.rows(ADD_TO_QUARTERS, [
      column((state) => state.userId),
      column((state) => state.quarter),
      column((state) => state.firstMs),
      column((state) => state.lastMs),
      column((state) => state.answeredMs),
      column((state) => state.timedAnswered),
      column((state) => state.interactions),
      column((state) => state.securityEvents),
      ...OUTCOMES.map((_, outcome) => column((state) => state.incoming[outcome] ?? 0)),
      ...OUTCOMES.map((_, outcome) => column((state) => state.outgoing[outcome] ?? 0)),
    ]);
  }
}
