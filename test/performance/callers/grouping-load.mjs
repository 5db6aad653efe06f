// What linking and grouping cost: `npm run build`, then
//   node test/performance/callers/grouping-load.mjs [--json] [--suspects 20000] [--calls 500000] [--users 100000] [--seed 1]
// Campaigns of twenty numbers that live a week somewhere in two months, one user whom all numbers call, and one number that calls ever new users.
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { GraphologyCommunities } from '#callers';
import { groupsOf, linksOf } from '#callers/core';
import { seededRandom } from '#kernel';

const START_MS = Date.UTC(2026, 2, 1, 16);
const DAY_MS = 86_400_000;
const MEMBERS = 20;
const LIFE_DAYS = 7;
const SPREAD_DAYS = 60;
const HUB_CALLS = 1_000_000;
const MEGABYTE = 1024 * 1024;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    suspects: { type: 'string', default: '20000' },
    calls: { type: 'string', default: '500000' },
    users: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
  },
});
const [count, calls, users] = [values.suspects, values.calls, values.users].map(Number);
const random = seededRandom(Number(values.seed));

function callsOf(many, startMs, scriptMs) {
  const times = Array.from({ length: many }, () => startMs + Math.floor(random.next() * LIFE_DAYS) * DAY_MS + random.below(DAY_MS / 2)).sort((one, other) => one - other);
  return times.map((atMs, at) => ({ userId: at === 0 ? 0 : random.below(users), atMs, outcome: at % 5 === 0 ? 0 : 2, durationMs: at % 5 === 0 ? scriptMs : undefined }));
}

function suspects() {
  const each = Math.round(calls / count);
  let campaign;
  return Array.from({ length: count }, (_, at) => {
    if (at % MEMBERS === 0) campaign = { startMs: START_MS + random.below(SPREAD_DAYS) * DAY_MS, scriptMs: 1_000 * (15 + random.below(60)) };
    const digits = String(10_000_000_000 + random.below(1e9));
    return {
      callerId: at + 1, blocks: [1, 2, 3, 4].map((width) => digits.slice(0, -width)), calls: callsOf(each, campaign.startMs, campaign.scriptMs),
      category: null, scripts: [], callbacks: [],
    };
  });
}

function hub() {
  const hubCalls = Array.from({ length: HUB_CALLS }, (_, at) => ({ userId: at, atMs: START_MS + at * 5_000, outcome: 2, durationMs: undefined }));
  return { callerId: count + 1, blocks: [], calls: hubCalls, category: null, scripts: [], callbacks: [] };
}

const all = [...suspects(), hub()];
const startedMs = performance.now();
const links = linksOf(all);
const linkedMs = performance.now();
const groups = groupsOf(all, links, new GraphologyCommunities());
const found = {
  suspects: all.length, calls: all.reduce((sum, suspect) => sum + suspect.calls.length, 0), links: links.length, groups: groups.length,
  linksMs: Math.round(linkedMs - startedMs), groupsMs: Math.round(performance.now() - linkedMs), residentMegabytes: Math.round(process.memoryUsage().rss / MEGABYTE),
};
console.log(values.json ? JSON.stringify(found) : `${found.suspects} suspects, ${found.calls} calls: ${found.links} links in ${found.linksMs} ms, ` +
  `${found.groups} groups in ${found.groupsMs} ms, ${found.residentMegabytes} MB in all`);
