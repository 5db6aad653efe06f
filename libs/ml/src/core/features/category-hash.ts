/** Columns that categories share. */
export const CATEGORY_COLUMNS = 4;

/**
 * The feature hashing trick (Weinberger et al. 2009): a word is +1 or −1 in one of four columns, so that one not seen in training has
 * its place as well. Undefined, and so missing, where there is no word. FNV-1a, 32 bits.
 */
export function categoryHash(category: string | undefined, column: number): number | undefined {
  if (category === undefined) return undefined;
  let hash = 0x811c9dc5;
  for (let at = 0; at < category.length; at++) hash = Math.imul(hash ^ category.charCodeAt(at), 0x01000193);
  // The lowest bits of FNV-1a are its weakest.
  const mixed = (hash ^ (hash >>> 16)) >>> 0;
  if (mixed % CATEGORY_COLUMNS !== column) return 0;
  return (mixed >>> 8) % 2 === 0 ? 1 : -1;
}
