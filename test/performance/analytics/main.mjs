/** What a summary, the platform's roll-up and an export cost: CPU of this process and of PostgreSQL. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as core from './core.mjs';
import { BUSY_USER, DAYS, END_MS, fillWorld, USERS } from './world.mjs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TICK_MS = 10;
const ASKED = 400;
const USAGE = 'usage: npm run bench:analytics -- [--json] [--events N]';

export async function main(args) {
  const rest = [...args];
  const json = rest.includes('--json') && rest.splice(rest.indexOf('--json'), 1).length > 0;
  const [, count = '1000000'] = rest[0] === '--events' ? rest.splice(0, 2) : [];
  if (rest.length > 0 || !/^[1-9]\d{3,8}$/.test(count)) {
    console.error(rest.length > 0 ? `unknown option ${rest[0]}; ${USAGE}` : `--events must be 1000 or more; ${USAGE}`);
    return 2;
  }
  const figures = await onServer((database) => measure(database, Number(count)));
  if (json) console.log(JSON.stringify(figures));
  else console.dir(figures, { depth: null });
  return 0;
}

async function onServer(work) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-analytics-'));
  const server = await core.EmbeddedPostgres.prepare(join(folder, 'postgres'), () => undefined);
  try {
    await server.start(() => undefined);
    await core.migrate(server.url, core.MIGRATIONS);
    // One connection: its process does all the work.
    const database = new core.PgDatabase(server.url, core.SCHEMA, 1);
    return await work(database).finally(() => database.close());
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

let statements = 0;

async function measure(database, events) {
  const query = (text) => database.rows({ name: `bench_analytics_${++statements}`, text });
  await query('SET max_parallel_workers_per_gather = 0');
  const [[pid]] = await query('SELECT pg_backend_pid()');
  const cost = async (work) => {
    const before = await cpuOf(pid);
    await work();
    return (await cpuOf(pid)) - before;
  };
  const insert = await fillWorld(query, events, cost);
  const zones = { zonesOf: async (ids) => ids.map(() => 'America/New_York') };
  const platform = new core.PgPlatformAnalytics(database);
  const summarize = new core.Summarize({ records: new core.PgCallRecords(database, {}), platform, zones }, 'Asia/Shanghai');
  const summaries = {};
  for (const period of ['24h', '7d', '30d', '90d']) summaries[period] = await each(cost, (at) => summarize.execute({ userId: 1 + (at % USERS), period, asOfMs: END_MS - HOUR_MS }));
  return { events, insert, summaries, platform: await ofPlatform(platform, summarize, cost), exports: await ofExports(database) };
}

/** Mean CPU milliseconds of a call, once warm. */
async function each(cost, ask) {
  for (let at = 0; at < ASKED / 4; at++) await ask(at);
  const before = process.cpuUsage();
  const postgresMs = await cost(async () => {
    for (let at = 0; at < ASKED; at++) await ask(at);
  });
  const { user, system } = process.cpuUsage(before);
  return { nodeMs: rounded((user + system) / 1000 / ASKED), postgresMs: rounded(postgresMs / ASKED) };
}

async function ofPlatform(platform, summarize, cost) {
  const [from, until] = [(END_MS - DAYS * DAY_MS) / HOUR_MS, END_MS / HOUR_MS];
  const weekMs = await cost(() => platform.addUp(from, from + 168, until));
  for (let hour = from + 168; hour < until; hour += 168) await platform.addUp(hour, hour + 168, until);
  await platform.reached({ untilHour: until, mark: { position: 1, receivedMs: 1 } });
  const anHourMs = await cost(async () => {
    await platform.addUp(until - 2, until, until);
    await platform.rankDay(END_MS / DAY_MS - 1);
  });
  const summaries = {};
  for (const period of ['7d', '90d']) summaries[period] = await each(cost, () => summarize.execute({ userId: 0, period, asOfMs: END_MS }));
  return { weekMs, anHourMs, summaries };
}

/** Of 300,000 calls: bytes, this process's CPU, and the most memory over that at the start. */
async function ofExports(database) {
  const phones = { revealPhones: async (ids) => new Map(ids.map((id) => [id, `+8613800${String(id).padStart(6, '0')}`])) };
  const exporter = new core.ExportCalls(new core.PgCallPages(database), phones);
  const figures = {};
  for (const [format, write] of [['csv', core.csvFile], ['parquet', core.parquetFile]]) {
    const [startBytes, before] = [inUse(), process.cpuUsage()];
    let [bytes, most] = [0, 0];
    for await (const piece of write(exporter.pagesOf({ userId: BUSY_USER, fromMs: END_MS - 30 * DAY_MS, toMs: END_MS, whole: true }))) {
      bytes += piece.length;
      most = Math.max(most, inUse());
    }
    const { user, system } = process.cpuUsage(before);
    figures[format] = { bytes, nodeMs: Math.round((user + system) / 1000), memoryMB: Math.round((most - startBytes) / 1e6) };
  }
  return figures;
}

function inUse() {
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

/** CPU milliseconds of a process so far, as Linux counts them. */
async function cpuOf(pid) {
  const [user, system] = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * TICK_MS;
}

const rounded = (ms) => Math.round(ms * 100) / 100;
