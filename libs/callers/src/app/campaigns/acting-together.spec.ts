import { DAY_MS, seededRandom, type Random } from '#kernel';
import { adjustedRandIndex, vMeasure } from '#ml/core';
import { scriptSketcher } from '../../core/scripts/index.js';
import type { WeightedGraph } from '../../core/index.js';
import { Grouped } from './grouped.js';
import type { BystanderFacts, SuspectFacts } from './suspects.js';
import { withScripts } from './with-scripts.js';

const HOUR_MS = 3_600_000;
const FROM_MS = Date.UTC(2026, 2, 2);
const SCRIPTS = [
  'Hello this is the tax office calling about your outstanding debt. Please call back immediately on our toll free line or a warrant will be issued for your arrest today',
  'Congratulations you have been selected for a loan of up to fifty thousand with no credit check needed, the offer ends in hours, press one now to talk to our consultant about your free quote',
  'This is the pension service speaking about your entitlement, please ring us back without delay to avoid losing your money for good after the end of this month',
] as const;
const ROBOT = 'The person you have called is not available right now, so please leave your message after the tone and hang up when you are done';
const communities = { partition: ({ nodes }: WeightedGraph) => new Uint8Array(nodes) };
const sketcher = scriptSketcher(5);

function sketchOf(text: string): string {
  const stored = Buffer.alloc(512);
  sketcher(text)?.forEach((hash, place) => stored.writeUInt32BE(hash, place * 4));
  return stored.toString('hex');
}

interface Plan { readonly texts?: readonly string[]; readonly callback?: string }

/** Four to seven calls to anybody, of any length, by a number that begins at any time of a week. */
function numberOf(callerId: number, { texts = [], callback }: Plan, random: Random): SuspectFacts {
  let atMs = FROM_MS + random.next() * 7 * DAY_MS;
  const calls = Array.from({ length: 4 + random.below(4) }, () => {
    atMs += random.next() * 20 * HOUR_MS;
    return { userId: random.below(150), atMs: Math.round(atMs), durationMs: 1_000 * (3 + random.below(90)), outcome: 0 };
  });
  return { callerId, blocks: [], calls, category: null, callbacks: callback === undefined ? [] : [callback], sketches: texts.map(sketchOf) };
}

/** Without one word in so many, as a bad line swallows it. */
const misheard = (text: string, oneIn: number, random: Random): string => text.split(' ').map((word) => (random.below(oneIn) === 0 ? 'mumble' : word)).join(' ');
const shuffled = (text: string, random: Random): string => text.split(' ').map((word) => ({ word, at: random.next() })).sort((one, other) => one.at - other.at).map(({ word }) => word).join(' ');

async function clustersOf(plans: readonly Plan[], random: Random, bystanders: readonly BystanderFacts[] = []): Promise<string[]> {
  const facts = plans.map((plan, at) => numberOf(at + 1, plan, random));
  const lookedAt = await withScripts(facts, bystanders, () => Promise.resolve());
  const { groups } = new Grouped(communities).group(lookedAt.suspects, lookedAt.bystanders);
  const groupOf = new Map(groups.flatMap(({ members }, group) => members.map((member): [number, string] => [member, `group ${group}`])));
  return plans.map((_, at) => groupOf.get(at + 1) ?? `alone ${at}`);
}

const ten = (planOf: () => Plan): Plan[] => Array.from({ length: 10 }, planOf);
const among = <T>(all: readonly T[], at: number): T[] => all.slice(at * 10, at * 10 + 10);

describe('numbers that begin when they like', () => {
  it.each([1, 2, 3, 4])('are one campaign by one script or one call-back number, two by two scripts, and none by nothing (draw %d)', async (seed) => {
    const random = seededRandom(seed);
    const clusters = await clustersOf([
      ...ten(() => ({ texts: [SCRIPTS[0]] })), ...ten(() => ({ texts: [SCRIPTS[1]] })), ...ten(() => ({ callback: 'x' })),
      ...ten(() => ({ callback: 'y', texts: [shuffled(SCRIPTS[0], random), shuffled(SCRIPTS[0], random)] })), ...ten(() => ({ callback: 'z', texts: [SCRIPTS[2]] })), ...ten(() => ({})),
    ], random);
    const planted = [0, 1, 2, 3, 4].map((at) => new Set(among(clusters, at)));
    expect(planted.map(({ size }) => size)).toEqual([1, 1, 1, 1, 1]);
    expect(new Set(planted.flatMap((each) => [...each])).size).toBe(5);
    expect(among(clusters, 5).every((cluster) => cluster.startsWith('alone'))).toBe(true);
  });

  it('are told by what is said although a word in a hundred and twenty is misheard', async () => {
    const random = seededRandom(9);
    const truth = SCRIPTS.flatMap((script) => Array.from({ length: 20 }, () => script));
    const clusters = await clustersOf(truth.map((script) => ({ texts: [misheard(script, 120, random)] })), random);
    expect(adjustedRandIndex({ truth, clusters })).toBeGreaterThan(0.75);
    expect(vMeasure({ truth, clusters })).toBeGreaterThan(0.9);
  });

  it('are strangers where many who are no suspects say the same', async () => {
    const random = seededRandom(4);
    const plans = ten(() => ({ texts: [ROBOT] }));
    const others = Array.from({ length: 40 }, (_, at): BystanderFacts => ({ startMs: FROM_MS + at * HOUR_MS, callbacks: [], sketches: [sketchOf(at < 20 ? ROBOT : `${at} ${SCRIPTS[1]}`)] }));
    expect(new Set(await clustersOf(plans, random)).size).toBe(1);
    expect(new Set(await clustersOf(plans, seededRandom(4), others)).size).toBe(10);
  });
});
