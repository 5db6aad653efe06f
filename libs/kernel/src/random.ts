/** A stream of pseudo-random numbers that a seed determines entirely. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  next(): number;
  /** Uniform integer in [0, bound). */
  below(bound: number): number;
  /** An independent stream; the same `key` always gives the same one. */
  fork(key: number): Random;
}

function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
  hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
  return (hash ^ (hash >>> 15)) >>> 0;
}

/**
 * sfc32 (Chris Doty-Humphrey's small fast counting generator), its state spread from `seed` by a 32-bit mixer.
 * Not for secrets.
 */
export function seededRandom(seed: number): Random {
  let a = mix(seed);
  let b = mix(a ^ 0x9e3779b9);
  let c = mix(b ^ 0x85ebca6b);
  let counter = 1;
  const next32 = (): number => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next32();
  return {
    next: () => next32() / 4294967296,
    below: (bound) => Math.floor((next32() / 4294967296) * bound),
    fork: (key) => seededRandom(mix(seed ^ mix(key + 0x6d2b79f5))),
  };
}
