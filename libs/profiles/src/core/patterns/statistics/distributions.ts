import { logGamma } from '#kernel';

const TINY = 1e-300;
const PRECISION = 1e-14;
const MOST_STEPS = 10_000;

const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);

/** Continued fraction of the incomplete beta function, by Lentz's method. */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let step = 1; step < MOST_STEPS; step++) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return fraction;
}

/** Regularised incomplete beta function I_x(a, b) (DLMF 8.17.22). */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(a, b, x)) / a : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

/** Chance that |t| of Student's distribution with `freedom` degrees is as large. */
export function studentTwoSided(t: number, freedom: number): number {
  return incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t));
}

function gammaSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let step = 1; step < MOST_STEPS && term > sum * PRECISION; step++) sum += term *= x / (shape + step);
  return sum;
}

function gammaFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / away(b);
  let fraction = d;
  for (let step = 1; step < MOST_STEPS; step++) {
    const factor = -step * (step - shape);
    b += 2;
    d = 1 / away(factor * d + b);
    c = away(b + factor / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < PRECISION) break;
  }
  return fraction;
}

/** Chance that a chi-square of `freedom` degrees is as large (DLMF 8.11.4 below the mean, 8.9.2 above). */
export function chiSquareAbove(value: number, freedom: number): number {
  if (value <= 0) return 1;
  const [shape, x] = [freedom / 2, value / 2];
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  return x < shape + 1 ? Math.max(0, 1 - front * gammaSeries(shape, x)) : front * gammaFraction(shape, x);
}
