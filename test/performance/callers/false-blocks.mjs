// Measures the table in libs/callers/src/core/false-blocks.ts: for each score the upper 95 % Wilson bound of the share of legitimate calls that
// score as high, in the worst of twelve runs. `npm run build && node test/performance/callers/false-blocks.mjs`, some minutes.
import { wilsonInterval } from '#kernel';
import { judgedCalls } from './run.mjs';

const START_MS = Date.UTC(2026, 2, 1, 16);
const DAYS = Number(process.argv[2] ?? 14);
const USERS = Number(process.argv[3] ?? 1000);
const STEP = 0.25;
const SUREST = 6.9;
const KNOBS = ['answering', 'talkTime', 'reporting'];
const scaled = (factor) => Object.fromEntries(KNOBS.map((knob) => [knob, factor]));

const runs = [301, 302, 303, 304].map((seed) => ({ seed, scale: {} }));
for (const seed of [305, 306, 307, 308]) runs.push({ seed, scale: scaled(0.5) }, { seed, scale: scaled(1.5) });

const scores = Array.from({ length: Math.floor(SUREST / STEP) + 1 }, (_, at) => at * STEP);
const worst = scores.map(() => 0);
for (const { seed, scale } of runs) {
  const { calls } = judgedCalls({ users: USERS, days: DAYS, seed, startMs: START_MS, scale }, false);
  const legitimate = calls.filter(({ spam }) => !spam).map(({ score }) => score);
  const bounds = scores.map((least) => wilsonInterval(legitimate.filter((score) => score >= least).length, legitimate.length).upper);
  bounds.forEach((bound, at) => (worst[at] = Math.max(worst[at], bound)));
  console.error(JSON.stringify({ seed, scale: scale.answering ?? 1, legitimate: legitimate.length, at2: bounds[8], at4: bounds[16], at6: bounds[24] }));
}
// Rounded up, so that no bound is below what was measured.
console.log(scores.map((score, at) => `  [${score}, ${(Math.ceil(worst[at] * 1e6) / 1e6).toFixed(6)}],`).join('\n'));
