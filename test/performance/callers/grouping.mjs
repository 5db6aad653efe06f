// How well suspects are grouped into campaigns, on simulated traffic: `npm run build`, then
//   node test/performance/callers/grouping.mjs [--json] [--seed 11] [--users 1000] [--days 28] [--scale campaignNumbers=0.5,…]
// All numbers that ever made a spam call are suspects, with all calls they made; then as many legitimate ones as make 5 % of
// the numbers besides. Truth is read only for scoring. docs/campaigns.md quotes the figures: they say how it does on this generator's traffic.
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { GraphologyCommunities } from '#callers';
import { groupsOf, linksOf } from '#callers/core';
import { seededRandom } from '#kernel';
import { adjustedRandIndex, vMeasure } from '#ml/core';
import { OUTCOMES } from '#realtime/core';
import { simulate } from '#simulation';

const START_MS = Date.UTC(2026, 2, 1, 16);
const NOISE_SHARE = 0.05;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '11' },
    users: { type: 'string', default: '1000' },
    days: { type: 'string', default: '28' },
    scale: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
const scale = Object.fromEntries(
  values.scale.split(',').filter(Boolean).map((pair) => pair.split('=')).map(([knob, factor]) => [knob, Number(factor)]),
);

function newNumber(callerId, phone) {
  const digits = phone.slice(1);
  return { suspect: { callerId, blocks: [1, 2, 3, 4].map((width) => digits.slice(0, -width)), calls: [], category: null, scripts: [], callbacks: [] }, truths: [] };
}

/** Every number with the incoming calls it made, and beside each call what it was. */
function numbersOf() {
  const numbers = new Map();
  for (const item of simulate({ users: Number(values.users), days: Number(values.days), seed, startMs: START_MS, scale })) {
    if (item.kind !== 'call' || item.event.callType !== 'incoming') continue;
    const { event: { callerPhone, userId, timestamp, duration, outcome }, truth } = item;
    if (!numbers.has(callerPhone)) numbers.set(callerPhone, newNumber(numbers.size + 1, callerPhone));
    const { suspect, truths } = numbers.get(callerPhone);
    suspect.calls.push({
      userId: Number(userId.slice(2)), atMs: Date.parse(timestamp), outcome: OUTCOMES.indexOf(outcome), durationMs: duration === undefined ? undefined : duration * 1_000,
    });
    truths.push(truth);
  }
  return [...numbers.values()];
}

const isSpam = ({ truths }) => truths.some(({ spam }) => spam);

/** As many legitimate numbers as make a twentieth of all, by chance. */
function withNoise(numbers) {
  const spam = numbers.filter(isSpam);
  const random = seededRandom(seed);
  const others = numbers.filter((number) => !isSpam(number)).map((number) => ({ number, at: random.next() })).sort((one, other) => one.at - other.at);
  return [...spam, ...others.slice(0, Math.round(spam.length * NOISE_SHARE)).map(({ number }) => number)];
}

const measure = (items) => {
  const clustered = { truth: items.map(({ truth }) => truth), clusters: items.map(({ cluster }) => cluster) };
  return { items: items.length, ari: adjustedRandIndex(clustered) ?? null, vMeasure: vMeasure(clustered) ?? null };
};

function byKind(items) {
  const kinds = new Map();
  for (const item of items) kinds.set(item.kind, [...(kinds.get(item.kind) ?? []), item]);
  return Object.fromEntries([...kinds].map(([kind, own]) => [kind, { ...measure(own), unassigned: own.filter(({ isAssigned }) => !isAssigned).length }]));
}

/** An item a call, or a number by its first call; of no group, each is a cluster of its own. Legitimate ones likewise are campaigns of their own. */
function itemsOf(numbers, groupOf, isEachCall) {
  let alone = 0;
  return numbers.flatMap(({ suspect, truths }) => (isEachCall ? truths : truths.slice(0, 1)).map(({ campaign, kind }) => {
    const group = groupOf.get(suspect.callerId);
    return { truth: campaign ?? `${kind}-${alone++}`, cluster: group ?? `alone-${alone++}`, kind, isAssigned: group !== undefined };
  }));
}

/** The best there is where nobody tells neighbour spoofing apart and a campaign of one number is no group. */
function ceilingOf(numbers) {
  const sizes = new Map();
  for (const { truths: [{ campaign }] } of numbers) sizes.set(campaign, (sizes.get(campaign) ?? 0) + 1);
  const told = numbers.filter(({ truths: [{ campaign, kind }] }) => campaign !== null && kind !== 'neighbour_spoof' && sizes.get(campaign) > 1);
  const groupOf = new Map(told.map(({ suspect, truths: [{ campaign }] }) => [suspect.callerId, campaign]));
  return measure(itemsOf(numbers.filter(isSpam), groupOf, true)).ari;
}

function judged(numbers) {
  const suspects = numbers.map(({ suspect }) => suspect);
  const startedMs = performance.now();
  const links = linksOf(suspects);
  const linkedMs = performance.now();
  const groups = groupsOf(suspects, links, new GraphologyCommunities());
  const groupedMs = performance.now();
  const groupOf = new Map(groups.flatMap(({ members }, at) => members.map((member) => [member, at])));
  const calls = itemsOf(numbers, groupOf, true);
  const withoutSpoofing = calls.filter(({ kind }) => kind !== 'neighbour_spoof');
  return {
    suspects: suspects.length, calls: calls.length, links: links.length, groups: groups.length,
    linksMs: linkedMs - startedMs, groupsMs: groupedMs - linkedMs,
    overCalls: measure(calls), overNumbers: measure(itemsOf(numbers, groupOf, false)), withoutNeighbourSpoofing: measure(withoutSpoofing),
    ceilingAri: ceilingOf(numbers), byKind: byKind(calls),
  };
}

const shown = (value) => (value === null ? '–' : value.toFixed(3)).padStart(8);

function print(name, found) {
  const { suspects, calls, links, groups, linksMs, groupsMs, overCalls, overNumbers, withoutNeighbourSpoofing, ceilingAri, byKind: kinds } = found;
  console.log(`${name}: ${suspects} suspects, ${calls} calls, ${links} links (${linksMs.toFixed(0)} ms), ${groups} groups (${groupsMs.toFixed(0)} ms)`);
  console.log(`${''.padEnd(28)}     ARI       V`);
  console.log(`${'calls'.padEnd(28)}${shown(overCalls.ari)}${shown(overCalls.vMeasure)}   at best ${shown(ceilingAri)}`);
  console.log(`${'calls but spoofed neighbours'.padEnd(28)}${shown(withoutNeighbourSpoofing.ari)}${shown(withoutNeighbourSpoofing.vMeasure)}`);
  console.log(`${'numbers'.padEnd(28)}${shown(overNumbers.ari)}${shown(overNumbers.vMeasure)}`);
  for (const [kind, own] of Object.entries(kinds)) {
    console.log(`${`  ${kind}`.padEnd(28)}${shown(own.ari)}${shown(own.vMeasure)}   ${own.unassigned} of ${own.items} calls in no group`);
  }
}

const numbers = numbersOf();
const found = { seed, users: Number(values.users), days: Number(values.days), scale, spam: judged(numbers.filter(isSpam)), withNoise: judged(withNoise(numbers)) };
if (values.json) console.log(JSON.stringify(found));
else {
  print('spam numbers', found.spam);
  print('\nwith 5 % of legitimate numbers', found.withNoise);
}
