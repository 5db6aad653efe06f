import { command } from '../command.mjs';

// No door leads to what only intake uses.
const built = (file) => import(new URL(`../../../dist/libs/realtime/src/${file}`, import.meta.url).href);
const { EventCheck } = await built('app/event-check.js');
const { checkShape } = await built('infra/event-schema.js');

const NOW_MS = Date.parse('2026-11-22T02:00:00Z');
const BATCH = 1000;

const ours = (at) => ({
  type: 'call', userId: `u-${at % 97}`, timestamp: '2026-11-22T01:30:00.000Z', callerPhone: `+861380013${String(at).padStart(4, '0')}`, callType: 'incoming', outcome: 'answered', duration: 42.5,
});
const theirs = (at) => ({
  event_type: 'call_ended', user_id: `u-${at % 97}`, started_at: 1_795_311_000, from: `+861380013${String(at).padStart(4, '0')}`, direction: 'inbound', status: 'disconnected', duration_ms: 42_500,
});

/** Microseconds of processor time an event takes, the median of many batches. */
function costOf(check, event, batches) {
  const text = JSON.stringify(Array.from({ length: BATCH }, (_, at) => event(at)));
  const costs = [];
  for (let batch = 0; batch < batches; batch++) {
    const events = JSON.parse(text);
    const before = process.cpuUsage();
    for (const value of events) if (Array.isArray(check.check(value, NOW_MS))) throw new Error('an event was refused');
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / BATCH);
  }
  return costs.sort((one, two) => one - two)[batches >> 1];
}

/** What reading an event costs, in our words and in others. */
function benchmark({ batches }) {
  const check = new EventCheck(checkShape, 'CN');
  const count = Number(batches);
  if (!Number.isInteger(count) || count < 1) throw new Error('--batches must be a whole number from 1 on');
  for (const event of [ours, theirs]) costOf(check, event, 50);
  return { batches: count, eventsABatch: BATCH, oursMicroseconds: costOf(check, ours, count), aliasedMicroseconds: costOf(check, theirs, count) };
}

export const main = command({
  say: (line) => process.stderr.write(`aliases: ${line}\n`),
  usage: 'usage: npm run bench:aliases -- [--batches 500] [--json]',
  flags: { batches: { type: 'string', default: '500' } },
  wanted: [],
  benchmark,
  asTable: ({ oursMicroseconds, aliasedMicroseconds }) => `processor time an event: ${oursMicroseconds.toFixed(2)} µs in our words, ${aliasedMicroseconds.toFixed(2)} µs in others\n`,
});
