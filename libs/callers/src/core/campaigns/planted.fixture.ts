import { DAY_MS, seededRandom, type Random } from '#kernel';
import { OUTCOMES } from '#realtime/core';

import type { Suspect, SuspectCall } from './suspect.js';

const HOUR_MS = 3_600_000;
const FIRST_MS = Date.UTC(2026, 2, 2, 1);
const ANSWERED = OUTCOMES.indexOf('answered');
const MISSED = OUTCOMES.indexOf('missed');

export const callAt = (atMs: number, userId = 1, seconds?: number): SuspectCall => ({
  userId, atMs, durationMs: seconds === undefined ? undefined : seconds * 1_000, outcome: seconds === undefined ? MISSED : ANSWERED,
});

/** Blocks of 10 to 10,000 of a number of eight digits. */
export const blocksOf = (number: number): string[] => [1, 2, 3, 4].map((digits) => String(number).padStart(8, '0').slice(0, -digits));

export const suspectWith = (callerId: number, given: Partial<Suspect> = {}): Suspect => ({
  callerId, blocks: [], calls: [], category: null, scripts: [], callbacks: [], ...given,
});

export interface Plan {
  readonly firstDay: number;
  readonly days: number;
  readonly callsPerDay: number;
  /** What a fifth of the calls hear to the end. */
  readonly scriptSeconds?: number;
  readonly users?: readonly number[];
}

/** Calls of one number in twelve hours a day. */
export function callsOf({ firstDay, days, callsPerDay, scriptSeconds, users }: Plan, random: Random): SuspectCall[] {
  const times = Array.from({ length: days * callsPerDay }, () => FIRST_MS + (firstDay + random.below(days)) * DAY_MS + random.below(12 * HOUR_MS));
  return times.sort((one, other) => one - other).map((atMs) => {
    const userId = users === undefined ? random.below(1e6) : users[random.below(users.length)] as number;
    const isHeard = scriptSeconds !== undefined && random.next() < 0.2;
    return callAt(atMs, userId, isHeard ? scriptSeconds : undefined);
  });
}

/** `count` numbers of one campaign, anywhere in the number space. */
export function campaignOf(firstId: number, count: number, plan: Plan): Suspect[] {
  const random = seededRandom(firstId);
  return Array.from({ length: count }, (_, at) => suspectWith(firstId + at, { blocks: blocksOf(random.below(1e8)), calls: callsOf(plan, random) }));
}

/** Numbers of one block of 10,000, each used once. */
export function snowshoeOf(firstId: number, block: number, count: number, plan: Plan): Suspect[] {
  const random = seededRandom(firstId);
  const calls = callsOf({ ...plan, callsPerDay: Math.ceil(count / plan.days) }, random);
  return calls.slice(0, count).map((call, at) => suspectWith(firstId + at, { blocks: blocksOf(block * 10_000 + random.below(10_000)), calls: [call] }));
}

const LONG_AGO = -40;

/** Three robocall campaigns that overlap, one that works a list, one that uses up two blocks, and 60 numbers that have nothing to do with each other. */
export function plantedCampaigns(): { readonly suspects: Suspect[]; readonly campaigns: readonly number[][] } {
  const list = Array.from({ length: 100 }, (_, at) => 2_000_000 + at);
  const campaigns = [
    campaignOf(100, 12, { firstDay: 2, days: 6, callsPerDay: 4, scriptSeconds: 23 }),
    campaignOf(200, 9, { firstDay: 5, days: 9, callsPerDay: 3, scriptSeconds: 31 }),
    campaignOf(300, 7, { firstDay: 11, days: 5, callsPerDay: 6, scriptSeconds: 40 }),
    campaignOf(400, 6, { firstDay: 0, days: 20, callsPerDay: 4, users: list }),
    [[500, 4321], [600, 8765]].flatMap(([firstId, block]) => snowshoeOf(firstId as number, block as number, 40, { firstDay: 8, days: 6, callsPerDay: 0, scriptSeconds: 27 })),
  ];
  const random = seededRandom(7);
  const strangers = Array.from({ length: 60 }, (_, at) =>
    campaignOf(1_000 + at, 1, { firstDay: LONG_AGO + random.below(50), days: 2 + random.below(20), callsPerDay: 1 + random.below(4) })).flat();
  return { suspects: [...campaigns.flat(), ...strangers], campaigns: campaigns.map((members) => members.map(({ callerId }) => callerId)) };
}
