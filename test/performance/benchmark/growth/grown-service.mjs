import { setTimeout as sleep } from 'node:timers/promises';
import { signToken } from '#platform/auth';
import { connect, firstRow, untilFolded } from '../database.mjs';
import { LoadProcess } from '../load-process.mjs';
import { MeasuredService } from '../service.mjs';
import { multiplyLog, multiplyState } from './multiply.mjs';
import { ADVICE, question } from './routes.mjs';
import { keyringOf, multiplyUsers, nameOfCopy, secretOf } from './users.mjs';

const BATCH = 500;
const CONNECTIONS = 8;
const LONGEST_SECONDS = 900;
const POLL_MS = 200;
/** Making a list reads and simulates a month: a tenth of a second of each of many users would take longer than all the rest. */
const ADVISED = 100;
const LEAST_USERS = 20;
const MOST_COPIES = 50;
/** What the service wants where JWT_ISSUER and JWT_AUDIENCE are not set. */
const CLAIMS = { issuer: 'ai-answer-ninja', audience: 'ai-answer-ninja-users', role: 'user', expiresInSeconds: 86_400 };

/** How many copies of how many users make `users`, or a few less. */
export function sharesOf(users) {
  const copies = Math.max(1, Math.min(MOST_COPIES, Math.floor(users / LEAST_USERS)));
  return { copies, templateUsers: Math.floor(users / copies) };
}

async function until(what, isSo) {
  for (const deadlineMs = Date.now() + LONGEST_SECONDS * 1000; !(await isSo()); await sleep(POLL_MS)) {
    if (Date.now() > deadlineMs) throw new Error(`${what} took longer than ${LONGEST_SECONDS} s`);
  }
}

/**
 * A service of its own that has `events` events of `users` users: a fiftieth of them are sent, folded, scored and advised by the service,
 * then everything is multiplied in the database.
 */
export class GrownService {
  seconds = {};

  constructor(service, size, say) {
    Object.assign(this, { service, size, say, load: new LoadProcess() });
  }

  static async create(parentFolder, size, say) {
    return new GrownService(await MeasuredService.create(parentFolder), size, say);
  }

  async fill() {
    const { copies, templateUsers } = sharesOf(this.size.users);
    await this.#timed('template', () => this.#sendTemplate(templateUsers, copies));
    await this.#timed('scores', () => this.#restartAndScore());
    await this.#timed('advice', () => this.#advise());
    // The log takes one core and the tables another.
    const second = await connect(this.service.dataDir);
    try {
      for (const client of [this.database, second]) await client.query(`SET synchronous_commit = off; SET work_mem = '256MB'; SET jit = off`);
      await Promise.all([
        this.#timed('log', () => multiplyLog(second, copies)),
        this.#timed('state', async () => {
          this.names = await multiplyUsers(this.database, keyringOf(this.service.dataDir), copies);
          await multiplyState(this.database, copies);
        }),
      ]);
    } finally {
      await second.end();
    }
    await this.#timed('vacuum', async () => {
      await this.database.query('VACUUM (ANALYZE)');
      await this.database.query('CHECKPOINT');
    });
  }

  /** Users whose question of a route is answered from what was made before, as it is of those who come back. */
  usersOf(route) {
    return route === ADVICE ? this.advised.flatMap((user) => Array.from({ length: sharesOf(this.size.users).copies }, (_, copy) => nameOfCopy(user, copy))) : this.names;
  }

  /** What stands in the database now. */
  async census() {
    const { events, bytes } = await firstRow(this.database, 'SELECT (SELECT count(*) FROM event) AS events, pg_database_size(current_database()) AS bytes');
    const { identities, quarters } = await firstRow(this.database, 'SELECT (SELECT count(*) FROM identity) AS identities, (SELECT count(*) FROM user_quarter) AS quarters');
    return { events, users: this.names.length, identities, quarters, gigabytes: bytes / 2 ** 30, loadSeconds: this.seconds };
  }

  /** A question of a user about themself. */
  async ask(route, user) {
    this.secret ??= secretOf(this.service.dataDir, 'jwt-secret');
    const token = await signToken({ ...CLAIMS, secret: this.secret, subject: user });
    return question(route.path(encodeURIComponent(user)), token);
  }

  async stop() {
    this.load.stop();
    await this.database?.end().catch(() => undefined);
    await this.service.stop();
  }

  remove() {
    this.service.remove();
  }

  async #sendTemplate(users, copies) {
    const { service, load } = this;
    await service.start();
    this.database = await connect(service.dataDir);
    const batches = Math.max(1, Math.round(this.size.events / copies / BATCH));
    await load.call('open', { port: service.port, token: await service.token('system'), users, events: batches * BATCH });
    await load.call('prepare', [{ phase: 'template', batch: BATCH, count: batches }]);
    const { good } = await load.call('closed', { phase: 'template', connections: CONNECTIONS, seconds: LONGEST_SECONDS });
    const sent = good.reduce((sum, flag) => sum + flag, 0);
    if (sent < batches) throw new Error(`only ${sent} of ${batches} batches of the template were accepted`);
    await untilFolded(this.database);
  }

  /** Numbers are scored at a start where they were not before. */
  async #restartAndScore() {
    await this.database.end();
    await this.service.stop();
    await this.service.start();
    this.database = await connect(this.service.dataDir);
    await until('scoring all numbers', async () => (await firstRow(this.database, 'SELECT count(*) AS done FROM caller_scoring WHERE callers > 0')).done > 0);
  }

  /** The lists of some are made, as they are when a user looks for the first time. */
  async #advise() {
    const { rows } = await this.database.query('SELECT ciphertext FROM identity WHERE kind = 1 ORDER BY id LIMIT $1', [ADVISED]);
    const keyring = keyringOf(this.service.dataDir);
    this.advised = rows.map(({ ciphertext }) => keyring.open('user', ciphertext));
    const requests = await Promise.all(this.advised.map((user) => this.ask(ADVICE, user)));
    await this.load.call('ready', { port: this.service.port, requests, connections: CONNECTIONS, perSecond: 100 });
    const made = 'SELECT count(*) AS lists FROM recommendation_list WHERE refreshed_ms IS NOT NULL';
    await until('advising users', async () => (await firstRow(this.database, made)).lists === rows.length);
  }

  async #timed(step, work) {
    this.say(`growth to ${this.size.events} events: ${step} …`);
    const startedMs = performance.now();
    await work();
    this.seconds[step] = (performance.now() - startedMs) / 1000;
  }
}
