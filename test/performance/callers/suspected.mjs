// How suspects as the service finds them are grouped, without a verdict for every call: `npm run build`, then
//   node test/performance/callers/suspected.mjs [--seed 11] [--users 1000] [--days 28]
// Everybody is judged and grouped in the middle and at the end, then judged by those campaigns and grouped again: some thousandths beside the ARI of
// bench:callers, in less than half of its time. Truth is read only for scoring.
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { adjustedRandIndex, vMeasure } from '#ml/core';
import { ownNumbers, simulate } from '#simulation';
import { DailyCampaigns } from './daily-campaigns.mjs';
import { shippedClassifier } from './run.mjs';
import { World } from './world.mjs';

const START_MS = Date.UTC(2026, 2, 1, 16);
const DAY_MS = 86_400_000;

const { values } = parseArgs({ options: { seed: { type: 'string', default: '11' }, users: { type: 'string', default: '1000' }, days: { type: 'string', default: '28' } } });
const options = { users: Number(values.users), days: Number(values.days), seed: Number(values.seed), scale: {}, startMs: START_MS };

const world = new World(ownNumbers(options));
const campaigns = new DailyCampaigns(world, shippedClassifier());
const spam = [];
const halfMs = (options.days * DAY_MS) / 2;
let nextMs = START_MS + halfMs;

for (const item of simulate(options)) {
  const atMs = Date.parse((item.kind === 'feedback' ? item.feedback : item.event).timestamp);
  for (; atMs >= nextMs; nextMs += halfMs) campaigns.regroup(nextMs, true);
  if (item.kind === 'feedback') {
    world.foldFeedback(item.feedback);
    continue;
  }
  const { event, truth } = item;
  if (truth.spam) spam.push({ phone: event.callerPhone, ...truth });
  world.foldCall(event);
  campaigns.noteCall(event.callerPhone);
}
for (let round = 0; round < 2; round++) {
  for (const phone of world.lines.keys()) campaigns.noteCall(phone);
  campaigns.regroup(nextMs, true);
}

const scored = (groupOf) => {
  const clustered = { truth: spam.map(({ campaign }) => campaign), clusters: spam.map(({ phone, campaign, kind }) => groupOf(phone, campaign, kind) ?? phone) };
  return { ari: adjustedRandIndex(clustered), vMeasure: vMeasure(clustered) };
};
const { groupOf } = campaigns;
const suspects = new Set(campaigns.suspects());
const spammers = new Set(spam.map(({ phone }) => phone));
const told = (campaign, kind) => (kind === 'neighbour_spoof' ? undefined : campaign);
console.log(JSON.stringify({
  ...options, suspects: suspects.size, groups: new Set(groupOf.values()).size, ...scored((phone) => groupOf.get(phone)),
  // A perfect grouping, but that spoofed neighbours stay alone: of all spam numbers, and of those that are suspected.
  ariAtBest: scored((_phone, campaign, kind) => told(campaign, kind)).ari, ariAtBestOfSuspects: scored((phone, campaign, kind) => (suspects.has(phone) ? told(campaign, kind) : undefined)).ari,
  legitimateInGroups: [...groupOf.keys()].filter((phone) => !spammers.has(phone)).length,
}));
