import type { Algorithm, Fitted, FitOptions, TrainingSet } from '../algorithms/algorithm.js';
import { takeRows } from '../data/matrix.js';
import type { Fold } from '../folds/fold.js';
import { rowsOf } from './hold-out.js';

/** Share of a fold's progress that is fitting; the rest is scoring. */
const FITTING = 0.9;

/** An algorithm to be judged, as it would be fitted. */
export interface Judging extends FitOptions {
  readonly algorithm: Algorithm;
  /** Held-out rows that are copied and scored at a time, 1 or more: the memory that scoring takes, and how often progress is heard in it. */
  readonly batchRows: number;
}

/** What models said of rows that were kept from them, fold after fold. */
export interface Judged {
  readonly labels: Float64Array;
  readonly raw: Float64Array;
  readonly outcomes: Float64Array;
  /** Which rows of the set these are. */
  readonly rows: Uint32Array;
  /** A model, and rows that were kept from it; absent where nothing was judged. */
  readonly last?: { readonly fitted: Fitted; readonly test: Uint32Array };
}

type Scores = Pick<Judged, 'raw' | 'outcomes'>;

function concat(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function scoreInBatches(fitted: Fitted, { features }: TrainingSet, rows: Uint32Array, { batchRows, progress }: Pick<Judging, 'batchRows' | 'progress'>): Scores {
  const parts: Scores[] = [];
  for (let from = 0; from < rows.length; from += batchRows) {
    const raw = fitted.rawScores(takeRows(features, rows.subarray(from, from + batchRows)));
    parts.push({ raw, outcomes: fitted.outcomes(raw) });
    progress(Math.min(1, (from + batchRows) / rows.length));
  }
  return { raw: concat(parts.map(({ raw }) => raw)), outcomes: concat(parts.map(({ outcomes }) => outcomes)) };
}

/** Fits on each fold and scores the rows it holds out. Progress goes from 0 to 1 over all folds. Needs labels. */
export function judge(set: TrainingSet, folds: readonly Fold[], { algorithm, batchRows, progress, ...options }: Judging): Judged {
  const parts = folds.map(({ train, test }, index) => {
    const heard = (done: number): void => progress((index + done) / folds.length);
    const fitted = algorithm.fit(rowsOf(set, train), { ...options, progress: (done) => heard(FITTING * done) });
    const scores = scoreInBatches(fitted, set, test, { batchRows, progress: (done) => heard(FITTING + (1 - FITTING) * done) });
    return { labels: Float64Array.from(test, (row) => set.labels?.[row] as number), ...scores, last: { fitted, test } };
  });
  const last = parts.at(-1)?.last;
  const rows = Uint32Array.from(folds.flatMap(({ test }) => [...test]));
  return { rows, ...(last && { last }), labels: concat(parts.map(({ labels }) => labels)), raw: concat(parts.map(({ raw }) => raw)), outcomes: concat(parts.map(({ outcomes }) => outcomes)) };
}
