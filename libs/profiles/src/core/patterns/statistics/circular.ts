/** The mean of directions: its length (0 scattered … 1 all the same) and where it points, as a share of the circle from 0 up to 1. */
export interface MeanDirection {
  readonly length: number;
  readonly turn: number;
}

/** @param turns places on the circle, each in [0, 1); at least one */
export function meanDirection(turns: Float64Array): MeanDirection {
  let [cosine, sine] = [0, 0];
  for (const turn of turns) {
    cosine += Math.cos(2 * Math.PI * turn);
    sine += Math.sin(2 * Math.PI * turn);
  }
  const turn = Math.atan2(sine, cosine) / (2 * Math.PI);
  return { length: Math.hypot(cosine, sine) / turns.length, turn: turn < 0 ? turn + 1 : turn };
}

/**
 * Rayleigh's test of uniformity against one preferred direction, by Wilkie's approximation (Applied Statistics 32, 1983).
 * @param length mean resultant length, 0 … 1
 * @param count independent observations; need not be whole
 */
export function rayleighTest(length: number, count: number): number {
  const resultant = length * count;
  return Math.min(1, Math.exp(Math.sqrt(1 + 4 * count + 4 * (count * count - resultant * resultant)) - (1 + 2 * count)));
}

/** Kuiper's distance of `turns` (each in [0, 1)) from the uniform distribution, 0 … 1; undefined without any. Does not depend on where the circle is cut. */
export function kuiperDistance(turns: Float64Array): number | undefined {
  if (turns.length === 0) return undefined;
  const sorted = turns.toSorted();
  let [above, below] = [-Infinity, -Infinity];
  sorted.forEach((turn, at) => {
    above = Math.max(above, (at + 1) / sorted.length - turn);
    below = Math.max(below, turn - at / sorted.length);
  });
  return above + below;
}

const TERMS = 100;

/** Chance of such a Kuiper distance among `count` independent observations (Stephens, JRSS B 32, 1970; need not be whole). */
export function kuiperTest(distance: number, count: number): number {
  const root = Math.sqrt(count);
  const scaled = (root + 0.155 + 0.24 / root) * distance;
  // Below, the series does not converge in time, and the chance differs from 1 by less than 1e-4.
  if (scaled < 0.6) return 1;
  let sum = 0;
  for (let term = 1; term <= TERMS; term++) {
    const square = (term * scaled) ** 2;
    sum += 2 * (4 * square - 1) * Math.exp(-2 * square);
  }
  return Math.min(1, Math.max(0, sum));
}
