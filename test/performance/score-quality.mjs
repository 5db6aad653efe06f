// Quality of the verdict on simulated traffic, with the spam classifier that ships or by the evidence alone: `npm run build`, then
//   node test/performance/score-quality.mjs [--json] [--seeds 101,102,103] [--users 1000] [--days 14] [--scale answering=0.5,…] [--evidence]
// Calls and feedback are folded in time order; every incoming call is judged on what came before it. The figures say how
// the score does on this generator's traffic, not in the world. docs/verdicts.md quotes them.
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { readFileSync } from 'node:fs';
import { addCall, emptyCaller, evidenceOf, judge, VERDICTS } from '#callers/core';
import { algorithmNamed, calibrated, CALLER_AT_CALL, readCalibration, unpackArtifact } from '#ml/core';
import { DIRECTIONS, OUTCOMES } from '#realtime/core';
import { simulate } from '#simulation';

const START_MS = Date.UTC(2026, 2, 1, 16);
const HOUR_MS = 3_600_000;
const CHINA_OFFSET_HOURS = 8;
const BINS = 10;

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '101,102,103' },
    users: { type: 'string', default: '1000' },
    days: { type: 'string', default: '14' },
    scale: { type: 'string', default: '' },
    evidence: { type: 'boolean', default: false },
  },
});
const seeds = values.seeds.split(',').map(Number);
const scale = Object.fromEntries(
  values.scale.split(',').filter(Boolean).map((pair) => pair.split('=')).map(([knob, factor]) => [knob, Number(factor)]),
);

const newLine = () => ({ state: emptyCaller(), relations: new Map(), reports: new Map() });

function lineOf(lines, phone) {
  let line = lines.get(phone);
  if (line === undefined) lines.set(phone, (line = newLine()));
  return line;
}

function foldFeedback(line, { userId, label, category, timestamp }) {
  line.reports.set(userId, { label, category, reportedMs: Date.parse(timestamp) });
}

function foldCall({ state, relations }, { userId, callType, outcome, duration }, occurredAtMs) {
  const durationMs = duration === undefined ? undefined : duration * 1000;
  const direction = DIRECTIONS.indexOf(callType);
  const localHour = (Math.floor(occurredAtMs / HOUR_MS) + CHINA_OFFSET_HOURS) % 24;
  addCall(state, { occurredAtMs, call: { direction, outcome: OUTCOMES.indexOf(outcome), durationMs, localHour } });
  const relation = relations.get(userId) ?? { made: 0, taken: 0, answered: 0, answeredMs: 0, lastMs: 0 };
  relations.set(userId, relation);
  relation[callType === 'incoming' ? 'made' : 'taken']++;
  relation.lastMs = occurredAtMs;
  if (outcome !== 'answered') return;
  relation.answered++;
  relation.answeredMs += durationMs ?? 0;
}

function shippedClassifier() {
  const artifact = unpackArtifact(readFileSync(new URL('../../libs/ml/shipped/spam_classifier.model', import.meta.url)));
  const fitted = algorithmNamed(artifact.algorithm).decode(artifact.body);
  const calibration = readCalibration(artifact.calibration);
  const columns = artifact.featureNames.length;
  return (evidence) => {
    const [raw] = fitted.rawScores({ rows: 1, columns, values: CALLER_AT_CALL.vector(evidence) });
    const { probability, interval } = calibrated(calibration, raw);
    return { model: { name: 'spam_classifier', version: 1 }, probability, interval: [interval.lower, interval.upper] };
  };
}

const opinionOn = values.evidence ? () => undefined : shippedClassifier();

function judged({ state, relations, reports }, userId, asOfMs) {
  const relation = relations.get(userId);
  const ownLabel = reports.get(userId)?.label;
  const evidence = evidenceOf({ caller: state, users: relations.size, reports: [...reports.values()], relation, ownLabel, asOfMs });
  // Of a number without a call there is nothing to ask the model about.
  return judge(evidence, Number.isFinite(state.lastMs) ? opinionOn(evidence) : undefined);
}

const tally = {
  kinds: new Map(),
  bins: Array.from({ length: BINS }, () => ({ calls: 0, probability: 0, spam: 0 })),
  judging: { calls: 0, ms: 0 },
};

function count({ verdict, spamProbability }, { kind, spam }) {
  const own = tally.kinds.get(kind) ?? { isSpam: spam, calls: 0, spam: 0, suspicious: 0, unknown: 0, legitimate: 0 };
  tally.kinds.set(kind, own);
  own.calls++;
  own[verdict]++;
  if (spamProbability === null) return;
  const bin = tally.bins[Math.min(BINS - 1, Math.floor(spamProbability * BINS))];
  bin.calls++;
  bin.probability += spamProbability;
  bin.spam += spam ? 1 : 0;
}

function run(seed) {
  const lines = new Map();
  const options = { users: Number(values.users), days: Number(values.days), seed, startMs: START_MS, scale };
  for (const item of simulate(options)) {
    if (item.kind === 'feedback') {
      foldFeedback(lineOf(lines, item.feedback.callerPhone), item.feedback);
      continue;
    }
    const { event, truth } = item;
    const line = lineOf(lines, event.callerPhone);
    const atMs = Date.parse(event.timestamp);
    if (event.callType === 'incoming') {
      const startedAt = performance.now();
      const judgement = judged(line, event.userId, atMs);
      tally.judging.ms += performance.now() - startedAt;
      tally.judging.calls++;
      count(judgement, truth);
    }
    foldCall(line, event, atMs);
  }
}

const sum = (items, value) => items.reduce((total, item) => total + value(item), 0);
const share = (part, whole) => (whole > 0 ? part / whole : null);

function detection(kinds, verdicts) {
  const flagged = (own) => sum(verdicts, (verdict) => own[verdict]);
  const spam = kinds.filter(({ isSpam }) => isSpam);
  const legitimate = kinds.filter(({ isSpam }) => !isSpam);
  const caught = sum(spam, flagged);
  const wrong = sum(legitimate, flagged);
  return {
    precision: share(caught, caught + wrong),
    recall: share(caught, sum(spam, ({ calls }) => calls)),
    falsePositiveRate: share(wrong, sum(legitimate, ({ calls }) => calls)),
  };
}

function report() {
  const kinds = [...tally.kinds.values()];
  const calls = sum(kinds, (own) => own.calls);
  const legitimate = sum(kinds, (own) => own.legitimate);
  const known = sum(tally.bins, (bin) => bin.calls);
  return {
    by: values.evidence ? 'evidence_score' : 'spam_classifier', seeds, users: Number(values.users), days: Number(values.days), scale, calls,
    spam: detection(kinds, ['spam']),
    spamOrSuspicious: detection(kinds, ['spam', 'suspicious']),
    unknownShare: share(sum(kinds, (own) => own.unknown), calls),
    spamAmongLegitimate: share(sum(kinds, (own) => (own.isSpam ? own.legitimate : 0)), legitimate),
    expectedCalibrationError: share(sum(tally.bins, (bin) => Math.abs(bin.probability - bin.spam)), known),
    judgeMicroseconds: share(tally.judging.ms * 1000, tally.judging.calls),
    byKind: Object.fromEntries(tally.kinds),
    calibration: tally.bins.filter((bin) => bin.calls > 0).map((bin) => ({
      calls: bin.calls, meanProbability: bin.probability / bin.calls, spamShare: bin.spam / bin.calls,
    })),
  };
}

const percent = (value) => (value === null ? '–' : `${(100 * value).toFixed(2)} %`);

function print(found) {
  console.log(`${found.by} on simulated traffic: seeds ${found.seeds.join(', ')}, ${found.users} users, ${found.days} days, ${found.calls} incoming calls`);
  for (const name of ['spam', 'spamOrSuspicious']) {
    const { precision, recall, falsePositiveRate } = found[name];
    console.log(`${name.padEnd(17)} precision ${percent(precision)}  recall ${percent(recall)}  false positives ${percent(falsePositiveRate)}`);
  }
  console.log(`unknown ${percent(found.unknownShare)}  spam among legitimate ${percent(found.spamAmongLegitimate)}  ` +
    `calibration error ${found.expectedCalibrationError?.toFixed(4)}  ${found.judgeMicroseconds?.toFixed(1)} µs a verdict`);
  console.log(`\n${'kind'.padEnd(16)}${'calls'.padStart(8)}${VERDICTS.map((verdict) => verdict.padStart(12)).join('')}`);
  for (const [kind, own] of Object.entries(found.byKind)) {
    const shares = VERDICTS.map((verdict) => percent(own[verdict] / own.calls).padStart(12)).join('');
    console.log(`${kind.padEnd(16)}${String(own.calls).padStart(8)}${shares}`);
  }
  console.log(`\n${'said'.padStart(8)}${'was'.padStart(8)}${'calls'.padStart(9)}`);
  for (const { meanProbability, spamShare, calls } of found.calibration) {
    console.log(`${meanProbability.toFixed(3).padStart(8)}${spamShare.toFixed(3).padStart(8)}${String(calls).padStart(9)}`);
  }
}

for (const seed of seeds) run(seed);
if (values.json) console.log(JSON.stringify(report()));
else print(report());
