import { Bench } from './bench.mjs';
import { nowMs } from './clock.mjs';
import { readOptions, UsageError } from './options.mjs';
import { asJson, asTable, reportOf } from './report.mjs';
import { MeasuredService } from './service.mjs';

const beganMs = nowMs();
const say = (line) => process.stderr.write(`benchmark ${((nowMs() - beganMs) / 1000).toFixed(0).padStart(4)} s: ${line}\n`);

async function measureAll(bench, options) {
  const startedMs = nowMs();
  await bench.start();
  await bench.warmUp();
  for (const phase of options.phases) await bench.run(phase);
  await bench.audit();
  return reportOf({ options, figures: bench.figures, cpuSeconds: bench.cpuSeconds, totalSeconds: (nowMs() - startedMs) / 1000 });
}

/** Stops everything and takes the data away, once, whoever asks. Resolves with whether all of it ended well. */
function closerOf(bench, service) {
  let closed;
  const complain = ({ message }) => void say(message);
  return () => (closed ??= bench.stop().then(() => true, complain).finally(() => service.remove()));
}

async function benchmark(options) {
  const service = await MeasuredService.create(options.parentFolder);
  const bench = new Bench(service, options, say);
  const close = closerOf(bench, service);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      say('stopping');
      void close().then(() => process.exit(130));
    });
  }
  try {
    const report = await measureAll(bench, options);
    return { report, endedWell: (await close()) === true };
  } finally {
    await close();
  }
}

/** Whether nothing was lost, counted twice or refused. */
function isSound({ lost, duplicated, phases }) {
  const refused = Object.values(phases).reduce((sum, { notAccepted = 0, verdicts }) => sum + notAccepted + (verdicts?.notAccepted ?? 0), 0);
  if (refused > 0) say(`${refused} requests were not accepted; see "statuses"`);
  if (lost > 0 || duplicated > 0) say(`${lost} events were lost and ${duplicated} counted twice`);
  return lost === 0 && duplicated === 0 && refused === 0;
}

/** Runs the benchmark and prints what it found. Returns the exit code: 0 also where aims are missed, 1 where something broke. */
export async function main(args) {
  try {
    const options = readOptions(args);
    const { report, endedWell } = await benchmark(options);
    process.stdout.write(options.json ? `${asJson(report)}\n` : asTable(report));
    return isSound(report) && endedWell ? 0 : 1;
  } catch (error) {
    say(error.message);
    return error instanceof UsageError ? 2 : 1;
  }
}
