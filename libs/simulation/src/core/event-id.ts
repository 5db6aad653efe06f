const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function scatter(value: number): number {
  let word = value | 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

function hexWord(word: number): string {
  return `${hexHalf(word >>> 16)}${hexHalf(word)}`;
}

function hexHalf(half: number): string {
  return `${HEX[(half >>> 8) & 0xff]}${HEX[half & 0xff]}`;
}

/** Folds several integers into one 32-bit word. */
export function saltOf(parts: readonly number[]): number {
  return parts.reduce((salt, part) => scatter(salt ^ scatter(part % 0x100000000) ^ Math.floor(part / 0x100000000)), 0x51ed270b);
}

/**
 * A version 8 UUID (RFC 9562) that begins with the event's time, so that ids sort as events do. 32 of the bits that
 * follow are a one-to-one image of `sequence` (by the finalizer of Appleby's MurmurHash3), so ids of one run never meet;
 * the other 42 depend on `salt` as well, which keeps runs apart.
 */
export function eventId(atMs: number, sequence: number, salt: number): string {
  const high = Math.floor(atMs / 0x10000);
  const unique = scatter(sequence ^ salt);
  const filler = scatter(unique ^ scatter(salt + 1));
  const tail = scatter(filler + salt);
  const versioned = 0x8000 | (tail & 0x0fff);
  const variant = 0x8000 | ((tail >>> 12) & 0x3fff);
  const time = `${hexWord(high)}-${hexHalf(atMs % 0x10000)}`;
  return `${time}-${hexHalf(versioned)}-${hexHalf(variant)}-${hexHalf(filler)}${hexWord(unique)}`;
}
