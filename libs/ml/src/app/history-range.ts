import { DAY_MS, type FieldError } from '#kernel';
import { parseInstant } from '#realtime/core';

const DEFAULT_DAYS = 90;

/** From when to when calls are learnt from: epoch milliseconds, `toMs` itself being out. */
export interface HistoryRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The range a request asks for, the ninety days before `to` or now where it does not say, or what is wrong with it. */
export function readRange({ from, to }: { readonly from?: unknown; readonly to?: unknown }, nowMs: number): HistoryRange | { readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const read = (path: string, value: unknown, otherwise: number): number => {
    if (value === undefined) return otherwise;
    const instant = typeof value === 'string' ? parseInstant(value) : undefined;
    if (instant === undefined) errors.push({ path, message: 'must be an RFC 3339 date-time with a zone, such as 2026-11-22T09:30:00+08:00' });
    return instant ?? otherwise;
  };
  const toMs = read('to', to, nowMs);
  const fromMs = read('from', from, toMs - DEFAULT_DAYS * DAY_MS);
  if (toMs > nowMs) errors.push({ path: 'to', message: 'must not lie in the future' });
  if (errors.length === 0 && fromMs >= toMs) errors.push({ path: 'from', message: 'must be earlier than `to`' });
  return errors.length > 0 ? { errors } : { fromMs, toMs };
}
