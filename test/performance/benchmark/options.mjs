import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';

export const PHASES = ['floor', 'throughput', 'latency', 'singles', 'verdicts', 'predictions', 'training', 'restart'];

const NUMBERS = { seconds: [1, 600], users: [10, 1_000_000], connections: [1, 256] };
const SHARE_OF_SECONDS = 0.75;

export class UsageError extends Error {}

function wholeNumber(name, text) {
  const [lowest, highest] = NUMBERS[name];
  const value = Number(text);
  if (/^\d{1,7}$/.test(text) && value >= lowest && value <= highest) return value;
  throw new UsageError(`--${name} got ${JSON.stringify(text)}, wants a whole number from ${lowest} to ${highest}`);
}

function phasesOf(text) {
  const names = text.split(',').filter(Boolean);
  const stray = names.find((name) => !PHASES.includes(name));
  if (stray === undefined && names.length > 0) return PHASES.filter((name) => names.includes(name));
  throw new UsageError(`--phases got ${JSON.stringify(stray ?? text)}, wants some of ${PHASES.join(',')}`);
}

function flagsOf(args) {
  const text = (fallback) => ({ type: 'string', default: fallback });
  const options = {
    json: { type: 'boolean', default: false }, seconds: text('20'), users: text('20000'), connections: text('8'),
    phases: text(PHASES.join(',')), 'data-dir': text(tmpdir()),
  };
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error.message);
  }
}

/** What each phase does. `seconds` is the length of the throughput phase; the others are in proportion. */
function settingsOf(seconds, connections) {
  const timed = Math.max(1, Math.round(seconds * SHARE_OF_SECONDS));
  // A service that has run a while has compiled its code: verdicts, asked for a thousand times slower than events come, take longest.
  const leadIn = Math.min(4, timed);
  const verdicts = { seconds: timed, leadIn: Math.min(10, timed), perSecond: 500, connections: 32, batch: 100, eventsPerSecond: 5000 };
  return {
    warmup: { seconds: Math.max(1, seconds / 2), batch: 500, connections, singleSeconds: leadIn },
    floor: { repetitions: 5, seconds: seconds / 10, batch: 1000 },
    throughput: { seconds, batch: 500, connections },
    latency: { seconds: timed, leadIn, batch: 100, perSecond: 10_000, connections: 32 },
    singles: { seconds: timed, leadIn, connections: 64 },
    verdicts, training: verdicts,
    predictions: { seconds: timed, leadIn, perSecond: 500, connections: 32, rows: 10_000, trees: 100 },
    restart: {},
  };
}

/** The command line, checked. @throws UsageError naming the flag, what it got and what it wants */
export function readOptions(args) {
  const flags = flagsOf(args);
  const [seconds, users, connections] = Object.keys(NUMBERS).map((name) => wholeNumber(name, flags[name]));
  return {
    json: flags.json, users, seconds, parentFolder: flags['data-dir'],
    phases: phasesOf(flags.phases), settings: settingsOf(seconds, connections),
  };
}
