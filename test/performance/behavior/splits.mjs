import { seededRandom } from './core.mjs';

const TRAINING_PART = 0.8;
/** Shares of the training rows at which folds in time begin; each ends where the next begins. */
const FOLDS_FROM = [0.4, 0.6, 0.8];

const range = (from, to) => Uint32Array.from({ length: to - from }, (_, at) => from + at);

function cut(rows, share) {
  const at = Math.round(share * rows.length);
  return { train: rows.slice(0, at), test: rows.slice(at) };
}

/** Rows in the order of their time: what is asked came after what was learnt, and so in each of the folds to choose by (rolling origin). */
export function splitInTime(count, share) {
  const { train, test } = cut(range(0, count), share);
  const folds = FOLDS_FROM.map((from, at) => cut(train.slice(0, Math.round((FOLDS_FROM[at + 1] ?? 1) * train.length)), from / (FOLDS_FROM[at + 1] ?? 1)));
  return { train, test, folds };
}

/** Rows drawn at random; one fold to choose by. */
export function splitAtRandom(count, share, seed) {
  const rows = range(0, count);
  const random = seededRandom(seed);
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [rows[last], rows[other]] = [rows[other], rows[last]];
  }
  const { train, test } = cut(rows, share);
  return { train, test, folds: [cut(train, TRAINING_PART)] };
}
