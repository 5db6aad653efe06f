import { inputsInvalid, type FieldError } from '#kernel';
import { parseInstant } from '#realtime/core';
import { PERIOD_NAMES, USUAL, type TrendAsked } from '../app/trend-question.js';
import { TREND_METRICS } from '../core/index.js';
import type { TrendQuery } from './trends.dto.js';

const SKEW_MS = 5000;
const MOST_AHEAD_HOURS = 168;
const HIGHEST_THRESHOLD = 1000;

/** What stands where a request does not say. */
type Defaults = Readonly<Record<keyof typeof USUAL, number>>;

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

/** Reads a query, which is all texts. @throws AppError `input_invalid` naming every field at fault */
export function readTrendQuery(query: TrendQuery, nowMs: number, usual: Defaults = USUAL): TrendAsked {
  const errors: FieldError[] = [];
  const oneOf = <T extends string>(path: keyof TrendQuery, names: readonly T[], fallback: T): T => {
    const written = query[path];
    const found = written === undefined ? fallback : names.find((name) => name === written);
    if (found === undefined) errors.push({ path, message: `must be one of ${names.join(', ')}` });
    return found ?? fallback;
  };
  const number = (path: keyof Defaults, bounds: Bounds): number => {
    const value = query[path] === undefined ? usual[path] : numberFrom(query[path], bounds);
    if (value === undefined) errors.push({ path, message: `must be a ${bounds.whole === true ? 'whole ' : ''}number from ${bounds.least} to ${bounds.most}` });
    return value ?? usual[path];
  };
  const asked = {
    metric: oneOf('metric', TREND_METRICS, 'calls'),
    period: oneOf('period', PERIOD_NAMES, '30d'),
    forecastHorizon: number('forecastHorizon', { least: 1, most: MOST_AHEAD_HOURS, whole: true }),
    seasonalityThreshold: number('seasonalityThreshold', { least: 0, most: 1 }),
    anomalyThreshold: number('anomalyThreshold', { least: 1, most: HIGHEST_THRESHOLD }),
    asOfMs: query.asOf === undefined ? nowMs : (parseInstant(query.asOf) ?? Infinity),
    earlier: query.asOf !== undefined,
  };
  if (asked.asOfMs === Infinity) errors.push({ path: 'asOf', message: 'must be an RFC 3339 date-time with a zone' });
  else if (asked.asOfMs > nowMs + SKEW_MS) errors.push({ path: 'asOf', message: 'must not lie in the future' });
  if (errors.length > 0) throw inputsInvalid(errors);
  return asked;
}

/** Plain decimal notation only: Number would read '', ' 1', '0x10' and '1e3' as well. */
function numberFrom(written: string, { least, most, whole = false }: Bounds): number | undefined {
  if (!(whole ? /^\d{1,9}$/ : /^\d{1,9}([.]\d{1,9})?$/).test(written)) return undefined;
  const value = Number(written);
  return value >= least && value <= most ? value : undefined;
}
