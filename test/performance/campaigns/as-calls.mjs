// The labelled calls as the service would meet them: each from a number of its own, which calls four times in the life of its campaign.
import 'reflect-metadata';
import { GraphologyCommunities, withScripts } from '#callers';
import { groupsOf, linksOf, scriptSketcher } from '#callers/core';
import { OUTCOMES } from '#realtime/core';
import { scoresOf } from './clusters.mjs';
import { seededRandom } from './core.mjs';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 2, 1);
const BEGIN_WITHIN_DAYS = 20;
const LIFE_DAYS = [2, 10];
const CALLS_OF_EACH = 4;
const USERS = 150;
const LONGEST_SECONDS = 90;
const ANSWERED = OUTCOMES.indexOf('answered');

const hexadecimal = (sketch) => {
  const stored = Buffer.alloc(sketch.length * 4);
  sketch.forEach((hash, place) => stored.writeUInt32BE(hash, place * 4));
  return stored.toString('hex');
};

/** Begin anywhere in three weeks, and last for days: some are alive together, most are not. */
function livesOf(campaigns, random) {
  return new Map(campaigns.map((campaign) => [campaign, {
    startMs: START_MS + random.next() * BEGIN_WITHIN_DAYS * DAY_MS, lastsMs: (LIFE_DAYS[0] + random.next() * (LIFE_DAYS[1] - LIFE_DAYS[0])) * DAY_MS,
  }]));
}

function callsIn({ startMs, lastsMs }, random) {
  const calls = Array.from({ length: CALLS_OF_EACH }, () => ({
    userId: random.below(USERS), atMs: Math.round(startMs + random.next() * lastsMs), durationMs: 1_000 * (3 + random.below(LONGEST_SECONDS)), outcome: ANSWERED,
  }));
  return calls.sort((one, other) => one.atMs - other.atMs);
}

/** Scores of the service's own grouping; null without labels. */
export async function asCalls(all, seed) {
  const calls = all.filter(({ campaign }) => campaign !== undefined);
  const random = seededRandom(seed);
  const lives = livesOf([...new Set(calls.map(({ campaign }) => campaign))].sort(), random);
  const sketcher = scriptSketcher(seed);
  const facts = calls.map(({ transcript, callback, campaign }, at) => {
    const sketch = sketcher(transcript);
    return {
      callerId: at + 1, blocks: [], calls: callsIn(lives.get(campaign), random), category: null,
      callbacks: callback === undefined ? [] : [callback], sketches: sketch === undefined ? [] : [hexadecimal(sketch)],
    };
  });
  const { suspects } = await withScripts(facts, [], async () => undefined);
  const groups = groupsOf(suspects, linksOf(suspects), new GraphologyCommunities());
  const groupOf = new Map(groups.flatMap(({ members }, group) => members.map((member) => [member, `group ${group}`])));
  return scoresOf(calls, calls.map((_, at) => groupOf.get(at + 1) ?? `alone ${at}`));
}
