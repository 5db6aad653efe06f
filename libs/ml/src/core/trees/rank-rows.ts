import type { Matrix } from '../data/matrix.js';

/** A column's thresholds, to search without a branch: which way such a search goes is anyone's guess, and guesses cost more than steps. */
interface Cuts {
  readonly thresholds: Float64Array;
  /** `orderOf` each threshold, filled up with the largest there is to one less than a power of two. */
  readonly orders: Int32Array;
  /** Half of that power. */
  readonly firstStep: number;
}

const LARGEST = 2 ** 31 - 1;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
/** Which of a double's two words has its sign. */
const HIGH = highWord();

function highWord(): number {
  double[0] = -1;
  return words[1] === 0 ? 0 : 1;
}

/** The first 31 bits of a number as an integer: never descends where the numbers ascend, and the difference of two does not overflow. */
function orderOf(value: number): number {
  // Adding 0 makes −0 the 0 it equals.
  double[0] = value + 0;
  const word = words[HIGH] as number;
  return (word ^ ((word >> 31) & 0x7fffffff)) >> 1;
}

function cutsOf(thresholds: Float64Array): Cuts {
  const firstStep = 2 ** Math.floor(Math.log2(Math.max(1, thresholds.length)));
  const orders = new Int32Array(2 * firstStep - 1).fill(LARGEST >> 1);
  thresholds.forEach((threshold, index) => (orders[index] = orderOf(threshold)));
  return { thresholds, orders, firstStep };
}

/** As `rankAmong`: how many thresholds are below the value, which is not NaN. */
function rankIn({ thresholds, orders, firstStep }: Cuts, value: number): number {
  const order = orderOf(value);
  let rank = 0;
  for (let step = firstStep; step > 0; step >>= 1) rank += step & (((orders[rank + step - 1] as number) - order) >> 31);
  // The bits that were left out decide among thresholds that begin like the value: hardly ever there is one.
  while (rank < thresholds.length && (thresholds[rank] as number) < value) rank++;
  return rank;
}

/**
 * Makes a function that ranks rows `start` to `end` of a matrix among the ascending thresholds of their columns. It writes two ranks a
 * value, one for each direction a node may send the missing: NaN ranks below all there, above all here.
 */
export function rankerOf(thresholds: readonly Float64Array[]): (features: Matrix, block: { start: number; end: number }, ranks: Int32Array) => void {
  const cuts = thresholds.map(cutsOf);
  const columns = cuts.length;
  return ({ values }, { start, end }, ranks) => {
    const from = start * columns;
    const length = (end - start) * columns;
    for (let column = 0; column < columns; column++) {
      const ofColumn = cuts[column] as Cuts;
      for (let index = column; index < length; index += columns) {
        const value = values[from + index] as number;
        const isMissing = Number.isNaN(value);
        const rank = isMissing ? ofColumn.thresholds.length : rankIn(ofColumn, value);
        ranks[index * 2] = rank;
        ranks[index * 2 + 1] = isMissing ? 0 : rank;
      }
    }
  };
}
