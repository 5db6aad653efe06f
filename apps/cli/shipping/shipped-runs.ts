import type { Scale, SimulationOptions } from '#simulation';

const SUNDAY_IN_CHINA_MS = Date.UTC(2026, 0, 3, 16);

/** Traffic to learn from: not one guess about it but many, each with users and seeds of its own. */
const LEARNT: readonly (readonly [users: number, scale: Partial<Scale>])[] = [
  [300, {}], [500, {}], [900, {}],
  [500, { answering: 0.6 }], [500, { answering: 1.4 }],
  [500, { talkTime: 0.5 }], [500, { talkTime: 1.5 }],
  [500, { campaignNumbers: 0.5, campaignLife: 0.5 }], [500, { businessCalls: 1.5, strangerCalls: 1.5 }],
  [500, { telemarketer: 0.5, robocall: 0.5, snowshoe: 0.5, neighbour_spoof: 0.5, storm: 0.5, one_ring: 0.5 }],
];

/** Traffic that judges and calibrates: other seeds, and other guesses too. */
const JUDGED: typeof LEARNT = [[500, {}], [700, { answering: 0.75, talkTime: 0.75 }], [400, { answering: 1.25, talkTime: 1.25, contactCalls: 0.7 }]];

const FIRST_SEED = 201;
const DAYS = 14;

const runs = [...LEARNT, ...JUDGED].map(([users, scale], index): SimulationOptions => ({ users, scale, days: DAYS, seed: FIRST_SEED + index, startMs: SUNDAY_IN_CHINA_MS }));

/** What the shipped models are made of: seeds 201–213. Figures of the documentation are of other seeds. */
export const SHIPPED_RUNS = { learnt: runs.slice(0, LEARNT.length), judged: runs.slice(LEARNT.length) };
