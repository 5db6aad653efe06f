import { setTimeout as sleep } from 'node:timers/promises';
import { nowMs } from '../benchmark/clock.mjs';
import { HttpConnection } from './http-connection.mjs';

const RETRIED = new Set([429, 503]);
const PAUSE_MS = 50;
const MOST_RETRIES = 600;

/** Requests sent and what became of them. Times are on the machine's monotonic clock, in milliseconds. */
class Run {
  statuses = {};
  retries = 0;
  brokenConnections = 0;
  sent = 0;

  /** @param isGood whether an answer says that all of the request was done */
  constructor({ requests, port, isGood }) {
    Object.assign(this, { requests, port, isGood });
    this.startedMs = new Float64Array(requests.length);
    this.doneMs = new Float64Array(requests.length);
    this.good = new Uint8Array(requests.length);
  }

  async request(index, connection) {
    const answer = await this.#persist(connection, this.requests[index]);
    this.doneMs[index] = nowMs();
    this.good[index] = this.isGood(answer) ? 1 : 0;
  }

  result() {
    const { startedMs, doneMs, good, sent, statuses, retries, brokenConnections } = this;
    const columns = Object.fromEntries(Object.entries({ startedMs, doneMs, good }).map(([name, all]) => [name, all.subarray(0, sent)]));
    return { ...columns, statuses, retries, brokenConnections };
  }

  /** The same bytes again while the service asks for patience or the connection breaks. */
  async #persist(connection, bytes) {
    for (let attempt = 0; attempt <= MOST_RETRIES; attempt++) {
      const answer = await connection.exchange(bytes).catch(() => undefined);
      if (answer === undefined) this.brokenConnections++;
      else this.statuses[answer.status] = (this.statuses[answer.status] ?? 0) + 1;
      if (answer !== undefined && !RETRIED.has(answer.status)) return answer;
      this.retries++;
      await sleep(answer?.retryAfterMs ?? PAUSE_MS);
    }
    throw new Error(`a request was refused ${MOST_RETRIES} times`);
  }
}

const connectionsTo = (port, count) => Array.from({ length: count }, () => new HttpConnection(port));

/** Every connection sends its next request when it has the answer to the last, for `seconds` or as long as there are requests. */
export async function closedLoop(load, { connections, seconds }) {
  const run = new Run(load);
  const open = connectionsTo(load.port, connections);
  const untilMs = nowMs() + seconds * 1000;
  const drive = async (connection) => {
    for (let startedMs = nowMs(); startedMs < untilMs && run.sent < run.requests.length; startedMs = nowMs()) {
      const index = run.sent++;
      run.startedMs[index] = startedMs;
      await run.request(index, connection);
    }
  };
  await Promise.all(open.map(drive));
  open.forEach((connection) => connection.close());
  return { ...run.result(), ranOut: run.sent === run.requests.length };
}

/** Hands out free connections; who finds none waits for one, in turn. */
class Pool {
  #free;
  #waiting = [];

  constructor(connections) {
    this.#free = [...connections];
  }

  take() {
    const connection = this.#free.pop();
    return connection ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  give(connection) {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(connection);
    else next(connection);
  }
}

/**
 * Requests at fixed times, whatever became of those before. `startedMs` is when a request was due, not when it could
 * leave: waiting for a connection or for this process counts as latency of the service.
 */
export async function openLoop(load, { connections, perSecond }) {
  const run = new Run(load);
  const open = connectionsTo(load.port, connections);
  const pool = new Pool(open);
  const firstMs = nowMs();
  const send = async (index) => {
    const connection = await pool.take();
    await run.request(index, connection);
    pool.give(connection);
  };
  const under = [];
  while (run.sent < run.requests.length) {
    const dueMs = firstMs + (run.sent * 1000) / perSecond;
    const early = dueMs - nowMs();
    if (early > 0) await sleep(early);
    run.startedMs[run.sent] = dueMs;
    under.push(send(run.sent++));
  }
  await Promise.all(under);
  open.forEach((connection) => connection.close());
  return run.result();
}
