import { LoessFit, smooth, type Loess } from './loess.js';

/**
 * Smooths each phase of the cycle on its own (all Mondays at nine, say) and extends it by one cycle at both ends: the result starts a
 * period before `values` and ends a period after them.
 */
export function cycleSubseries(values: Float64Array, cycle: { readonly period: number; readonly loess: Loess }, weights?: Float64Array): Float64Array {
  const { period, loess } = cycle;
  const extended = new Float64Array(values.length + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const phaseValues = every(values, period, phase);
    const phaseWeights = weights && every(weights, period, phase);
    const smoothed = extend(phaseValues, loess, phaseWeights);
    for (let cycleAt = 0; cycleAt < smoothed.length; cycleAt++) extended[cycleAt * period + phase] = smoothed[cycleAt] as number;
  }
  return extended;
}

function every(values: Float64Array, period: number, phase: number): Float64Array {
  const taken = new Float64Array(Math.ceil((values.length - phase) / period));
  for (let at = 0; at < taken.length; at++) taken[at] = values[at * period + phase] as number;
  return taken;
}

/** The smoothed phase, with one value more at each end. */
function extend(values: Float64Array, loess: Loess, weights: Float64Array | undefined): Float64Array {
  const { length } = values;
  const inside = smooth(values, loess, weights);
  const width = Math.min(loess.window, length);
  const fit = new LoessFit(loess, values, weights);
  const extended = new Float64Array(length + 2);
  extended.set(inside, 1);
  extended[0] = fit.at(-1, { first: 0, last: width - 1 }) ?? (inside[0] as number);
  extended[length + 1] = fit.at(length, { first: length - width, last: length - 1 }) ?? (inside[length - 1] as number);
  return extended;
}
