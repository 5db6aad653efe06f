import { spawnSync } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../setup/ensure.mjs';

const lines = (path) => readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));

/** Simulated calls in a file, and what is true of each number in it: how often it called, and whether it is spam. */
export function simulateTraffic(folder, { users, days, seed }) {
  const eventsPath = join(folder, 'events.ndjson');
  const truthPath = join(folder, 'truth.ndjson');
  const args = ['simulate', '--users', users, '--days', days, '--seed', seed, '--truth', truthPath];
  const { status } = spawnSync(process.execPath, [join(ROOT, 'dist/apps/cli/main.js'), ...args], { stdio: ['ignore', openSync(eventsPath, 'w'), 'inherit'] });
  if (status !== 0) throw new Error('the traffic could not be simulated');
  const truths = new Map(lines(truthPath).map((truth) => [truth.id, truth]));
  const numbers = new Map();
  for (const event of lines(eventsPath)) {
    const { spam, kind } = truths.get(event.id);
    const number = numbers.get(event.callerPhone) ?? { spam: false, kind, calls: 0 };
    number.calls += event.callType === 'incoming' ? 1 : 0;
    if (spam) Object.assign(number, { spam, kind });
    numbers.set(event.callerPhone, number);
  }
  return { eventsPath, numbers, events: truths.size, users, days, seed };
}
