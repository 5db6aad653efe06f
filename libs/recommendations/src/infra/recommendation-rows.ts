import type { Cell, Parameter } from '#platform/database';
import type { Keyring } from '#privacy';
import type { Recommendation } from '../app/recommendation.js';
import type { Advice, MeasuredEffect, Status } from '../core/index.js';

/** In the order in which they are read and written. */
export const COLUMNS = [
  'recommendation_id', 'user_id', 'proposed_ms', 'expires_ms', 'seen_ms', 'implemented_ms', 'dismissed_strength', 'seen_day', 'times_seen', 'place', 'rating', 'applied', 'helpful',
  'implement_act', 'undo_act', 'status', 'kind', 'advice', 'before', 'remark', 'measured',
] as const;

const TEXT = new Set<string>(['measured']);
/** JSON is read as text. */
export const READ = COLUMNS.map((column) => (TEXT.has(column) ? `${column}::text` : column)).join(', ');

function opened(keyring: Keyring, sealed: Cell | undefined): string | undefined {
  return sealed === null || sealed === undefined ? undefined : keyring.open('details', sealed as Buffer);
}

export function recommendationFrom(cells: readonly Cell[], keyring: Keyring): Recommendation {
  const row = Object.fromEntries(COLUMNS.map((column, at) => [column, cells[at] ?? null])) as Record<(typeof COLUMNS)[number], Cell>;
  const before = opened(keyring, row.before);
  return {
    id: row.recommendation_id as string, userId: row.user_id as number, advice: JSON.parse(opened(keyring, row.advice) as string) as Advice, status: row.status as Status,
    place: row.place as number | null, proposedMs: row.proposed_ms as number, expiresMs: row.expires_ms as number, seenMs: row.seen_ms as number | null, seenDay: row.seen_day as number,
    timesSeen: row.times_seen as number, implementedMs: row.implemented_ms as number | null, isApplied: row.applied as boolean, before: before === undefined ? null : (JSON.parse(before) as Recommendation['before']),
    implementAct: row.implement_act as string | null, undoAct: row.undo_act as string | null, dismissedStrength: row.dismissed_strength as number, rating: row.rating as number | null,
    helpful: row.helpful as boolean | null, remark: opened(keyring, row.remark) ?? null, measured: row.measured === null ? null : (JSON.parse(row.measured as string) as MeasuredEffect),
  };
}

export function cellsOf(one: Recommendation, keyring: Keyring): Parameter[] {
  const seal = (value: unknown): Buffer | null => (value === null ? null : keyring.seal('details', typeof value === 'string' ? value : JSON.stringify(value)));
  return [
    one.id, one.userId, one.proposedMs, one.expiresMs, one.seenMs, one.implementedMs, one.dismissedStrength, one.seenDay, one.timesSeen, one.place, one.rating, one.isApplied, one.helpful,
    one.implementAct, one.undoAct, one.status, one.advice.kind, seal(one.advice), seal(one.before), seal(one.remark), one.measured === null ? null : JSON.stringify(one.measured),
  ];
}
