import type { Random } from '#kernel';

/** Standard normal numbers by Box and Muller, in pairs. */
export function normals(chance: Random): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - chance.next()));
    const angle = 2 * Math.PI * chance.next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
