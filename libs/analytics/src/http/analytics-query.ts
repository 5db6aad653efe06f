import { DAY_MS, AppError, type FieldError } from '#kernel';
import { parseInstant } from '#realtime/core';
import { PERIODS, type PeriodName } from '../core/index.js';
import type { SummaryAsked } from '../app/summarize.js';

const SKEW_MS = 5000;
const MOST_DAYS = 366;
const MOST_MS = MOST_DAYS * DAY_MS;
const QUARTER_MS = 900_000;

/** Query values are texts; the controller reads them, so that each fault names its field. */
export interface PeriodQuery {
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
}

export interface PeriodAsked extends Pick<SummaryAsked, 'period' | 'asOfMs'> {
  readonly name: PeriodName;
}

export function inputInvalid(...errors: readonly FieldError[]): AppError {
  return new AppError('input_invalid', 'invalid', 'the request does not have the form this route wants', { errors });
}

/** Reads which period is asked for: `7d` up to now where nothing is said. @throws AppError `input_invalid` naming every field at fault */
export function readPeriod(query: PeriodQuery, nowMs: number): PeriodAsked {
  const errors: FieldError[] = [];
  const instant = (path: 'from' | 'to' | 'asOf', usual: number): number => {
    const written = query[path];
    const found = written === undefined ? usual : parseInstant(written);
    if (found === undefined) errors.push({ path, message: 'must be an RFC 3339 date-time with a zone' });
    return found ?? usual;
  };
  const asOfMs = instant('asOf', nowMs);
  if (asOfMs > nowMs + SKEW_MS) errors.push({ path: 'asOf', message: 'must not lie in the future' });
  const name = PERIODS.find((known) => known === (query.period ?? '7d'));
  if (name === undefined) errors.push({ path: 'period', message: `must be one of ${PERIODS.join(', ')}` });
  if (name === 'custom') {
    const [fromMs, toMs] = [instant('from', -Infinity), instant('to', asOfMs)];
    errors.push(...customFaults(query, { fromMs, toMs, asOfMs }));
    if (errors.length === 0) return { name, period: { fromMs, toMs }, asOfMs };
  } else {
    for (const path of ['from', 'to'] as const) if (query[path] !== undefined) errors.push({ path, message: 'goes with the period `custom` alone' });
  }
  if (errors.length > 0 || name === undefined || name === 'custom') throw inputInvalid(...errors);
  return { name, period: name, asOfMs };
}

function customFaults(query: PeriodQuery, { fromMs, toMs, asOfMs }: { readonly fromMs: number; readonly toMs: number; readonly asOfMs: number }): FieldError[] {
  if (query.from === undefined) return [{ path: 'from', message: 'must be given with the period `custom`' }];
  if (fromMs === -Infinity) return [];
  if (toMs > asOfMs) return [{ path: 'to', message: 'must not lie after asOf, or in the future' }];
  if (Math.floor(fromMs / QUARTER_MS) >= Math.floor(toMs / QUARTER_MS)) return [{ path: 'to', message: 'must lie a quarter hour after `from` or more' }];
  return toMs - fromMs > MOST_MS ? [{ path: 'from', message: `must lie ${MOST_DAYS} days before \`to\` at most` }] : [];
}
