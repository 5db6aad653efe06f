/** A pair of places below `size`, the lower one first, as one number: exact up to 94 million places. */
export function pairKey(one: number, other: number, size: number): number {
  return one < other ? one * size + other : other * size + one;
}

export function pairOf(key: number, size: number): readonly [left: number, right: number] {
  const left = Math.floor(key / size);
  return [left, key - left * size];
}
