/**
 * The score of the Numenta Anomaly Benchmark (Lavin & Ahmad 2015, "Evaluating Real-time Anomaly Detection Algorithms",
 * arXiv:1510.03336), with the details its scorer settles: the first 15 % of a series, at most 750 rows, are not judged; of the
 * alarms in a window the best (in practice the earliest) counts; every alarm outside costs, little just after a window.
 */
const PROBATION = { share: 0.15, mostRows: 750 };

/** What one window found, one window missed and one false alarm weigh. */
export const PROFILES = {
  standard: { found: 1, missed: 1, falseAlarm: 0.11 },
  lowFp: { found: 1, missed: 1, falseAlarm: 0.22 },
  lowFn: { found: 1, missed: 2, falseAlarm: 0.11 },
};

export const probationRows = (rows) => Math.min(Math.floor(PROBATION.share * rows), PROBATION.mostRows);

/** 1 long before, 0 at 0, −1 from 3 on: the worth of an alarm at a place relative to a window's end, in window widths. */
export const scaledSigmoid = (place) => (place > 3 ? -1 : 2 / (1 + Math.exp(5 * place)) - 1);

const BEST = scaledSigmoid(-1);

/** The worth of an alarm at each row before weights, and the window it lies in (−1 for none). Windows are [first, last] rows, in order. */
export function worthOfRows(rows, windows) {
  const worth = new Float64Array(rows).fill(-1);
  const windowOf = new Int32Array(rows).fill(-1);
  windows.forEach(([first, last], window) => {
    const width = last - first + 1;
    const nextFirst = windows[window + 1]?.[0] ?? rows;
    for (let row = last + 1; row < nextFirst; row++) worth[row] = scaledSigmoid((row - last) / (width - 1));
    for (let row = first; row <= last; row++) {
      worth[row] = scaledSigmoid(-(last - row + 1) / width) / BEST;
      windowOf[row] = window;
    }
  });
  return { worth, windowOf };
}

/** All judged rows of all series, the surest alarm first. Windows are numbered across series. */
function judgedRows(series) {
  const judged = [];
  let windowsBefore = 0;
  for (const { scores, windows } of series) {
    const { worth, windowOf } = worthOfRows(scores.length, windows);
    for (let row = probationRows(scores.length); row < scores.length; row++) {
      judged.push({ score: scores[row], worth: worth[row], window: windowOf[row] < 0 ? -1 : windowsBefore + windowOf[row] });
    }
    windowsBefore += windows.length;
  }
  return { judged: judged.sort((left, right) => right.score - left.score), windows: windowsBefore };
}

/** The best sum that one threshold for all rows gives; without any alarm every window is missed. */
function bestSum({ judged, windows }, { found, missed, falseAlarm }) {
  const ofWindow = new Float64Array(windows).fill(-missed);
  let sum = -missed * windows;
  let best = { sum, threshold: Infinity };
  judged.forEach(({ score, worth, window }, at) => {
    if (window < 0) sum += worth * falseAlarm;
    else if (worth * found > ofWindow[window]) {
      sum += worth * found - ofWindow[window];
      ofWindow[window] = worth * found;
    }
    if (sum > best.sum && judged[at + 1]?.score !== score) best = { sum, threshold: score };
  });
  return best;
}

/**
 * Scores by profile, 100 for a perfect detector and 0 for one that never raises an alarm, each at the threshold that is best for it
 * over all series together, as the benchmark does. `series` are `{ scores, windows }`; null where there is no window at all.
 */
export function nabScores(series) {
  const rows = judgedRows(series);
  const scored = Object.entries(PROFILES).map(([name, profile]) => {
    if (rows.windows === 0) return [name, null];
    const nothing = -profile.missed * rows.windows;
    return [name, 100 * (bestSum(rows, profile).sum - nothing) / (profile.found * rows.windows - nothing)];
  });
  return Object.fromEntries(scored);
}
