import { quantiles } from './quantiles.mjs';

/** The part of a run whose requests were due at `fromMs` or later and before `toMs`. */
function within({ startedMs, doneMs, good }, fromMs, toMs) {
  const chosen = Array.from(startedMs.keys()).filter((index) => startedMs[index] >= fromMs && startedMs[index] < toMs);
  return {
    latenciesMs: chosen.map((index) => doneMs[index] - startedMs[index]),
    good: chosen.filter((index) => good[index] === 1).length,
    lastDoneMs: chosen.reduce((last, index) => Math.max(last, doneMs[index]), fromMs),
  };
}

/** Good requests a second and latencies of a run after its lead-in, until the last of them was answered. */
export function measured(run, { leadIn, seconds }) {
  const fromMs = run.startedMs[0] + leadIn * 1000;
  const { latenciesMs, good, lastDoneMs } = within(run, fromMs, fromMs + seconds * 1000);
  return { perSecond: good / ((lastDoneMs - fromMs) / 1000), latencyMs: quantiles(latenciesMs), requests: latenciesMs.length };
}

export const goodRequests = ({ good }) => good.reduce((sum, flag) => sum + flag, 0);

/** What a run met with, for the report. */
export function conduct({ startedMs, good, statuses, retries, brokenConnections, ranOut }) {
  return { requests: startedMs.length, notAccepted: startedMs.length - goodRequests({ good }), statuses, retries, brokenConnections, ranOut };
}
