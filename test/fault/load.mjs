import { setTimeout as sleep } from 'node:timers/promises';
import { request } from '../support/index.mjs';

const LARGEST_BATCH = 40;
const PATIENCE_MS = 15_000;
const RETRY_MS = 100;
const PAUSE_MS = 15;

/** Clients that send until they are told to stop, and send a batch again until it is answered with 202. */
export class Load {
  /** Batches promised so far, and answers by status or error code. */
  promised = 0;
  answers = {};

  constructor({ service, token, ledger, random }) {
    Object.assign(this, { service, token, ledger, random });
  }

  start(clients) {
    this.running = Promise.all(Array.from({ length: clients }, () => this.sendOn()));
  }

  /** Resolves when every client has got its last promise. */
  async stop() {
    this.stopping = true;
    await this.running;
  }

  async sendOn() {
    while (!this.stopping) {
      const dice = this.random.below(100);
      if (dice < 5) await this.insist(this.ledger.altered(5));
      else if (dice < 10) await this.abandon(this.ledger.draw(1 + this.random.below(LARGEST_BATCH)));
      else await this.deliver(this.ledger.draw(1 + this.random.below(LARGEST_BATCH)));
      await sleep(PAUSE_MS);
    }
  }

  async deliver(calls) {
    await this.insist(calls);
    this.ledger.acknowledge(calls);
    this.promised++;
  }

  async insist(calls) {
    while (calls.length > 0 && (await this.post(calls)) !== 202) await sleep(RETRY_MS);
  }

  /** A client that dies after its first try: the batch may be stored or not, but only whole. */
  async abandon(calls) {
    if ((await this.post(calls)) === 202) this.ledger.acknowledge(calls);
  }

  async post(calls) {
    const outcome = await Promise.race([
      request(this.service, 'POST', '/api/realtime/events', { token: this.token, body: calls }).then(({ status }) => status, (error) => error.cause?.code ?? error.name),
      sleep(PATIENCE_MS, 'no answer', { ref: false }),
    ]);
    this.answers[outcome] = (this.answers[outcome] ?? 0) + 1;
    return outcome;
  }
}
