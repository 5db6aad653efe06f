import { columnOf } from '../data/column.js';
import type { Matrix } from '../data/matrix.js';
import { evaluate, type HeldOut, type Metrics } from './evaluate.js';

/** Rows that share something, and how well the model does on them. */
export interface Slice {
  readonly feature: string;
  /** missing, or a range of the feature's values such as "≤ 3" and "> 3". */
  readonly values: string;
  readonly rows: number;
  readonly metrics: Metrics;
}

/** Fewer rows say more of chance than of the slice. */
const FEWEST_ROWS = 30;

interface Part {
  readonly values: string;
  readonly holds: (value: number) => boolean;
}

/** To three digits: enough to know a range by. */
const shown = (value: number): string => String(Number(value.toPrecision(3)));

/** Below and above the median of what is there, and what is missing. */
function partsOf(values: Float64Array): readonly Part[] {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const median = known[Math.floor((known.length - 1) / 2)];
  const missing: Part = { values: 'missing', holds: Number.isNaN };
  if (median === undefined || median === known.at(-1)) return [missing, { values: 'known', holds: (value) => !Number.isNaN(value) }];
  return [missing, { values: `≤ ${shown(median)}`, holds: (value) => value <= median }, { values: `> ${shown(median)}`, holds: (value) => value > median }];
}

function take({ labels, outcomes, classes }: HeldOut, rows: readonly number[]): HeldOut {
  const width = outcomes.length / labels.length;
  return {
    classes,
    labels: Float64Array.from(rows, (row) => labels[row] as number),
    outcomes: Float64Array.from({ length: rows.length * width }, (_, at) => outcomes[(rows[Math.floor(at / width)] as number) * width + (at % width)] as number),
  };
}

/**
 * How a model does on parts of the rows it was judged by, cut by the features `columns` at their medians. `features` are the
 * judged rows in the order of `judged`. A part of fewer than 30 rows, or of all rows, is left out. O(columns × n log n).
 */
export function slicesOf(judged: HeldOut, features: Matrix, names: readonly string[], columns: readonly number[]): Slice[] {
  return columns.flatMap((column) => {
    const values = columnOf(features, column);
    return partsOf(values).flatMap((part) => {
      const rows = [...values.keys()].filter((row) => part.holds(values[row] as number));
      if (rows.length < FEWEST_ROWS || rows.length === values.length) return [];
      return [{ feature: names[column] as string, values: part.values, rows: rows.length, metrics: evaluate(take(judged, rows)) }];
    });
  });
}
