import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { KNOBS } from '#simulation';
import { figuresOf } from './figures.mjs';
import { asMovedTable, asTable, rounded } from './report.mjs';
import { judgedCalls } from './run.mjs';

const START_MS = Date.UTC(2026, 2, 1, 16);
const FACTORS = [0.5, 1.5];
const USAGE = `usage: npm run bench:callers -- [--json] [--seed 11] [--users 1000] [--days 28] [--scale knob=0.5,…] [--moved] [--evidence] [--without-campaigns]
  --scale              moves the simulator's knobs, 0.5 to 1.5: ${KNOBS.join(', ')}
  --moved              every knob at 0.5 and at 1.5, one at a time: the worst figures and the widest changes
  --evidence           no model is asked
  --without-campaigns  none are looked for: half the time`;
const FLAGS = {
  json: { type: 'boolean', default: false }, seed: { type: 'string', default: '11' }, users: { type: 'string', default: '1000' }, days: { type: 'string', default: '28' },
  scale: { type: 'string', default: '' }, moved: { type: 'boolean', default: false }, evidence: { type: 'boolean', default: false },
  'without-campaigns': { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
};

const say = (line) => process.stderr.write(`bench:callers ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);

function scaleFrom(text) {
  return Object.fromEntries(text.split(',').filter(Boolean).map((pair) => {
    const [knob, factor] = pair.split('=');
    if (!KNOBS.includes(knob) || !(Number(factor) >= 0.5 && Number(factor) <= 1.5)) throw new Error(`--scale ${pair}: a knob and a factor from 0.5 to 1.5 are wanted`);
    return [knob, Number(factor)];
  }));
}

function optionsFrom(args) {
  const { seed, users, days, scale, evidence, 'without-campaigns': withoutCampaigns, ...flags } = parseArgs({ args, options: FLAGS, strict: true }).values;
  const traffic = { seed: Number(seed), users: Number(users), days: Number(days), scale: scaleFrom(scale) };
  for (const [name, value] of [['seed', traffic.seed], ['users', traffic.users], ['days', traffic.days]]) {
    if (!Number.isInteger(value) || value < (name === 'seed' ? 0 : 1)) throw new Error(`--${name} must be a whole number`);
  }
  return { ...flags, traffic, asked: { evidenceAlone: evidence, withoutCampaigns } };
}

function once(traffic, asked) {
  const figures = figuresOf(judgedCalls({ ...traffic, startMs: START_MS }, asked));
  say(`seed ${traffic.seed} ${JSON.stringify(traffic.scale)}: recall at 1 % ${figures.recallAtFpr1?.toFixed(3)}, grouping took ${figures.groupingSeconds.toFixed(1)} s`);
  return { ...figures, ...traffic };
}

/** Every knob by itself at half and at one and a half times, beside all of them as they are. */
function everyKnobMoved(traffic, asked) {
  const run = (knob, factor) => ({ knob, factor, ...once({ ...traffic, scale: knob === null ? traffic.scale : { ...traffic.scale, [knob]: factor } }, asked) });
  const [still, ...moved] = [run(null, 1), ...KNOBS.flatMap((knob) => FACTORS.map((factor) => run(knob, factor)))];
  const change = (name) => Math.max(...moved.map((each) => Math.abs(each[name] - still[name])));
  const worst = {
    recallAtFpr1: Math.min(...moved.map(({ recallAtFpr1 }) => recallAtFpr1)), ece: Math.max(...moved.map(({ ece }) => ece)),
    recallChange: change('recallAtFpr1'), eceChange: change('ece'), contactsBlocked: Math.max(...moved.map(({ contactsBlocked }) => contactsBlocked)),
  };
  return { ...traffic, worst, moved: [still, ...moved].map(({ byKind: _, ...figures }) => figures) };
}

/** Simulates, judges and prints. Returns the exit code: 0 whatever the figures are, 1 where something broke, 2 for a wrong call. */
export function main(args) {
  let options;
  try {
    options = optionsFrom(args);
  } catch (error) {
    say(`${error.message}\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  try {
    const { traffic, asked, json, moved } = options;
    const report = moved ? everyKnobMoved(traffic, asked) : once(traffic, asked);
    const table = moved ? asMovedTable : asTable;
    process.stdout.write(json ? `${JSON.stringify(report, rounded)}\n` : table(report));
    return 0;
  } catch (error) {
    say(error.stack);
    return 1;
  }
}
