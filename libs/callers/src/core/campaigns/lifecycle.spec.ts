import fc from 'fast-check';
import { continuations, membershipChange, type Continuation, type KnownCampaign, type Settled } from './lifecycle.js';

const known = (id: string, openedMs: number, callers: readonly number[], parts: { readonly isIn?: boolean; readonly isActive?: boolean } = {}): KnownCampaign =>
  ({ id, openedMs, members: callers.map((callerId) => ({ callerId, isIn: true, isActive: true, ...parts })) });
const upTo = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

describe('what a group continues', () => {
  it.each<[string, KnownCampaign[], number[][], (readonly [string | undefined, ...string[]])[]]>([
    ['nothing is known', [], [[1, 2, 3]], [[undefined]]],
    ['the same numbers', [known('a', 1, [1, 2, 3])], [[1, 2, 3]], [['a']]],
    ['it grew a hundredfold', [known('a', 1, [1, 2])], [upTo(1, 200)], [['a']]],
    ['it lost most numbers', [known('a', 1, upTo(1, 200))], [[1, 2]], [['a']]],
    ['most numbers changed', [known('a', 1, upTo(0, 10))], [upTo(7, 17)], [['a']]],
    ['too few stayed to tell', [known('a', 1, upTo(0, 10))], [upTo(8, 18)], [[undefined]]],
    ['one number in common is chance', [known('a', 1, [1, 2])], [[2, 3]], [[undefined]]],
    ['two were one: the older stays', [known('b', 2, upTo(0, 50)), known('a', 1, [60, 61])], [upTo(0, 70)], [['a', 'b']]],
    ['of one age, the bigger stays', [known('a', 1, [60, 61]), known('b', 1, upTo(0, 50))], [upTo(0, 70)], [['b', 'a']]],
    ['it split: most numbers decide', [known('a', 1, upTo(0, 10))], [upTo(0, 4), upTo(4, 10)], [[undefined], ['a']]],
    ['two strays of another do not merge it', [known('a', 1, upTo(0, 100)), known('b', 2, upTo(200, 250))], [[1, 2, ...upTo(200, 250)]], [['b']]],
    ['it left its numbers lately', [known('a', 1, [1, 2, 3], { isIn: false })], [[1, 2, 3]], [['a']]],
  ])('%s', (_name, campaigns, groups, expected) => expect(continuations(campaigns, groups).map(({ id, absorbs }) => [id, ...absorbs])).toEqual(expected));
});

/** The state after a change, as the tables would hold it: nobody forgotten, everybody active. */
function after(before: readonly KnownCampaign[], settled: readonly Settled[], openedMs: number): KnownCampaign[] {
  const { joined, left, merged } = membershipChange(before, settled);
  const members = new Map(before.map((campaign): [string, { openedMs: number; callers: Set<number> }] => [campaign.id, { openedMs: campaign.openedMs, callers: new Set(campaign.members.map(({ callerId }) => callerId)) }]));
  for (const { campaignId, callerId } of left) expect(members.get(campaignId)?.callers.delete(callerId)).toBe(true);
  for (const { campaignId, callerId } of joined) {
    const campaign = members.get(campaignId) ?? { openedMs, callers: new Set<number>() };
    members.set(campaignId, campaign);
    expect(campaign.callers.has(callerId)).toBe(false);
    campaign.callers.add(callerId);
  }
  for (const { id } of merged) members.delete(id);
  return [...members].map(([id, campaign]) => known(id, campaign.openedMs, [...campaign.callers]));
}

const settle = (found: readonly Continuation[], at: number): Settled[] => found.map((next, place) => ({ ...next, id: next.id ?? `${at}-${place}` }));
const run = (before: readonly KnownCampaign[], groups: readonly (readonly number[])[], at: number): KnownCampaign[] => after(before, settle(continuations(before, groups), at), at);
const shape = (campaigns: readonly KnownCampaign[]): unknown => campaigns.map(({ id, members }) => [id, members.map(({ callerId }) => callerId).sort((one, other) => one - other)] as const).sort(([one], [other]) => (one < other ? -1 : 1));

/** Disjoint groups of two numbers or more among forty. */
const grouping = fc.array(fc.nat(5), { minLength: 40, maxLength: 40 }).map((places) =>
  [1, 2, 3, 4, 5].map((group) => places.flatMap((place, callerId) => (place === group ? [callerId] : []))).filter((members) => members.length > 1));

describe('whatever the groups', () => {
  it('the same ones again change nothing', () => fc.assert(fc.property(fc.array(grouping, { minLength: 1, maxLength: 4 }), (groupings) => {
    const state = groupings.reduce<KnownCampaign[]>(run, []);
    const last = groupings.at(-1) ?? [];
    const again = settle(continuations(state, last), 99);
    expect(membershipChange(state, again)).toEqual({ joined: [], left: [], merged: [] });
    expect(again.map(({ id }) => id).some((id) => id.startsWith('99'))).toBe(false);
  })));

  it('each campaign goes on once, and each group is one campaign with exactly its numbers', () => fc.assert(fc.property(fc.array(grouping, { minLength: 2, maxLength: 5 }), (groupings) => {
    const state = groupings.slice(0, -1).reduce<KnownCampaign[]>(run, []);
    const last = groupings.at(-1) ?? [];
    const settled = settle(continuations(state, last), 99);
    const named = settled.flatMap(({ id, absorbs }) => [id, ...absorbs]);
    expect(new Set(named).size).toBe(named.length);
    const found = after(state, settled, 99).filter(({ members }) => members.length > 0);
    expect(shape(found)).toEqual(shape(settled.map(({ id, members }) => known(id, 0, members))));
  })));

  it('ids stay as members join, in whatever order groups come', () => fc.assert(fc.property(grouping, fc.array(fc.nat(4), { maxLength: 30 }), (groups, joining) => {
    const state = run([], groups, 0);
    const grown = groups.map((members, at) => [...members, ...joining.flatMap((group, index) => (group === at ? [100 + index] : []))]);
    const next = run(state, [...grown].reverse(), 1);
    expect(next.map(({ id }) => id).sort()).toEqual(state.map(({ id }) => id).sort());
    for (const { id, members } of state) expect(next.find((campaign) => campaign.id === id)?.members.map(({ callerId }) => callerId)).toEqual(expect.arrayContaining(members.map(({ callerId }) => callerId)));
  })));

  it('merging keeps the oldest', () => fc.assert(fc.property(fc.array(fc.integer({ min: 2, max: 20 }), { minLength: 2, maxLength: 5 }), fc.nat(4), (sizes, oldest) => {
    const campaigns = sizes.map((size, at) => known(`c${at}`, at === oldest % sizes.length ? 0 : 10 + at, upTo(at * 100, at * 100 + size)));
    const [merged] = continuations(campaigns, [campaigns.flatMap(({ members }) => members.map(({ callerId }) => callerId))]);
    expect(merged?.id).toBe(`c${oldest % sizes.length}`);
    expect(merged?.absorbs).toHaveLength(sizes.length - 1);
  })));
});

describe('members', () => {
  const change = (campaigns: readonly KnownCampaign[], ...settled: Settled[]) => membershipChange(campaigns, settled);

  it('that are silent stay; those that call and are found nowhere leave', () => {
    const campaigns = [known('a', 1, [1, 2, 3]), known('b', 1, [8, 9], { isActive: false })];
    expect(change(campaigns, { id: 'a', absorbs: [], members: [1, 2, 4] })).toEqual({ joined: [{ campaignId: 'a', callerId: 4 }], left: [{ campaignId: 'a', callerId: 3 }], merged: [] });
  });

  it('of an absorbed campaign go along, the silent ones too', () => {
    const campaigns = [known('a', 1, [1, 2]), { id: 'b', openedMs: 2, members: [{ callerId: 3, isIn: true, isActive: true }, { callerId: 4, isIn: true, isActive: false }, { callerId: 5, isIn: false, isActive: true }] }];
    const { joined, left, merged } = change(campaigns, { id: 'a', absorbs: ['b'], members: [1, 2, 3] });
    expect([joined, left, merged]).toEqual([
      [{ campaignId: 'a', callerId: 3 }, { campaignId: 'a', callerId: 4 }], [{ campaignId: 'b', callerId: 3 }, { campaignId: 'b', callerId: 4 }], [{ id: 'b', into: 'a' }],
    ]);
  });

  it('that left come back', () => expect(change([known('a', 1, [1, 2], { isIn: false })], { id: 'a', absorbs: [], members: [1, 2] }).joined).toHaveLength(2));
});
