import { parseArgs } from 'node:util';
import { findPatterns } from './core.mjs';
import { baselineOf, falseUsers, foundShares } from './measure.mjs';
import { PLANTS } from './plants.mjs';
import { simulateUser } from './simulate.mjs';

const USAGE = 'usage: npm run bench:patterns -- [--users 1000] [--planted 100] [--json]';
const FLAGS = { users: { type: 'string', default: '1000' }, planted: { type: 'string', default: '100' }, json: { type: 'boolean', default: false } };
const BASELINE_USERS = 200;
/** Sessions a day of users of whom less is found. */
const QUIET_PER_DAY = 2;
/** Calls a day whose histories are timed; how often each is searched. */
const RATES = [2, 10, 25, 50];
const [TIMED_USERS, TIMES] = [5, 5];

const say = (line) => process.stderr.write(`bench:patterns ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);

function wholeNumber(name, written) {
  if (!/^[1-9]\d{0,5}$/.test(written)) throw new Error(`--${name} must be a whole number from 1 to 999999`);
  return Number(written);
}

/** One thread's CPU milliseconds of a search, by calls in the history. */
function cpuByCalls(baseline) {
  return RATES.map((perDay) => {
    const histories = Array.from({ length: TIMED_USERS }, (_, user) => simulateUser(user + 1, (habits) => ({ ...habits, perDay })));
    for (const history of histories) findPatterns(history, baseline);
    const started = process.cpuUsage();
    for (let time = 0; time < TIMES; time++) for (const history of histories) findPatterns(history, baseline);
    const { user, system } = process.cpuUsage(started);
    const calls = histories.reduce((sum, history) => sum + history.calls.length, 0) / TIMED_USERS;
    return { calls: Math.round(calls), cpuMs: (user + system) / 1000 / (TIMED_USERS * TIMES) };
  });
}

function byKind(foundShare) {
  const kinds = {};
  for (const [name, share] of Object.entries(foundShare)) kinds[PLANTS[name].kind] = Math.min(kinds[PLANTS[name].kind] ?? 1, share);
  return kinds;
}

function benchmark(users, planted) {
  const baseline = baselineOf(BASELINE_USERS);
  say(`baseline of ${baseline.users} users, ${baseline.sessions} sessions`);
  const falsely = falseUsers(users, baseline);
  say(`${users} random users searched`);
  const foundShare = foundShares(planted, baseline);
  say(`${planted} users for each of ${Object.keys(PLANTS).length} plants searched`);
  return {
    falseUsersShare: falsely.share, falseCodes: falsely.codes, foundShare, leastFoundByKind: byKind(foundShare), foundShareQuiet: foundShares(planted, baseline, QUIET_PER_DAY), users, planted,
    cpu: cpuByCalls(baseline),
  };
}

const rounded = (_name, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value);

function asTable({ falseUsersShare, foundShare, foundShareQuiet, cpu }) {
  return [
    `users with nothing planted who are told anything   ${(100 * falseUsersShare).toFixed(1)} %`,
    ...Object.entries(foundShare).map(([name, share]) => `found: ${name.padEnd(20)} ${(100 * share).toFixed(0).padStart(4)} %, of ${QUIET_PER_DAY} sessions a day ${(100 * foundShareQuiet[name]).toFixed(0).padStart(4)} %`),
    ...cpu.map(({ calls, cpuMs }) => `${String(calls).padStart(6)} calls: ${cpuMs.toFixed(1)} ms of CPU`), '',
  ].join('\n');
}

/** Simulates users, seeks patterns and prints. Returns the exit code: 0 whatever is found, 1 where something broke, 2 for a wrong call. */
export function main(args) {
  let options;
  try {
    const { values } = parseArgs({ args, options: FLAGS, strict: true });
    options = { users: wholeNumber('users', values.users), planted: wholeNumber('planted', values.planted), json: values.json };
  } catch (error) {
    say(`${error.message}\n${USAGE}`);
    return 2;
  }
  try {
    const report = benchmark(options.users, options.planted);
    process.stdout.write(options.json ? `${JSON.stringify(report, rounded)}\n` : asTable(report));
    return 0;
  } catch (error) {
    say(error.stack);
    return 1;
  }
}
