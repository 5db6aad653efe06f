import fc from 'fast-check';

import { DAY_MS, seededRandom } from '#kernel';

import { linksOf } from './links.js';
import { blocksOf, callAt, callsOf, campaignOf, plantedCampaigns, snowshoeOf, suspectWith } from './planted.fixture.js';
import { RELATIONS, type Link, type Relation, type Suspect } from './suspect.js';

const { suspects } = plantedCampaigns();
const links = linksOf(suspects);
const strangers = suspects.filter(({ callerId }) => callerId >= 1_000);
const between = (found: readonly Link[], ids: readonly number[], relation: Relation) =>
  found.filter((link) => link.relation === relation && ids.includes(link.left) && ids.includes(link.right));
const idsOf = (of: readonly Suspect[]) => of.map(({ callerId }) => callerId);
const inOrder = (of: readonly Link[]) =>
  [...of].sort((one, other) => one.left - other.left || one.right - other.right || RELATIONS.indexOf(one.relation) - RELATIONS.indexOf(other.relation));

describe('linksOf', () => {
  it('holds each relation of a pair once, the lower number first, of a strength above 0 and at most 1', () => {
    const keys = links.map(({ left, right, relation }) => `${left} ${right} ${relation}`);
    expect(new Set(keys).size).toBe(links.length);
    for (const { left, right, strength } of links) {
      expect(left).toBeLessThan(right);
      expect(strength).toBeGreaterThan(0);
      expect(strength).toBeLessThanOrEqual(1);
    }
  });

  it('does not see the order of suspects', () => {
    fc.assert(fc.property(fc.shuffledSubarray(suspects, { minLength: suspects.length }), (shuffled) => expect(inOrder(linksOf(shuffled))).toEqual(inOrder(links))), { numRuns: 5 });
  });

  it('ties numbers that work one list by their users, and those that call by chance not', () => {
    expect(between(links, [400, 401, 402, 403, 404, 405], 'shared_users')).toHaveLength(15);
    expect(links.filter(({ relation, left }) => relation === 'shared_users' && left < 400)).toEqual([]);
  });

  it('ties numbers that set out together by their timing', () => expect(between(links, [100, 101, 102, 103], 'timing').length).toBeGreaterThan(3));

  it('ties those that play a rare recording by its length', () => {
    const rare = campaignOf(5_000, 4, { firstDay: 3, days: 6, callsPerDay: 5, scriptSeconds: 87 });
    const tied = between(linksOf([...suspects, ...rare]), idsOf(rare), 'same_length');
    expect(tied.length).toBeGreaterThan(2);
    for (const { strength } of tied) expect(strength).toBeGreaterThan(0.15);
  });

  it('ties throwaway numbers of a crowded block, the narrower the stronger', () => {
    const crowd = snowshoeOf(6_000, 1234, 30, { firstDay: 4, days: 5, callsPerDay: 0 });
    const few = snowshoeOf(7_000, 1234, 4, { firstDay: 4, days: 5, callsPerDay: 0 }).map((suspect, at) => ({ ...suspect, blocks: blocksOf(55_550_000 + at) }));
    const apart = snowshoeOf(8_000, 1234, 4, { firstDay: 4, days: 5, callsPerDay: 0 }).map((suspect, at) => ({ ...suspect, blocks: blocksOf(77_770_000 + at * 1_500) }));
    const tied = linksOf([...strangers, ...crowd, ...few, ...apart]);
    expect(between(tied, idsOf(crowd), 'range').length).toBeGreaterThan(50);
    const strongest = (ids: number[]) => Math.max(...between(tied, ids, 'range').map(({ strength }) => strength));
    expect(strongest(idsOf(few))).toBeGreaterThan(strongest(idsOf(apart)));
  });

  it('does not tie numbers of the block of the user they all ring', () => {
    const spoofed = snowshoeOf(6_000, 1234, 30, { firstDay: 4, days: 5, callsPerDay: 0, users: [42] });
    expect(between(linksOf([...strangers, ...spoofed]), idsOf(spoofed), 'range')).toEqual([]);
  });

  it.each<[Relation, Partial<Suspect>]>([
    ['callback', { callbacks: ['k1'] }],
    ['script', { scripts: [17] }],
  ])('ties numbers by a %s that hardly any other has', (relation, mark) => {
    const marked = campaignOf(5_000, 3, { firstDay: 6, days: 3, callsPerDay: 3 }).map((suspect) => ({ ...suspect, ...mark }));
    expect(between(linksOf([...strangers, ...marked]), idsOf(marked), relation)).toHaveLength(3);
  });

  it('ties numbers that take turns hour by hour', () => {
    const turns = [0, 1].map((odd) => suspectWith(5_000 + odd, {
      calls: Array.from({ length: 14 * 12 }, (_, at) => at).filter((hour) => (Math.floor(hour / 12) + hour) % 2 === odd)
        .map((hour) => callAt(Date.UTC(2026, 2, 4 + Math.floor(hour / 12), 1 + (hour % 12), 10), 3_000_000 + hour)),
    }));
    expect(between(linksOf([...strangers, ...turns]), idsOf(turns), 'alternating_hours')).toHaveLength(1);
    const random = seededRandom(3);
    const side = [0, 1].map((at) => suspectWith(5_000 + at, { calls: callsOf({ firstDay: 2, days: 14, callsPerDay: 6 }, random) }));
    expect(between(linksOf([...strangers, ...side]), idsOf(side), 'alternating_hours')).toEqual([]);
  });

  it('bears a number that calls everybody and a user whom everybody calls', () => {
    const everybody = suspects.map((suspect) => ({ ...suspect, calls: [callAt(Date.UTC(2026, 1, 1), 77), ...suspect.calls] }));
    const hub = suspectWith(9_000, { calls: Array.from({ length: 100_000 }, (_, at) => callAt(Date.UTC(2026, 1, 1) + at * 60_000, at)) });
    const found = linksOf([...everybody, hub]);
    const perNumber = new Map<number, Set<number>>();
    for (const { left, right } of found) {
      perNumber.set(left, (perNumber.get(left) ?? new Set()).add(right));
      perNumber.set(right, (perNumber.get(right) ?? new Set()).add(left));
    }
    expect(Math.max(...[...perNumber.values()].map((others) => others.size))).toBeLessThanOrEqual(28);
    expect(found.filter(({ left, right, relation }) => relation === 'shared_users' && (left === 9_000 || right === 9_000))).toEqual([]);
  });

  it('is empty where nothing is known', () => {
    expect(linksOf([])).toEqual([]);
    expect(linksOf([suspectWith(1), suspectWith(2, { calls: [callAt(DAY_MS)] })])).toEqual([]);
  });
});
