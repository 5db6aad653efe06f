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
  /** ln of the share of all lines that begin about then, per day. */
  readonly logDensity: number;
}

/** When lines are alive and how fast they call. */
export interface Life {
  readonly lines: number;
  readonly start: Ends;
  readonly end: Ends;
  /** Sum over lines of 1 / variance of the logarithm of calls per day, and of that times the logarithm. */
  readonly precision: number;
  readonly pace: number;
  /** ln of how likely these paces are if they are one, but for what depends on each line alone. */
  readonly fit: number;
}

/** What a line's own calls say of its life. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly gaps: number;
  readonly callsPerDay: number;
}

function spanOf({ calls }: Line, clock: OperatingClock): Span | undefined {
  const [first, last] = [calls[0], calls.at(-1)];
  if (first === undefined || last === undefined || calls.length < FEWEST_CALLS) return undefined;
  const [start, end] = [clock(first.atMs), clock(last.atMs)];
  const gaps = calls.length - 1;
  return { start, end, gaps, callsPerDay: gaps / Math.max(end - start, 1 / MOST_CALLS_A_DAY) };
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

/** Of a moment, the share of all that fall near it, per day. */
function densityOf(moments: Float64Array): (at: number) => number {
  const sorted = moments.slice().sort();
  if (sorted.length === 0) return () => 0;
  return (at) => Math.max(1, countBelow(sorted, at + AROUND_DAYS) - countBelow(sorted, at - AROUND_DAYS)) / (2 * AROUND_DAYS * sorted.length);
}

const joinEnds = (one: Ends, other: Ends): Ends => ({ ...(one.earliest <= other.earliest ? one : other), rate: one.rate + other.rate });

/** Lines that set out at a moment, unknown, make their first calls after waits that are exponential. */
function evidenceOfEnds(one: Ends, other: Ends): number {
  const later = one.earliest <= other.earliest ? other : one;
  const wait = later.rate * Math.abs(one.earliest - other.earliest);
  return Math.log((one.rate * other.rate) / (one.rate + other.rate)) - wait - later.logDensity;
}

/** Likelihood of paces by their sums, and what is usual: mean and precision of the logarithm of calls per day. */
function paceFit(spans: readonly Span[]): (precision: number, pace: number) => number {
  const logs = spans.map(({ callsPerDay }) => Math.log(callsPerDay));
  const mean = logs.reduce((sum, log) => sum + log, 0) / Math.max(1, logs.length);
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / Math.max(1, logs.length);
  const usual = 1 / Math.max(LEAST_SPREAD ** 2, variance);
  return (precision, pace) => {
    const all = precision + usual;
    return (Math.log(usual / all) + (pace + mean * usual) ** 2 / all - mean ** 2 * usual) / 2;
  };
}

/**
 * Campaigns set out with their numbers, load them evenly and give them up together. Compared are the beginnings, the ends
 * and the pace, each with that of all others: where all of them begin, it says nothing. Numbers that still call, or that
 * called before records began, end and begin with all others there. A life is undefined where calls are too few to tell.
 * @param bystanders when numbers that are none of these began, epoch milliseconds
 */
export function livesOf(lines: readonly Line[], clock: OperatingClock, bystanders: readonly number[]): { readonly trait: Trait<Life>; readonly lives: readonly (Life | undefined)[] } {
  const spans = lines.map((line) => spanOf(line, clock));
  const known = spans.filter((span) => span !== undefined);
  const [own, others] = [densityOf(Float64Array.from(known, ({ start }) => start)), densityOf(Float64Array.from(bystanders, clock))];
  const starts = (at: number): number => Math.max(own(at), others(at));
  const ends = densityOf(Float64Array.from(known, ({ end }) => end));
  const fit = paceFit(known);
  const lifeOf = ({ start, end, gaps, callsPerDay }: Span): Life => {
    const rate = Math.min(callsPerDay, MOST_CALLS_A_DAY);
    const precision = 1 / (1 / gaps + UNEVENNESS ** 2);
    const pace = precision * Math.log(callsPerDay);
    return {
      lines: 1, precision, pace, fit: fit(precision, pace),
      start: { earliest: start, rate, logDensity: Math.log(starts(start)) }, end: { earliest: -end, rate, logDensity: Math.log(ends(end)) },
    };
  };
  return { trait: { evidence: evidenceBy(fit), join: joinBy(fit) }, lives: spans.map((span) => (span === undefined ? undefined : lifeOf(span))) };
}

type Fit = ReturnType<typeof paceFit>;

const evidenceBy = (fit: Fit) => (one: Life, other: Life): number => {
  const lines = Math.min(one.lines, other.lines);
  const samePace = fit(one.precision + other.precision, one.pace + other.pace) - one.fit - other.fit;
  return atWorst(evidenceOfEnds(one.start, other.start), lines) + atWorst(evidenceOfEnds(one.end, other.end), lines) + atWorst(samePace, lines);
};

const joinBy = (fit: Fit) => (one: Life, other: Life): Life => {
  const [precision, pace] = [one.precision + other.precision, one.pace + other.pace];
  return { lines: one.lines + other.lines, start: joinEnds(one.start, other.start), end: joinEnds(one.end, other.end), precision, pace, fit: fit(precision, pace) };
};
