import { Bench } from './bench.mjs';
import { nowMs } from './clock.mjs';
import { measureGrowth } from './growth/phase.mjs';
import { LONG_PHASES, readOptions, UsageAsked, UsageError } from './options.mjs';
import { asJson, asTable, reportOf } from './report.mjs';
import { MeasuredService } from './service.mjs';

const beganMs = nowMs();
const say = (line) => process.stderr.write(`benchmark ${((nowMs() - beganMs) / 1000).toFixed(0).padStart(4)} s: ${line}\n`);

const isLong = (phase) => LONG_PHASES.includes(phase);

async function measureShort(bench, phases) {
  await bench.start();
  await bench.warmUp();
  for (const phase of phases) await bench.run(phase);
  await bench.audit();
}

/** Stops everything and takes the data away, once, whoever asks. Resolves with whether all of it ended well. */
function closerOf(running, remove) {
  let closed;
  const complain = ({ message }) => void say(message);
  return () => (closed ??= running.stop().then(() => true, complain).finally(remove));
}

/** What is running now, and whether all that ran ended well. */
class Closing {
  endedWell = true;
  #close = async () => true;

  /** From now on `running` is what a signal ends. Returns what ends it. */
  of(running, remove) {
    this.#close = closerOf(running, remove);
    return () => this.now();
  }

  async now() {
    if ((await this.#close()) !== true) this.endedWell = false;
  }
}

async function runShort(options, phases, closing) {
  const service = await MeasuredService.create(options.parentFolder);
  const bench = new Bench(service, { ...options, phases }, say);
  const close = closing.of(bench, () => service.remove());
  try {
    await measureShort(bench, phases);
    return bench;
  } finally {
    await close();
  }
}

async function benchmark(options) {
  const startedMs = nowMs();
  const closing = new Closing();
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      say('stopping');
      void closing.now().then(() => process.exit(130));
    });
  }
  const short = options.phases.filter((phase) => !isLong(phase));
  const { figures, cpuSeconds } = short.length === 0 ? { figures: {}, cpuSeconds: {} } : await runShort(options, short, closing);
  if (options.phases.includes('growth')) figures.growth = await measureGrowth(options, say, (grown) => closing.of(grown, () => grown.remove()));
  const report = reportOf({ options, figures, cpuSeconds, totalSeconds: (nowMs() - startedMs) / 1000 });
  return { report, endedWell: closing.endedWell };
}

/** Whether nothing was lost, counted twice or refused. */
function isSound({ lost, duplicated, phases }) {
  const refused = Object.values(phases).reduce((sum, { notAccepted = 0, verdicts }) => sum + notAccepted + (verdicts?.notAccepted ?? 0), 0);
  if (refused > 0) say(`${refused} requests were not accepted; see "statuses"`);
  if (lost > 0 || duplicated > 0) say(`${lost} events were lost and ${duplicated} counted twice`);
  return !(lost > 0 || duplicated > 0 || refused > 0);
}

/** Runs the benchmark and prints what it found. Returns the exit code: 0 also where aims are missed, 1 where something broke. */
export async function main(args) {
  try {
    const options = readOptions(args);
    const { report, endedWell } = await benchmark(options);
    process.stdout.write(options.json ? `${asJson(report)}\n` : asTable(report));
    return isSound(report) && endedWell ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageAsked) process.stdout.write(error.message);
    else say(error.message);
    return error instanceof UsageAsked ? 0 : error instanceof UsageError ? 2 : 1;
  }
}
