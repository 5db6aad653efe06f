// Taken out of Math once: a million look-ups of a global are what the tests would else spend their time on.
const { imul } = Math;

/** Spreads 32 bits over 32 bits, one to one: the finaliser of MurmurHash3 (Appleby 2011). */
export function spread(value: number): number {
  let hash = value | 0;
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 32 bits of a text's UTF-16 units: FNV-1a (Fowler, Noll, Vo 1991) unit by unit, then spread. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = imul(hash ^ text.charCodeAt(at), 0x01000193);
  return spread(hash);
}
