import { parseArgs } from 'node:util';
import { calibrationError, callsUntilDetection, groupBy, recallAbove, share, thresholdAt } from './measures.mjs';
import { judgedCalls } from './run.mjs';

const START_MS = Date.UTC(2026, 2, 1, 16);

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false }, seed: { type: 'string', default: '11' }, users: { type: 'string', default: '1000' },
    days: { type: 'string', default: '28' }, scale: { type: 'string', default: '' }, evidence: { type: 'boolean', default: false },
  },
});
const scale = Object.fromEntries(values.scale.split(',').filter(Boolean).map((pair) => pair.split('=')).map(([knob, factor]) => [knob, Number(factor)]));
const options = { users: Number(values.users), days: Number(values.days), seed: Number(values.seed), startMs: START_MS, scale };
const { calls } = judgedCalls(options, values.evidence);
const at1 = thresholdAt(0.01, calls);
const kinds = Object.fromEntries([...groupBy(calls, ({ kind }) => kind)].map(([kind, own]) => [kind, {
  calls: own.length, above1: share(own.filter(({ score }) => score > at1).length, own.length), flagged: share(own.filter((c) => c.flagged).length, own.length),
  ...Object.fromEntries(['spam', 'suspicious', 'unknown', 'legitimate'].map((v) => [v, share(own.filter((c) => c.verdict === v).length, own.length)])),
  blocked: share(own.filter((c) => c.action === 'block').length, own.length),
}]));
if (process.env.DUMP) { const { writeFileSync } = await import('node:fs'); writeFileSync(process.env.DUMP, calls.map((c) => [c.spam ? 1 : 0, c.kind, c.score, c.interval[0].toFixed(5), c.interval[1].toFixed(5), c.verdict, c.action, c.decidedBy, c.isFirst ? 1 : 0, c.campaign ?? ''].join('\t')).join('\n')); }
console.log(JSON.stringify({
  recallAtFpr01: recallAbove(thresholdAt(0.001, calls), calls), recallAtFpr1: recallAbove(at1, calls), recallAtFpr5: recallAbove(thresholdAt(0.05, calls), calls),
  firstCallRecall: recallAbove(at1, calls.filter(({ isFirst }) => isFirst)), callsUntilDetection: callsUntilDetection(calls),
  ece: calibrationError(calls), unknownShare: share(calls.filter(({ verdict }) => verdict === 'unknown').length, calls.length),
  contactsBlocked: calls.filter(({ kind, action }) => kind === 'contact' && action === 'block').length,
  falseBlockRate: share(calls.filter(({ spam, action }) => !spam && action === 'block').length, calls.filter(({ spam }) => !spam).length), kinds,
}, null, 1));
