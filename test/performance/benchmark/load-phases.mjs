import { latencyQuantile } from '#realtime/core';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, firstRow, untilFolded } from './database.mjs';
import { quantiles } from './quantiles.mjs';
import { withHitRate } from './verdict-cache.mjs';
import { conduct, goodRequests, measured } from './runs.mjs';
import { FoldWatch, visibilityOf } from './visibility.mjs';

const HEARTBEATS_MS = 2500;

/** Caches, connections and compiled code as they are in a service that has run a while; how fast it is, for the next bodies. */
export async function warmUp({ load, database }, { seconds, batch, connections, singleSeconds }) {
  const batches = await load.call('closed', { phase: 'warmup', connections, seconds });
  const singles = await load.call('closed', { phase: 'warmup-singles', connections: 64, seconds: singleSeconds });
  await untilFolded(database);
  return {
    eventsPerSecond: batch * measured(batches, { leadIn: 0, seconds }).perSecond,
    singlesPerSecond: measured(singles, { leadIn: 0, seconds: singleSeconds }).perSecond,
    ...conduct(batches),
  };
}

const known = (database) => firstRow(database, 'SELECT (SELECT count(*) FROM caller) AS numbers, (SELECT count(*) FROM caller_user) AS pairs');

/** Events accepted and folded a second: all that were accepted, from the first byte sent until the last one is folded. */
export async function measureThroughput({ load, database }, { seconds, batch, connections }) {
  const before = await known(database);
  const run = await load.call('closed', { phase: 'throughput', connections, seconds });
  const foldedMs = await untilFolded(database);
  const after = await known(database);
  const events = batch * goodRequests(run);
  const lastAnswerMs = run.doneMs.reduce((last, each) => Math.max(last, each), 0);
  return {
    eventsPerSecond: events / ((foldedMs - run.startedMs[0]) / 1000),
    acceptedPerSecond: events / ((lastAnswerMs - run.startedMs[0]) / 1000),
    events, newNumbers: after.numbers - before.numbers, newPairs: after.pairs - before.pairs,
    sendingSeconds: (lastAnswerMs - run.startedMs[0]) / 1000, backlogSeconds: (foldedMs - lastAnswerMs) / 1000,
    answerMs: quantiles(run.doneMs.map((doneMs, index) => doneMs - run.startedMs[index])), ...conduct(run),
  };
}

/** The service's own count of latencies so far, over all its processors. */
async function ownLatencies(database) {
  const { rows } = await database.query('SELECT bucket, sum(count) AS count FROM processor, unnest(latency_counts) WITH ORDINALITY AS t(count, bucket) GROUP BY 1 ORDER BY 1');
  return rows.map(({ count }) => Number(count));
}

/** Accept-to-visible at a fixed rate, far from saturation, as a client and as the service itself see it. */
export async function measureLatency({ service, load, database }, settings) {
  await sleep(HEARTBEATS_MS);
  const before = await ownLatencies(database);
  const { position: headBefore } = await firstRow(database, 'SELECT position FROM log_head');
  const watch = new FoldWatch(await connect(service.dataDir));
  const run = await load.call('paced', { phase: 'latency', ...settings, perSecond: settings.perSecond / settings.batch });
  await untilFolded(database);
  await watch.stop();
  await sleep(HEARTBEATS_MS);
  const ids = await load.call('acceptedIds', { phase: 'latency' });
  const { sinceDueMs, sinceAnswerMs } = await visibilityOf(database, watch, { ...settings, run: { ...run, headBefore }, ids });
  const counts = (await ownLatencies(database)).map((count, bucket) => count - (before[bucket] ?? 0));
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => latencyQuantile(counts, share) ?? null);
  return {
    visibleMs: quantiles(sinceDueMs), visibleAfterAnswerMs: quantiles(sinceAnswerMs), service: { p50, p95, p99 },
    answer: measured(run, settings), watchRounds: watch.rounds, ...conduct(run),
  };
}

/** Single events, each acknowledged after its commit, by clients that wait for the answer to the last. */
export async function measureSingles({ load, database }, { connections, leadIn, seconds }) {
  const run = await load.call('closed', { phase: 'singles', connections, seconds: leadIn + seconds });
  const { perSecond, latencyMs } = measured(run, { leadIn, seconds });
  await untilFolded(database);
  return { singlesPerSecond: perSecond, answerMs: latencyMs, ...conduct(run) };
}

/** Verdicts at a fixed rate while events flow at another. Every number is asked about once beforehand, since a service that has run a while has met them all. */
export async function measureVerdicts({ service, load, database }, settings) {
  const { phase = 'verdicts', perSecond, connections, batch, eventsPerSecond, leadIn, seconds } = settings;
  await load.call('prepareVerdicts', { count: perSecond * (leadIn + seconds) });
  const first = await withHitRate(service.port, () => load.call('eachCaller', { connections }));
  const { result: { asked, sent }, hitRate, hitRates } = await withHitRate(service.port, () => load.call('verdicts', {
    phase, questions: { connections, perSecond }, events: { connections: 8, perSecond: eventsPerSecond / batch },
  }));
  await untilFolded(database);
  const verdicts = measured(asked, settings);
  return {
    verdictsPerSecond: verdicts.perSecond, answerMs: verdicts.latencyMs, hitRate, hitRates, numbers: first.result.doneMs.length, eventsPerSecond: batch * measured(sent, settings).perSecond,
    ...conduct(sent), verdicts: conduct(asked),
  };
}
