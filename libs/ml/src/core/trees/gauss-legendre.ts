/** Points in (0, 1), ascending, and what each weighs; the weights add up to 1. */
export interface Quadrature {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** P_n(x) and its derivative, by the three-term recurrence; |x| < 1. */
function legendre(degree: number, x: number): { readonly value: number; readonly slope: number } {
  let before = 0;
  let value = 1;
  for (let k = 1; k <= degree; k++) {
    const next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
    before = value;
    value = next;
  }
  return { value, slope: (degree * (before - x * value)) / (1 - x * x) };
}

/**
 * Gauss–Legendre quadrature on [0, 1]: Σ weights[k] · f(points[k]) is ∫₀¹ f, exactly (to rounding) where f is a polynomial of
 * degree 2 × count − 1 or less. The points are Newton's from Tricomi's first guess; cost count².
 *
 * @param count points, 1 or more
 */
export function gaussLegendre(count: number): Quadrature {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    let root = -Math.cos((Math.PI * (at + 0.75)) / (count + 0.5));
    for (let step = 0; step < 6; step++) {
      const { value, slope } = legendre(count, root);
      root -= value / slope;
    }
    const { slope } = legendre(count, root);
    points[at] = (1 + root) / 2;
    weights[at] = 1 / ((1 - root * root) * slope * slope);
  }
  return { points, weights };
}
