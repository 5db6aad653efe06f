// The measures of the M4 competition: its hourly Naive2 scored sMAPE 18.383 and MASE 2.395.
const SEASON = 24;
const NAIVE2 = { smape: 18.383, mase: 2.395 };
const ALPHA = 0.05;

const meanOf = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean absolute error of the seasonal naive inside the training part. */
function scaleOf(train) {
  let sum = 0;
  for (let at = SEASON; at < train.length; at++) sum += Math.abs(train[at] - train[at - SEASON]);
  return sum / (train.length - SEASON);
}

function smapeOf(test, point) {
  return meanOf(Array.from(test, (actual, at) => (actual === point[at] ? 0 : (200 * Math.abs(actual - point[at])) / (Math.abs(actual) + Math.abs(point[at])))));
}

const maeOf = (test, point) => meanOf(Array.from(test, (actual, at) => Math.abs(actual - point[at])));

/** `points[i]` forecasts `series[i]`, or is undefined; then that series is left out, as is one without a scale. Null where none is left. */
export function pointScores(series, points) {
  const scored = series.flatMap(({ train, test }, at) => {
    const point = points[at];
    const scale = scaleOf(train);
    return point === undefined || !(scale > 0) ? [] : [{ smape: smapeOf(test, point), mase: maeOf(test, point) / scale }];
  });
  if (scored.length === 0) return null;
  const smape = meanOf(scored.map((one) => one.smape));
  const mase = meanOf(scored.map((one) => one.mase));
  return { smape, mase, owa: (smape / NAIVE2.smape + mase / NAIVE2.mase) / 2, series: scored.length };
}

/** Mean scaled interval score and coverage of 95 % intervals, over the series that have a scale; null where none has. */
export function intervalScores(series, lowers, uppers) {
  let inside = 0;
  let count = 0;
  const scores = series.flatMap(({ train, test }, at) => {
    const scale = scaleOf(train);
    if (!(scale > 0)) return [];
    return meanOf(Array.from(test, (actual, step) => {
      const lower = lowers[at][step];
      const upper = uppers[at][step];
      count++;
      if (actual >= lower && actual <= upper) inside++;
      return (upper - lower + (2 / ALPHA) * (Math.max(0, lower - actual) + Math.max(0, actual - upper))) / scale;
    }));
  });
  return scores.length > 0 ? { msis95: meanOf(scores), coverage95: inside / count } : { msis95: null, coverage95: null };
}
