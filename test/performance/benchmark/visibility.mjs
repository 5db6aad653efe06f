import { setTimeout as sleep } from 'node:timers/promises';
import { ID_LINE } from '../load/bodies.mjs';
import { nowMs } from './clock.mjs';

const POLL_MS = 8;
const POSITIONS = { name: 'benchmark_positions', text: 'SELECT partition, position FROM fold_position ORDER BY partition', rowMode: 'array' };

/**
 * Watches from outside how far each partition is folded. A position moves in the transaction that writes the projections,
 * so whoever sees it sees everything up to it. A sample bears the time at which its answer arrived, so an event is never
 * taken for visible too early, but up to one round (about 10 ms) too late.
 */
export class FoldWatch {
  #client;
  #samples = [];
  #running = true;
  #watching;

  /** @param client a connection of its own, ended by `stop` */
  constructor(client) {
    this.#client = client;
    this.#watching = this.#watch();
  }

  /** Looks a last time, so that what is folded now has been seen. */
  async stop() {
    this.#running = false;
    await this.#watching;
    await this.#look();
    await this.#client.end();
  }

  /** How often it looked. */
  get rounds() {
    return this.#samples.length;
  }

  /** The time of the first sample in which `partition` was folded up to `position`; NaN where none was. */
  visibleMs(partition, position) {
    const samples = this.#samples;
    let low = 0;
    for (let high = samples.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if (samples[middle].positions.get(partition) < position) low = middle + 1;
      else high = middle;
    }
    return samples[low]?.atMs ?? NaN;
  }

  async #watch() {
    while (this.#running) {
      await this.#look();
      await sleep(POLL_MS);
    }
  }

  async #look() {
    const { rows } = await this.#client.query(POSITIONS);
    this.#samples.push({ atMs: nowMs(), positions: new Map(rows) });
  }
}

/** Which request brought an event, by the event's id. */
function requestById(idLines, batch) {
  const requests = new Map();
  for (let index = 0; index * ID_LINE < idLines.length; index++) {
    requests.set(idLines.latin1Slice(index * ID_LINE, (index + 1) * ID_LINE - 1), Math.floor(index / batch));
  }
  return requests;
}

/**
 * For each event of a run, milliseconds from when its request was due until its projections were visible, and from when
 * its request was answered; events of the lead-in are left out.
 * @param ids the run's ids as lines, its requests all accepted
 */
export async function visibilityOf(client, watch, { run, ids, batch, leadIn }) {
  const requests = requestById(ids, batch);
  const { rows } = await client.query({ text: 'SELECT event_id, partition, position FROM event WHERE position > $1', values: [run.headBefore], rowMode: 'array' });
  const fromMs = run.startedMs[0] + leadIn * 1000;
  const events = rows
    .map(([id, partition, position]) => ({ request: requests.get(id), visibleMs: watch.visibleMs(partition, position) }))
    .filter(({ request }) => request !== undefined && run.startedMs[request] >= fromMs);
  return {
    sinceDueMs: events.map(({ request, visibleMs }) => visibleMs - run.startedMs[request]),
    sinceAnswerMs: events.map(({ request, visibleMs }) => Math.max(0, visibleMs - run.doneMs[request])),
  };
}
