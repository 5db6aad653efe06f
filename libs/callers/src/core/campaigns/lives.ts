import type { Line } from './line.js';
import type { OperatingClock } from './operating-clock.js';
import { atWorst, type Trait } from './trait.js';

/** Calls without which a line's beginning and end say nothing. */
const FEWEST_CALLS = 4;
/** Days of work on either side in which others' beginnings are counted. */
const AROUND_DAYS = 1;
/** Nobody keeps time better than half an hour, however many calls they make. */
const MOST_CALLS_A_DAY = 50;
/** Numbers of one campaign are loaded evenly to about a fifth. */
const UNEVENNESS = 0.2;
/** Spread of the pace of unrelated lines, at least: the standard deviation of its logarithm. */
const LEAST_SPREAD = 1;

/** One end of the lives of one or more lines, in days of work, backwards in time where it is the last one. */
interface Ends {
  readonly earliest: number;
  /** Sum of the lines' calls per day. */
  readonly rate: number;
}

/** When lines are alive and how fast they call. */
export interface Life {
  readonly lines: number;
  readonly start: Ends;
  readonly end: Ends;
  /** Sum over lines of 1 / variance of the logarithm of calls per day, and of that times the logarithm. */
  readonly precision: number;
  readonly pace: number;
}

function lifeOf({ calls }: Line, clock: OperatingClock): Life | undefined {
  const [first, last] = [calls[0], calls.at(-1)];
  if (first === undefined || last === undefined || calls.length < FEWEST_CALLS) return undefined;
  const [start, end] = [clock(first.atMs), clock(last.atMs)];
  const gaps = calls.length - 1;
  const callsPerDay = gaps / Math.max(end - start, 1 / MOST_CALLS_A_DAY);
  const rate = Math.min(callsPerDay, MOST_CALLS_A_DAY);
  const precision = 1 / (1 / gaps + UNEVENNESS ** 2);
  return { lines: 1, start: { earliest: start, rate }, end: { earliest: -end, rate }, precision, pace: precision * Math.log(callsPerDay) };
}

/** How many of the ascending `sorted` are below `value`. */
function countBelow(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Density = (at: number) => number;

/** Share of all moments that fall near one of them, per day. */
function densityOf(moments: Float64Array): Density {
  const sorted = moments.slice().sort();
  return (at) => Math.max(1, countBelow(sorted, at + AROUND_DAYS) - countBelow(sorted, at - AROUND_DAYS)) / (2 * AROUND_DAYS * sorted.length);
}

const joinEnds = (one: Ends, other: Ends): Ends => ({ earliest: Math.min(one.earliest, other.earliest), rate: one.rate + other.rate });

/** Lines that set out at a moment, unknown, make their first calls after waits that are exponential. */
function evidenceOfEnds(one: Ends, other: Ends, density: Density): number {
  const later = one.earliest <= other.earliest ? other : one;
  const wait = later.rate * Math.abs(one.earliest - other.earliest);
  return Math.log((one.rate * other.rate) / (one.rate + other.rate)) - wait - Math.log(density(later.earliest));
}

/** What calls per day are usual: mean and precision of their logarithm. */
function usualPace(lives: readonly Life[]): { readonly mean: number; readonly precision: number } {
  const logs = lives.map(({ pace, precision }) => pace / precision);
  const mean = logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length);
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / Math.max(1, logs.length);
  return { mean, precision: 1 / Math.max(LEAST_SPREAD ** 2, variance) };
}

/**
 * Campaigns set out with their numbers, load them evenly and give them up together. Compared are the beginnings, the ends
 * and the pace, each with that of all others: where all of them begin, it says nothing. Numbers that still call, or that
 * called before records began, end and begin with all others there. A life is undefined where calls are too few to tell.
 */
export function livesOf(lines: readonly Line[], clock: OperatingClock): { readonly trait: Trait<Life>; readonly lives: readonly (Life | undefined)[] } {
  const lives = lines.map((line) => lifeOf(line, clock));
  const known = lives.filter((life) => life !== undefined);
  const starts = densityOf(Float64Array.from(known, ({ start }) => start.earliest));
  const ends = densityOf(Float64Array.from(known, ({ end }) => end.earliest));
  const usual = usualPace(known);
  const fit = (precision: number, pace: number): number => {
    const all = precision + usual.precision;
    return (Math.log(usual.precision / all) + (pace + usual.mean * usual.precision) ** 2 / all - usual.mean ** 2 * usual.precision) / 2;
  };
  const samePace = (one: Life, other: Life): number =>
    fit(one.precision + other.precision, one.pace + other.pace) - fit(one.precision, one.pace) - fit(other.precision, other.pace);
  return {
    trait: {
      evidence: (one, other) => {
        const lines = Math.min(one.lines, other.lines);
        return atWorst(evidenceOfEnds(one.start, other.start, starts), lines) + atWorst(evidenceOfEnds(one.end, other.end, ends), lines) + atWorst(samePace(one, other), lines);
      },
      join: (one, other) => ({
        lines: one.lines + other.lines, start: joinEnds(one.start, other.start), end: joinEnds(one.end, other.end), precision: one.precision + other.precision, pace: one.pace + other.pace,
      }),
    },
    lives,
  };
}
