import { plain, type Statement, type Transaction } from '#platform/database';
import { Projection } from '#realtime';
import { OUTCOMES, type StoredEvent } from '#realtime/core';
import { foldQuarters, type QuarterState } from '../core/quarter-state.js';

const COUNTS = ['answered_ms', ...OUTCOMES, 'outgoing', 'interactions', 'security_events'];

const ADD_TO_QUARTERS: Statement = {
  name: 'user_quarter_add',
  text: `
    INSERT INTO user_quarter (user_id, quarter, ${COUNTS.join(', ')})
    SELECT * FROM unnest($1::bigint[], $2::integer[], $3::bigint[], ${COUNTS.slice(1).map((_, index) => `$${index + 4}::integer[]`).join(', ')}) AS t(user_id, quarter)
    ORDER BY t.user_id, t.quarter
    ON CONFLICT (user_id, quarter) DO UPDATE SET ${COUNTS.map((column) => `${column} = user_quarter.${column} + excluded.${column}`).join(', ')}`,
};

/** The quarter-hour series of every user. */
export class SeriesProjection extends Projection {
  readonly tables = ['user_quarter'];

  async apply(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const quarters = foldQuarters(events);
    if (quarters.length === 0) return;
    const column = (value: (state: QuarterState) => number): string => plain(quarters.map(value));
    await tx.rows(ADD_TO_QUARTERS, [
      column((state) => state.userId),
      column((state) => state.quarter),
      column((state) => state.answeredMs),
      ...OUTCOMES.map((_, outcome) => column((state) => state.incoming[outcome] ?? 0)),
      column((state) => state.outgoing),
      column((state) => state.interactions),
      column((state) => state.securityEvents),
    ]);
  }
}
