import fc from 'fast-check';

import { groupsOf } from './groups.js';
import { linksOf } from './links.js';
import { blocksOf, callAt, plantedCampaigns, snowshoeOf, suspectWith } from './planted.fixture.js';
import type { Suspect } from './suspect.js';
import type { WeightedGraph } from './weighted-graph.js';

/** Bounds nothing: all that hangs together is one community. */
const communities = { partition: ({ nodes }: WeightedGraph) => new Uint8Array(nodes) };
const grouped = (suspects: readonly Suspect[]) => groupsOf(suspects, linksOf(suspects), communities);
const membersOf = (suspects: readonly Suspect[]) => grouped(suspects).map(({ members }) => members);

const { suspects, campaigns } = plantedCampaigns();
const found = grouped(suspects);

describe('groupsOf', () => {
  it('finds planted campaigns, and no group of strangers', () => {
    const shares = campaigns.map((members) => Math.max(...found.map((group) => group.members.filter((member) => members.includes(member)).length)) / members.length);
    expect(found).toHaveLength(campaigns.length);
    for (const share of shares) expect(share).toBeGreaterThan(0.8);
    for (const { members } of found) expect(campaigns.filter((campaign) => members.every((member) => campaign.includes(member)))).toHaveLength(1);
  });

  it('puts the throwaway numbers of both blocks of a campaign together, and a list with its numbers', () => {
    expect(found[0]?.members).toEqual(campaigns[4]);
    expect(found.map(({ members }) => members)).toContainEqual(campaigns[3]);
  });

  it('does not take one campaign after another in the same block for one', () => {
    const [first, second] = [snowshoeOf(6_000, 1234, 40, { firstDay: 2, days: 5, callsPerDay: 0 }), snowshoeOf(7_000, 1234, 40, { firstDay: 30, days: 5, callsPerDay: 0 })];
    const mixed = membersOf([...suspects, ...first, ...second]).filter((members) => [first, second].every((spell) => spell.some(({ callerId }) => members.includes(callerId))));
    expect(mixed).toEqual([]);
  });

  it('has links between members only, and one at least for each of them', () => {
    for (const { members, links } of found) {
      const tied = new Set(links.flatMap(({ left, right }) => [left, right]));
      expect([...tied].sort((one, other) => one - other)).toEqual(members);
    }
  });

  it('does not see the order of suspects', () => {
    fc.assert(fc.property(fc.shuffledSubarray(suspects, { minLength: suspects.length }), (shuffled) => expect(grouped(shuffled)).toEqual(found)), { numRuns: 5 });
  });

  it('is the same with one more number that has nothing to do with any', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 70, max: 90 }), (calls, day) => {
      const times = Array.from({ length: calls }, (_, at) => Date.UTC(2026, 2, day + at, 3));
      const stranger = suspectWith(9_999, { blocks: blocksOf(99_999_999), calls: times.map((atMs, at) => callAt(atMs, 5_000_000 + at)) });
      expect(membersOf([...suspects, stranger])).toEqual(found.map(({ members }) => members));
    }), { numRuns: 5 });
  });

  it('finds the same where every line is a community of its own', () => {
    const apart = { partition: ({ nodes }: WeightedGraph) => Array.from({ length: nodes }, (_, node) => node) };
    expect(groupsOf(suspects, linksOf(suspects), apart)).toEqual(found);
  });

  it.each([
    ['nobody', []],
    ['a number alone', suspects.slice(0, 1)],
    ['numbers without calls', [suspectWith(1), suspectWith(2)]],
    ['numbers with a call each, far apart', [1, 2, 3].map((id) => suspectWith(id, { blocks: blocksOf(id * 10_000_000), calls: [callAt(id * 1e9, id)] }))],
  ])('finds no group among %s', (_name, few) => expect(grouped(few)).toEqual([]));
});
