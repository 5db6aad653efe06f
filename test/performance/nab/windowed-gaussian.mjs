/** Settings of the published detector: its window, and after how many rows a full window moves on. */
const WINDOW_ROWS = 6400;
const STEP_ROWS = 100;
const LEAST_DEVIATION = 1e-6;
/** Its scores were written with so many digits and judged as they were written: at its threshold of 1.0 a tail below 5e-13 raises an alarm. */
const WRITTEN_DIGITS = 12;

/** From here on the continued fraction of erfc has converged after `TERMS` terms; below, the series of erf has. */
const FRACTION_FROM = 2.5;
const TERMS = 120;

/** erf(x) = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!! (Abramowitz & Stegun 7.1.6): terms are positive, so none cancel. */
function erfBySeries(x) {
  let [term, sum] = [x, x];
  for (let n = 1; n < TERMS; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc(x) = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))) (7.1.14), from its end. */
function erfcByFraction(x) {
  let rest = x;
  for (let n = TERMS; n > 0; n--) rest = x + n / 2 / rest;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / rest;
}

/** Standard normal upper tail of a distance that is not negative. */
function upperTail(deviations) {
  const x = deviations / Math.SQRT2;
  return (x < FRACTION_FROM ? 1 - erfBySeries(x) : erfcByFraction(x)) / 2;
}

/**
 * The benchmark's own simple detector, to check the scorer by: over all 58 series it is published with 39.6 (standard), 20.9 (low FP)
 * and 47.4 (low FN). One minus the tail of a normal distribution with mean and deviation of a window of the past.
 */
export function windowedGaussian(values) {
  let [window, waiting, mean, deviation] = [[], [], 0, 1];
  const refit = () => {
    mean = window.reduce((sum, value) => sum + value, 0) / window.length;
    deviation = Math.sqrt(window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / window.length) || LEAST_DEVIATION;
  };
  return Float64Array.from(values, (value) => {
    const score = window.length === 0 ? 0 : Number((1 - upperTail(Math.abs(value - mean) / deviation)).toPrecision(WRITTEN_DIGITS));
    if (window.length < WINDOW_ROWS) window.push(value);
    else waiting.push(value);
    if (waiting.length === STEP_ROWS) [window, waiting] = [[...window.slice(STEP_ROWS), ...waiting], []];
    if (waiting.length === 0) refit();
    return score;
  });
}
