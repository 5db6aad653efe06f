import type { ModelType } from '../algorithms/algorithm.js';
import type { OnnxForm } from './onnx-form.js';

/** Floats of 32 bits add up to 1 no better. */
const SUM_TOLERANCE = 1e-3;
/** Rows asked together and one by one may differ by rounding alone. */
const ROW_TOLERANCE = 1e-3;

/** What came out, as it is served: probabilities one a class, else the value. One column of two classes is the probability of the second. */
export function onnxOutcomes({ width }: Pick<OnnxForm, 'width'>, raw: Float64Array, classes: number): Float64Array {
  if (classes !== 2 || width !== 1) return raw;
  const both = new Float64Array(2 * raw.length);
  raw.forEach((share, row) => both.set([1 - share, share], 2 * row));
  return both;
}

/** The first row with an outcome that is no finite number; undefined where there is none. */
export function unansweredRow(outcomes: Float64Array, width: number): number | undefined {
  const at = outcomes.findIndex((outcome) => !Number.isFinite(outcome));
  return at < 0 ? undefined : Math.floor(at / width);
}

/** What a trial of a model gave. */
export interface OnnxTrial {
  readonly modelType: ModelType;
  /** Numbers of a row of outcomes. */
  readonly width: number;
  readonly rows: number;
  readonly together: Float64Array;
  /** The first of the rows, asked by itself. */
  readonly alone: Float64Array;
}

/** Why a model cannot be served, in words; undefined where it can. */
export function trialFault({ modelType, width, rows, together, alone }: OnnxTrial): string | undefined {
  if (together.length !== rows * width || alone.length !== width) return `it gives ${together.length} numbers for ${rows} rows where ${rows * width} are wanted`;
  const row = unansweredRow(together, width);
  if (row !== undefined || unansweredRow(alone, width) !== undefined) return 'it gives numbers that are not finite';
  if (modelType === 'classification' && !areShares(together, width)) return 'it gives no probabilities: end it with Softmax or Sigmoid';
  const isSame = alone.every((cell, at) => Math.abs(cell - (together[at] as number)) <= ROW_TOLERANCE * Math.max(1, Math.abs(cell)));
  return isSame ? undefined : 'what it says of a row depends on other rows, or on chance';
}

function areShares(outcomes: Float64Array, width: number): boolean {
  for (let from = 0; from < outcomes.length; from += width) {
    const shares = outcomes.subarray(from, from + width);
    const sum = shares.reduce((total, share) => total + share, 0);
    if (Math.abs(sum - 1) > SUM_TOLERANCE || shares.some((share) => share < -SUM_TOLERANCE || share > 1 + SUM_TOLERANCE)) return false;
  }
  return true;
}
