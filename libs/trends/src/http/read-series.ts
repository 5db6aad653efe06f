import { inputsInvalid, type FieldError } from '#kernel';
import type { AskedForecast } from '../app/forecast-series.js';

const MOST_INSTANCES = 16;
const MOST_VALUES = 4000;
const MOST_HORIZON = 336;
const MOST_SEASONS = 3;
/** Of values × seasons × horizon, over all series of a request: some seconds of work. Sixteen series of 4,000 hours a week ahead are within. */
const MOST_WORK = 25_000_000;
const LONGEST_SEASON = 1000;
const HOURLY = [24, 168];
const DEFAULT_HORIZON = 48;
const COUNTS: ReadonlySet<unknown> = new Set(['partial', 'complete']);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isWhole = (value: unknown, least: number, most: number): value is number => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const isValue = (value: unknown): value is number | null => value === null || (typeof value === 'number' && Number.isFinite(value));

function seasonsFault(seasons: unknown): string | undefined {
  const fine = Array.isArray(seasons) && seasons.length <= MOST_SEASONS && seasons.every((season, at) => isWhole(season, at === 0 ? 2 : (seasons[at - 1] as number) + 1, LONGEST_SEASON));
  return fine ? undefined : `must be at most ${MOST_SEASONS} whole numbers from 2 to ${LONGEST_SEASON}, ascending`;
}

function valuesFault(values: unknown): string | undefined {
  const fine = Array.isArray(values) && values.length > 0 && values.length <= MOST_VALUES && values.every(isValue);
  return fine ? undefined : `must be 1 to ${MOST_VALUES} finite numbers, or null where missing`;
}

function shareFault(share: unknown, values: unknown, count: unknown): string | undefined {
  if (share === undefined || share === false) return undefined;
  if (share !== true) return 'must be true or false';
  if (count !== undefined) return 'is no count';
  const isOutside = (value: unknown): boolean => typeof value === 'number' && (value < 0 || value > 1);
  return Array.isArray(values) && values.some(isOutside) ? 'must have values from 0 to 1' : undefined;
}

const workOf = ({ series: { values, seasons }, horizon }: AskedForecast): number => values.length * Math.max(1, seasons.length) * horizon;

function readInstance(instance: unknown, path: string, errors: FieldError[]): AskedForecast | undefined {
  if (!isObject(instance)) return void errors.push({ path, message: 'must be an object with values' });
  const { values, seasons = HOURLY, horizon = DEFAULT_HORIZON, count, share, ...rest } = instance;
  const [stray] = Object.keys(rest);
  const faults = Object.entries({
    ...(stray !== undefined && { [stray.slice(0, 128)]: 'is not known here' }),
    values: valuesFault(values),
    seasons: seasonsFault(seasons),
    horizon: isWhole(horizon, 1, MOST_HORIZON) ? undefined : `must be a whole number from 1 to ${MOST_HORIZON}`,
    count: count === undefined || COUNTS.has(count) ? undefined : 'must be partial or complete',
    share: shareFault(share, values, count),
  });
  for (const [name, message] of faults) if (message !== undefined) errors.push({ path: `${path}.${name}`, message });
  if (faults.some(([, message]) => message !== undefined)) return undefined;
  const known = Float64Array.from(values as (number | null)[], (value) => value ?? NaN);
  return { horizon: horizon as number, series: { values: known, seasons: seasons as number[], ...(count !== undefined && { count: count as 'partial' | 'complete' }), ...(share === true && { share }) } };
}

/**
 * The series of a request for forecasts.
 * @throws AppError `input_invalid` naming every field that is wrong
 */
export function readSeries(body: unknown): readonly AskedForecast[] {
  const { instances, ...rest } = isObject(body) ? body : {};
  const errors: FieldError[] = Object.keys(rest).map((key) => ({ path: key.slice(0, 128), message: 'is not known here' }));
  const listed = Array.isArray(instances) && instances.length > 0 && instances.length <= MOST_INSTANCES ? (instances as unknown[]) : undefined;
  if (listed === undefined) errors.push({ path: 'instances', message: `must be a list of 1 to ${MOST_INSTANCES} series` });
  const asked = (listed ?? []).flatMap((instance, at) => readInstance(instance, `instances.${at}`, errors) ?? []);
  const work = asked.reduce((sum, one) => sum + workOf(one), 0);
  if (work > MOST_WORK) errors.push({ path: 'instances', message: `values × seasons × horizon, over all series, must be at most ${MOST_WORK}; here they are ${work}` });
  if (errors.length > 0) throw inputsInvalid(errors.slice(0, 20));
  return asked;
}
