import { seededRandom } from './core.mjs';

const COLUMNS = 20;
const TOLD_BY = 10;
/** So much that boosted trees have an AUC of about .96 on other rows. */
const NOISE = 0.25;

/** Standard normal (Box & Muller 1958). */
const normal = (random) => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/**
 * Rows of 20 normal columns. The label hangs on ten of them, by steps, products and waves, so that neither a line nor a
 * shallow tree finds all of it, and on noise, so that nothing does.
 */
export function generatedSet(rows, seed) {
  const random = seededRandom(seed);
  const values = Float64Array.from({ length: rows * COLUMNS }, () => normal(random));
  const labels = Float64Array.from({ length: rows }, (_, row) => {
    const told = values.subarray(row * COLUMNS, row * COLUMNS + TOLD_BY);
    const [a, b, c, d, e, f, g, h, i, j] = told;
    const sum = a + 0.8 * b * c + (d > 0.5 ? 1 : -0.5) + Math.sin(2 * e) + 0.6 * f * g + 0.5 * Math.abs(h) - 0.4 * i + (j * a > 0 ? 0.5 : -0.5);
    return sum + NOISE * normal(random) > 0.4 ? 1 : 0;
  });
  return { name: `generated-${rows}x${COLUMNS}`, features: { rows, columns: COLUMNS, values }, labels };
}
