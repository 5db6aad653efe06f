import type { Random } from '#kernel';

export interface Draws {
  /** Standard normal, by Box and Muller, in pairs. */
  readonly normal: () => number;
  /** In [0, 1). */
  readonly uniform: () => number;
}

/** Numbers to draw scores with, of one stream. */
export function drawsFrom(chance: Random): Draws {
  let spare: number | undefined;
  const normal = (): number => {
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
  return { normal, uniform: () => chance.next() };
}
