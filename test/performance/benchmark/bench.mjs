import { setTimeout as sleep } from 'node:timers/promises';
import { audit } from './audit.mjs';
import { withCpu } from './cpu.mjs';
import { connect, untilFolded } from './database.mjs';
import { measureFloor } from './floor.mjs';
import { LoadProcess } from './load-process.mjs';
import { measureLatency, measureSingles, measureThroughput, measureVerdicts, warmUp } from './load-phases.mjs';
import { measurePredictions, measureTraining } from './model-phases.mjs';

// A second's worth that the warm-up prepares, and the phases after it at least: they prepare for what it found and a
// reserve, since it ran on cold code and a population that nobody knew.
const PREPARED = { events: 30_000, singles: 10_000 };
const RESERVE = 1.6;
const HISTORY_PER_SECOND = 50_000;
const SETTLE_MS = 1000;

const MEASURES = {
  floor: measureFloor, throughput: measureThroughput, latency: measureLatency, singles: measureSingles, verdicts: measureVerdicts,
  predictions: measurePredictions, training: measureTraining,
};

/** Whether other programs took more than a tenth of what was used. */
function isDisturbed({ others, ...ours }) {
  return others > 0.1 * Object.values(ours).reduce((sum, seconds) => sum + seconds, others);
}

/** A running service, the load on it and a look into its database. */
export class Bench {
  cpuSeconds = {};
  figures = {};
  load;
  database;

  constructor(service, { users, phases, settings }, say) {
    Object.assign(this, { service, users, phases, settings, say });
  }

  async start() {
    this.say('starting the service on an empty folder');
    this.load = new LoadProcess();
    await this.service.start();
    this.database = await connect(this.service.dataDir);
    const token = await this.service.token('system');
    await this.load.call('open', { port: this.service.port, token, users: this.users, events: this.#mostEvents() });
  }

  async warmUp() {
    const { seconds, batch, singleSeconds } = this.settings.warmup;
    await this.load.call('prepare', [
      { phase: 'warmup', batch, count: Math.ceil((seconds * PREPARED.events) / batch) },
      { phase: 'warmup-singles', batch: 1, count: singleSeconds * PREPARED.singles },
    ]);
    await this.#measure('warmup', () => warmUp(this, this.settings.warmup));
    this.say('making requests for the phases to come');
    await this.load.call('prepare', this.#requestsToCome());
  }

  /** Runs one phase and keeps its figures. */
  async run(phase) {
    if (phase === 'restart') return this.#restart();
    await sleep(SETTLE_MS);
    return this.#measure(phase, () => MEASURES[phase](this, this.settings[phase]));
  }

  /** Looks for every accepted event in the log and in the counts. */
  async audit() {
    this.say('looking for every accepted event');
    await untilFolded(this.database);
    this.figures.audit = await audit(this.database, await this.load.call('acceptedIds', {}));
  }

  async stop() {
    this.load?.stop();
    await this.database?.end().catch(() => undefined);
    await this.service.stop();
  }

  async #measure(phase, work) {
    this.say(`${phase} …`);
    const { result, cpuSeconds } = await withCpu({ supervisor: this.service.pid, load: this.load.pid }, work);
    this.cpuSeconds[phase] = cpuSeconds;
    this.figures[phase] = result;
    if (result.ranOut && phase !== 'warmup') this.say(`${phase} ended early: it used up what was made for it`);
    if (cpuSeconds !== null && isDisturbed(cpuSeconds)) this.say(`other programs took ${cpuSeconds.others.toFixed(1)} s of CPU during ${phase}: its figures are too low`);
  }

  /** Stops the service and starts it on the data it has now. */
  async #restart() {
    this.say('restart …');
    await this.database.end();
    await this.service.stop();
    this.figures.restart = await this.service.start();
    this.database = await connect(this.service.dataDir);
  }

  #mostEvents() {
    const { warmup, throughput } = this.settings;
    return (warmup.seconds + throughput.seconds) * HISTORY_PER_SECOND;
  }

  #requestsToCome() {
    const { throughput, latency, singles, verdicts, training } = this.settings;
    const { warmup } = this.figures;
    const eventsPerSecond = Math.max(PREPARED.events, RESERVE * warmup.eventsPerSecond);
    const singlesPerSecond = Math.max(PREPARED.singles, RESERVE * warmup.singlesPerSecond);
    const paced = ({ leadIn, seconds, batch }, perSecond) => ({ batch, count: Math.ceil(((leadIn + seconds) * perSecond) / batch) });
    return [
      { phase: 'throughput', batch: throughput.batch, count: Math.ceil((throughput.seconds * eventsPerSecond) / throughput.batch) },
      { phase: 'latency', ...paced(latency, latency.perSecond) },
      { phase: 'singles', batch: 1, count: Math.ceil((singles.leadIn + singles.seconds) * singlesPerSecond) },
      { phase: 'verdicts', ...paced(verdicts, verdicts.eventsPerSecond) },
      { phase: 'training-before', ...paced(training, training.eventsPerSecond) },
      { phase: 'training-beside', ...paced(training, training.eventsPerSecond) },
    ].filter(({ phase }) => this.phases.includes(phase.split('-')[0]));
  }
}
