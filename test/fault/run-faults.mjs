import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '#kernel';
import { clientOf, folded, freePort, removeFolders, startService, temporaryFolder, until } from '../support/index.mjs';
import { FATAL, killNow, KINDS, planKills } from './kills.mjs';
import { Ledger } from './ledger.mjs';
import { Load } from './load.mjs';
import { verify } from './verify.mjs';

const CLIENTS = 4;
const RECOVERY_MS = 120_000;
const START_TRIES = 20;
const LONGEST_PAUSE_MS = 900;
/** In so many of a hundred cases the next kill does not wait until the service has recovered from the last. */
const HASTE_PERCENT = 25;

/** As an init system does: starts the service until it stays, since a killed one may hold the port for a moment. */
async function startPatiently(place, say) {
  for (let tries = 1; ; tries++) {
    try {
      return await startService(place);
    } catch (error) {
      if (tries === START_TRIES) throw error;
      say(`       starting again: ${error.message.trim()}`);
      await sleep(250);
    }
  }
}

async function recovered(load) {
  const before = load.promised;
  const startedAt = performance.now();
  // More than what was under way already when the kill came.
  await until('recovery', RECOVERY_MS, () => (load.promised > before + CLIENTS ? true : undefined));
  return performance.now() - startedAt;
}

/** Kills by plan, under `load`. Returns how often each kind was killed, and how long recoveries took. */
async function killAll(state, { kills, random, say }) {
  const done = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  const recoveries = [];
  for (const kind of planKills(kills, random)) {
    await until(`something of the kind ${kind}`, RECOVERY_MS, () => (killNow(kind, state.service, random) ? true : undefined));
    done[kind]++;
    say(`kill -9 ${kind}`);
    if (FATAL.has(kind)) state.service = await startPatiently(state.place, say);
    if (random.below(100) >= HASTE_PERCENT) recoveries.push(await recovered(state.load));
    await sleep(random.below(LONGEST_PAUSE_MS));
  }
  recoveries.push(await recovered(state.load));
  return { done, recoveries };
}

const check = (name, holds, fault) => ({ name, ...(holds ? {} : { fault }) });

function checksOf({ found, ending, kills, answers }) {
  const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
  return [
    check(`${total} kills, and the service went on after each`, total > 0, 'nothing was killed'),
    check('what it could not do it refused with 503, not as a fault of its own', !('500' in answers), `${answers[500]} answers 500`),
    check('every acknowledged event is stored', found.lost === 0, `${found.lost} lost`),
    check('no event is stored twice', found.duplicated === 0 && found.known === found.stored, `${found.duplicated} stored twice, ${found.known} ids for ${found.stored} events`),
    check('nothing is stored that was not sent', found.unsent === 0, `${found.unsent} unknown events`),
    check('no event is counted twice', found.countedTwice === 0, `${found.countedTwice} counted twice`),
    check('every stored event is counted', found.uncounted === 0, `${found.uncounted} not counted`),
    check('mean durations and distinct users are exact', found.inexact === 0, `${found.inexact} profiles differ`),
    check('a replay gives the same state', found.differing === 0, `${found.differing} rows differ`),
    check('nothing went to the dead letters', found.deadLetters === 0, `${found.deadLetters} dead letters`),
    check('it ends on SIGTERM and leaves nothing behind', ending.code === 0 && ending.left === 0, JSON.stringify(ending)),
  ];
}

/** @param options.say takes a line of progress */
export async function runFaults({ kills, seed, say }) {
  const startedAt = performance.now();
  const random = seededRandom(seed);
  const place = { dataDir: temporaryFolder(), port: await freePort() };
  const service = await startService(place);
  const ledger = new Ledger(random.fork(1));
  const load = new Load({ service, token: clientOf(service, 'system').token, ledger, random: random.fork(2) });
  const state = { place, service, load };
  try {
    load.start(CLIENTS);
    await recovered(load);
    const { done, recoveries } = await killAll(state, { kills, random: random.fork(3), say });
    await load.stop();
    await folded(state.service);
    const found = await verify(state.service, ledger);
    const { code } = await state.service.stop();
    const ending = { code, left: state.service.processes().length };
    const sorted = recoveries.map(Math.round).sort((left, right) => left - right);
    const figures = {
      seed, kills: done, ...found, answers: load.answers,
      recoveryMs: { median: sorted[sorted.length >> 1], longest: sorted.at(-1) }, seconds: Math.round((performance.now() - startedAt) / 1000),
    };
    return { figures, checks: checksOf({ found, ending, kills: done, answers: load.answers }) };
  } finally {
    load.stopping = true;
    state.service.killAll();
    removeFolders();
  }
}
