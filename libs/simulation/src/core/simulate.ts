import { seededRandom, type Random } from '#kernel';

import { businessCalls } from './business-traffic.js';
import { linesFor, type Lines } from './business-lines.js';
import { slotsFor, type Slot } from './campaigns.js';
import { contactCalls } from './contact-traffic.js';
import type { Draft } from './draft.js';
import { saltOf } from './event-id.js';
import type { SimulatedItem } from './items.js';
import { opinionOn, type Opinion } from './opinions.js';
import { DAY_MS, settingsOf, type Settings, type SimulationOptions } from './options.js';
import { byTime } from './order.js';
import { populate, type Population } from './population.js';
import { spamCalls } from './spam-traffic.js';
import { stormCalls } from './storms.js';
import { strangerCalls } from './stranger-traffic.js';
import { dayOf, type Day } from './timestamps.js';
import { writeCall, writeFeedback, type Press } from './write.js';

interface World {
  readonly settings: Settings;
  readonly population: Population;
  readonly lines: Lines;
  readonly slots: readonly Slot[];
  readonly random: Random;
}

function worldOf(settings: Settings): World {
  const random = seededRandom(settings.seed);
  const population = populate(settings, random.fork(1));
  const lines = linesFor(population, random.fork(2));
  const slots = slotsFor({ population, scale: settings.scale }, random.fork(3));
  return { settings, population, lines, slots, random: random.fork(4) };
}

/** Everything that shapes a run but its length, so that a longer run keeps the ids of the shorter one. */
function saltFor({ seed, users, startMs, offsetMinutes, scale }: Settings): number {
  const factors = Object.values(scale).map((factor) => Math.round(factor * 1e6));
  return saltOf([seed, users, startMs, offsetMinutes, ...factors]);
}

/** All calls of a day in time order. Each source draws from a stream of its own, so that one can change without the rest. */
function callsOf(day: Day, { settings, population, lines, slots, random }: World): Draft[] {
  const drafts: Draft[] = [];
  const own = random.fork(day.index);
  const scene = (key: number) => ({
    population, lines, scale: settings.scale, random: own.fork(key), emit: (draft: Draft) => void drafts.push(draft),
  });
  contactCalls(day, scene(1));
  businessCalls(day, scene(2));
  strangerCalls(day, scene(3));
  spamCalls(day, slots, scene(4));
  stormCalls(day, scene(5));
  return byTime(drafts);
}

/** What is said of the day's calls, joined to what earlier days left over. */
function opinionsOn(calls: readonly Draft[], leftOver: readonly Opinion[], { population }: World, random: Random): Opinion[] {
  const opinions = [...leftOver];
  for (const call of calls) {
    const user = population.users[call.user];
    const opinion = user === undefined ? undefined : opinionOn(call, user, random);
    if (opinion !== undefined) opinions.push(opinion);
  }
  return opinions.sort((one, other) => one.atMs - other.atMs);
}

function* written(calls: readonly Draft[], opinions: readonly Opinion[], press: Press): Generator<SimulatedItem> {
  let next = 0;
  for (const call of calls) {
    for (let opinion = opinions[next]; opinion !== undefined && opinion.atMs < call.atMs; opinion = opinions[++next]) {
      yield writeFeedback(opinion, press);
    }
    yield writeCall(call, press);
  }
  for (const opinion of opinions.slice(next)) yield writeFeedback(opinion, press);
}

/**
 * Calls and feedback in time order, from `startMs` for `days` days. The same options give the same bytes, and a longer run
 * begins with the shorter one. Holds the users and one day's calls, never the run. Feedback that would come after the last
 * day is dropped. Throws `argument_invalid` at the first item.
 */
export function* simulate(options: SimulationOptions): Generator<SimulatedItem> {
  const settings = settingsOf(options);
  const world = worldOf(settings);
  const ids = { sequence: 0, salt: saltFor(settings) };
  let leftOver: readonly Opinion[] = [];
  for (let index = 0; index < settings.days; index++) {
    const day = dayOf(index, settings.startMs, settings.offsetMinutes);
    const calls = callsOf(day, world);
    const opinions = opinionsOn(calls, leftOver, world, world.random.fork(index).fork(6));
    const today = opinions.filter(({ atMs }) => atMs < DAY_MS);
    leftOver = opinions.filter(({ atMs }) => atMs >= DAY_MS).map((opinion) => ({ ...opinion, atMs: opinion.atMs - DAY_MS }));
    yield* written(calls, today, { day, users: world.population.users, ids });
  }
}
