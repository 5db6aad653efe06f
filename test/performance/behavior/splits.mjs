import { seededRandom } from './core.mjs';

const TRAINING_PART = 0.8;

const range = (from, to) => Uint32Array.from({ length: to - from }, (_, at) => from + at);

function cut(rows, share) {
  const at = Math.round(share * rows.length);
  return { train: rows.slice(0, at), test: rows.slice(at) };
}

/** The first `share` of the rows and the rest, the training rows cut once more to choose by. */
function split(rows, share) {
  const { train, test } = cut(rows, share);
  return { train, test, validation: cut(train, TRAINING_PART) };
}

/** Rows in the order of their time: what is asked came after what was learnt. */
export const splitInTime = (count, share) => split(range(0, count), share);

export function splitAtRandom(count, share, seed) {
  const rows = range(0, count);
  const random = seededRandom(seed);
  for (let last = count - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [rows[last], rows[other]] = [rows[other], rows[last]];
  }
  return split(rows, share);
}
