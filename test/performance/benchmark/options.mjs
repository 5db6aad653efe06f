import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';

export const PHASES = ['floor', 'throughput', 'latency', 'singles', 'verdicts', 'predictions', 'training', 'restart'];
/** Takes many minutes and a disk, so it runs where it is asked for. */
export const LONG_PHASES = ['growth'];
const ALL_PHASES = [...PHASES, ...LONG_PHASES];

const NUMBERS = { seconds: [1, 600], users: [10, 1_000_000], connections: [1, 256] };
const SHARE_OF_SECONDS = 0.75;
const USERS = { other: '20000', growth: '50000' };
const EVENTS = [10_000, 20_000_000];
const MOST_SIZES = 5;

const USAGE = `npm run benchmark -- [--json] [--seconds 20] [--users ${USERS.other}] [--connections 8] [--phases ${PHASES.join(',')}] [--data-dir <folder>]

  --phases growth [--events 1000000,10000000] [--users ${USERS.growth}]
      what users ask of themselves, 200 a second, at each of these sizes; not among the phases that run by themselves,
      for filling 10,000,000 events takes many minutes and some 8 GB of --data-dir
`;

export class UsageError extends Error {}

/** What was asked for is not a run but how to ask for one. */
export class UsageAsked extends Error {
  constructor() {
    super(USAGE);
  }
}

function wholeNumber(name, text) {
  const [lowest, highest] = NUMBERS[name];
  const value = Number(text);
  if (/^\d{1,7}$/.test(text) && value >= lowest && value <= highest) return value;
  throw new UsageError(`--${name} got ${JSON.stringify(text)}, wants a whole number from ${lowest} to ${highest}`);
}

function phasesOf(text) {
  const names = text.split(',').filter(Boolean);
  const stray = names.find((name) => !ALL_PHASES.includes(name));
  if (stray === undefined && names.length > 0) return ALL_PHASES.filter((name) => names.includes(name));
  throw new UsageError(`--phases got ${JSON.stringify(stray ?? text)}, wants some of ${ALL_PHASES.join(',')}`);
}

/** Numbers of events to grow to, the smallest first. */
function sizesOf(text) {
  const [lowest, highest] = EVENTS;
  const sizes = text.split(',').map((each) => (/^\d{1,9}$/.test(each) ? Number(each) : 0));
  if (sizes.length <= MOST_SIZES && sizes.every((size) => size >= lowest && size <= highest)) return [...new Set(sizes)].sort((one, other) => one - other);
  throw new UsageError(`--events got ${JSON.stringify(text)}, wants at most ${MOST_SIZES} whole numbers from ${lowest} to ${highest}, a comma between them`);
}

function flagsOf(args) {
  const text = (fallback) => ({ type: 'string', default: fallback });
  const options = {
    json: { type: 'boolean', default: false }, seconds: text('20'), connections: text('8'),
    phases: text(PHASES.join(',')), 'data-dir': text(tmpdir()), help: { type: 'boolean', default: false },
    users: { type: 'string' }, events: { type: 'string' },
  };
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new UsageError(error.message);
  }
}

/** What each phase does. `seconds` is the length of the throughput phase; the others are in proportion. */
function settingsOf(seconds, connections, events) {
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
    growth: { seconds: timed, leadIn, perSecond: 200, connections: 32, events },
  };
}

/** The command line, checked. @throws UsageError naming the flag, what it got and what it wants @throws UsageAsked */
export function readOptions(args) {
  const flags = flagsOf(args);
  if (flags.help) throw new UsageAsked();
  const phases = phasesOf(flags.phases);
  const grows = phases.includes('growth');
  if (flags.events !== undefined && !grows) throw new UsageError('--events wants --phases growth');
  flags.users ??= USERS[phases.every((phase) => LONG_PHASES.includes(phase)) ? 'growth' : 'other'];
  const [seconds, users, connections] = Object.keys(NUMBERS).map((name) => wholeNumber(name, flags[name]));
  const events = sizesOf(flags.events ?? '1000000,10000000');
  return { json: flags.json, users, seconds, parentFolder: flags['data-dir'], phases, settings: settingsOf(seconds, connections, events) };
}
