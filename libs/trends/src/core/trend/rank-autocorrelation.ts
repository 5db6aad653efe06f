import { theilSen, type TimedValues } from './theil-sen.js';

/**
 * Autocorrelation of the ranks of what is left beside the Theil–Sen line, from lag 1 to `lags`; zeros where nothing varies. Ties share
 * their mean rank. O(n log n + n · lags).
 */
export function rankAutocorrelation({ times, values }: TimedValues, lags: number): Float64Array {
  const slope = theilSen({ times, values })?.slope ?? 0;
  const ranks = meanRanks(values.map((value, at) => value - slope * (times[at] as number)));
  const middle = (ranks.length + 1) / 2;
  const centred = ranks.map((rank) => rank - middle);
  const whole = lagProduct(centred, 0);
  return Float64Array.from({ length: lags }, (_, at) => (whole > 0 ? lagProduct(centred, at + 1) / whole : 0));
}

function lagProduct(centred: Float64Array, lag: number): number {
  let sum = 0;
  for (let at = lag; at < centred.length; at++) sum += (centred[at] as number) * (centred[at - lag] as number);
  return sum;
}

function meanRanks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Float64Array(values.length);
  let start = 0;
  for (let at = 1; at <= order.length; at++) {
    if (at < order.length && values[order[at] as number] === values[order[start] as number]) continue;
    for (let tied = start; tied < at; tied++) ranks[order[tied] as number] = (start + at + 1) / 2;
    start = at;
  }
  return ranks;
}
