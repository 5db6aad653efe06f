import { ANSWERED } from '#realtime/core';

import type { Line } from './line.js';
import type { Trait } from './trait.js';

const SHORTEST_SECONDS = 11;
const LONGEST_SECONDS = 120;
const LENGTHS = LONGEST_SECONDS - SHORTEST_SECONDS + 1;
/** The place of "no recording", behind all lengths. */
const NO_SCRIPT = LENGTHS;
/** Of the calls over ten seconds to a recording, how many hear it to its end. */
const HEARD_OUT = 0.8;
const SMOOTH_SECONDS = 5;
const ROUNDS = 5;
/** Lines that are no evidence of lengths but keep each of them possible. */
const IMAGINED_LINES = 2;

/** Probability of each length in seconds from 11 to 120, and at last of no recording, each divided by the root of its prior. */
export type ScriptLength = Float64Array;

/** Calls that a person took and left after more than ten seconds, by their whole seconds. The assistant hangs up by its own patience. */
function lengthsOf({ calls }: Line): Float64Array {
  const counts = new Float64Array(LENGTHS);
  for (const { durationMs, outcome } of calls) {
    const at = Math.round((durationMs ?? 0) / 1_000) - SHORTEST_SECONDS;
    if (outcome === ANSWERED && at >= 0 && at < LENGTHS) counts[at] = (counts[at] as number) + 1;
  }
  return counts;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** How long people talk: each line's calls with the same say, smoothed so that a recording of one line is no habit of all. */
function talkLengths(lines: readonly Float64Array[]): Float64Array {
  const talk = new Float64Array(LENGTHS).fill(1 / LENGTHS);
  for (const counts of lines) {
    const total = sum(counts);
    counts.forEach((count, at) => {
      if (count === 0) return;
      const [from, to] = [Math.max(0, at - SMOOTH_SECONDS), Math.min(LENGTHS - 1, at + SMOOTH_SECONDS)];
      for (let near = from; near <= to; near++) talk[near] = (talk[near] as number) + count / total / (to - from + 1);
    });
  }
  const total = sum(talk);
  return talk.map((value) => value / total);
}

/** Likelihood of a line's calls by each length and by none, against the likeliest: of hundreds of calls of one length it would overflow. */
function likelihoods(counts: Float64Array, talk: Float64Array): Float64Array {
  const others = sum(counts) * Math.log(1 - HEARD_OUT);
  const logs = new Float64Array(LENGTHS + 1);
  counts.forEach((count, at) => {
    const chance = talk[at] as number;
    const heard = HEARD_OUT + (1 - HEARD_OUT) * chance;
    logs[at] = others + count * Math.log(heard / chance / (1 - HEARD_OUT));
  });
  const likeliest = logs.reduce((most, log) => Math.max(most, log));
  return logs.map((log) => Math.exp(log - likeliest));
}

function posterior(ratios: Float64Array, prior: Float64Array): Float64Array {
  const joint = ratios.map((ratio, at) => ratio * (prior[at] as number));
  const total = sum(joint);
  return joint.map((value) => value / total);
}

/** How common each length is among the lines that tell anything, by expectation maximisation. */
function commonness(ratios: readonly Float64Array[]): Float64Array {
  let prior: Float64Array = new Float64Array(LENGTHS + 1).fill(0.5 / LENGTHS);
  prior[NO_SCRIPT] = 0.5;
  for (let round = 0; round < ROUNDS; round++) {
    const next = prior.map((value) => value * IMAGINED_LINES);
    for (const own of ratios) posterior(own, prior).forEach((value, at) => { next[at] = (next[at] as number) + value; });
    prior = next.map((value) => value / (ratios.length + IMAGINED_LINES));
  }
  return prior;
}

/**
 * Who hears a recording to its end makes a call of its length, to the second. A line's calls say which length that may be:
 * two that repeat the same rare one are tied, two that repeat different ones are not, and people who talk as long as they
 * like say little.
 */
export function scriptLengthsOf(lines: readonly Line[]): { readonly trait: Trait<ScriptLength>; readonly scripts: readonly ScriptLength[] } {
  const counts = lines.map(lengthsOf);
  const talk = talkLengths(counts);
  const ratios = counts.map((own) => (own.some((count) => count > 0) ? likelihoods(own, talk) : undefined));
  const prior = commonness(ratios.filter((own) => own !== undefined));
  const roots = prior.map(Math.sqrt);
  const agreement = (one: ScriptLength, other: ScriptLength): number => {
    let ratio = 0;
    for (let at = 0; at <= NO_SCRIPT; at++) ratio += (one[at] as number) * (other[at] as number);
    return ratio;
  };
  return {
    trait: {
      evidence: (one, other) => Math.log(agreement(one, other) + Number.MIN_VALUE),
      join: (one, other) => {
        const ratio = agreement(one, other) + Number.MIN_VALUE;
        return one.map((value, at) => (value * (other[at] as number)) / ratio / (roots[at] as number));
      },
    },
    // Nothing known of a line leaves the prior, which divided by its root is the root.
    scripts: ratios.map((own) => (own === undefined ? roots : posterior(own, prior).map((value, at) => value / (roots[at] as number)))),
  };
}
