import { writeFileSync } from 'node:fs';
import { command, progressOf } from '../command.mjs';
import { readPairs, readUsers } from './call-records.mjs';
import { behaveAlike, contactGraph, ringMembers } from './core.mjs';
import { scoreOf } from './score.mjs';

const USAGE = 'usage: npm run bench:rings -- --edges FILE [--users FILE] [--out FILE] [--json]';
const FLAGS = { users: { type: 'string' }, edges: { type: 'string' }, out: { type: 'string' } };
const MEBIBYTE = 2 ** 20;

const say = progressOf('bench:rings');

/** What the call came to, beside the seconds of CPU that went by meanwhile. */
function timed(work) {
  const started = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(started);
  return { result, cpuSeconds: (user + system) / 1e6 };
}

/** Those whom their contacts give away, and of all who are listed those who behave likewise; who is not listed stays as the contacts say. */
function findRings({ nodes, from, to, features }) {
  const graph = timed(() => contactGraph(nodes, from, to));
  const byContacts = timed(() => ringMembers(graph.result));
  const alike = timed(() => behaveAlike(features, byContacts.result));
  const flagged = byContacts.result.slice();
  if (alike.result !== undefined) flagged.set(alike.result);
  const cpuSeconds = { graph: graph.cpuSeconds, ring: byContacts.cpuSeconds, behaviour: alike.cpuSeconds };
  return { flagged, byContacts: byContacts.result, pairs: graph.result.contacts.length / 2, cpuSeconds };
}

function benchmark({ users, edges, out }) {
  const { names: listed, features, labels } = readUsers(users);
  const { names, from, to } = readPairs(edges, listed);
  say(`${listed.length} listed, ${names.length} in all, ${from.length} pairs, ${features.columns} columns of behaviour`);
  const { flagged, byContacts, pairs, cpuSeconds } = findRings({ nodes: names.length, from, to, features });
  if (out !== undefined) writeFileSync(out, names.filter((_, node) => flagged[node] === 1).map((name) => `${name}\n`).join(''));
  return {
    ...scoreOf(flagged, labels), byContactsAlone: scoreOf(byContacts, labels), nodes: names.length, pairs, cpuSeconds,
    peakMebibytes: process.resourceUsage().maxRSS * 1024 / MEBIBYTE, totalSeconds: performance.now() / 1000,
  };
}

const shown = (value) => (value === null ? '–' : value.toFixed(4));
const line = (name, { precision, recall, flagged }) => `${name.padEnd(24)}precision ${shown(precision)}  recall ${shown(recall)}  flagged ${flagged}`;

function asTable(report) {
  const { nodes, pairs, cpuSeconds, peakMebibytes, totalSeconds } = report;
  const spent = Object.entries(cpuSeconds).map(([step, seconds]) => `${step} ${seconds.toFixed(3)} s`).join(', ');
  return [
    line('contacts and behaviour', report), line('contacts alone', report.byContactsAlone),
    `${nodes} nodes, ${pairs} pairs; CPU: ${spent}; ${totalSeconds.toFixed(1)} s in all, at most ${peakMebibytes.toFixed(0)} MiB`, '',
  ].join('\n');
}

/** Finds rings, scores and prints. */
export const main = command({ say, usage: USAGE, flags: FLAGS, wanted: ['edges'], benchmark, asTable });
