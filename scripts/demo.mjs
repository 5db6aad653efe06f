// `npm run demo [-- --users 200 --days 7 --seed 7 --keep]`: a service of its own, simulated traffic, and what it found.
import { parseArgs } from 'node:util';
import { ensureReady } from './setup/ensure.mjs';
import { DemoService } from './demo/service.mjs';
import { judgeAll } from './demo/judge.mjs';
import { report } from './demo/report.mjs';
import { simulateTraffic } from './demo/traffic.mjs';

const USAGE = 'npm run demo [-- --users 200 --days 7 --seed 7 --keep]';

function readFlags() {
  try {
    return parseArgs({
      options: {
        users: { type: 'string', default: '200' },
        days: { type: 'string', default: '7' },
        seed: { type: 'string', default: '7' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`profile-analytics: ${error.message.split('. ')[0]}; ${USAGE}\n`);
    process.exit(2);
  }
}

const values = readFlags();
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

ensureReady();
const service = await DemoService.launch();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await service.stop();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}
try {
  await service.whenReady();
  const traffic = await simulateTraffic(service.folder, values);
  const secondsToTake = await service.ingest(traffic.eventsPath);
  report(traffic, await judgeAll(service, traffic.numbers), secondsToTake);
  if (values.keep) {
    console.log(`\nThe service keeps running until Ctrl-C: ${service.origin}/api/docs\nA token: ${await service.token('admin', 'u-1')}`);
    await service.ended();
  }
} catch (error) {
  process.stderr.write(`profile-analytics: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  await service.stop();
}
