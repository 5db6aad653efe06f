import { groupsOf, linksOf } from '../../core/index.js';
import { plantedCampaigns } from '../../core/campaigns/planted.fixture.js';
import { GraphologyCommunities } from './graphology-communities.js';

const clique = (first: number, size: number): [number, number][] =>
  Array.from({ length: size }, (_, at) => at).flatMap((one) => Array.from({ length: size - one - 1 }, (_, at): [number, number] => [first + one, first + one + at + 1]));

const graphOf = (nodes: number, pairs: readonly (readonly [number, number])[], weightOf: (from: number, to: number) => number = () => 1) => ({
  nodes, from: pairs.map(([from]) => from), to: pairs.map(([, to]) => to), weights: pairs.map(([from, to]) => weightOf(from, to)),
});

describe('GraphologyCommunities', () => {
  const communities = new GraphologyCommunities();

  it('tells two cliques that one edge joins', () => {
    const found = Array.from(communities.partition(graphOf(12, [...clique(0, 6), ...clique(6, 6), [0, 6]]), 1));
    expect(new Set(found.slice(0, 6)).size).toBe(1);
    expect(new Set(found.slice(6)).size).toBe(1);
    expect(found[0]).not.toBe(found[6]);
  });

  it('goes by the weights', () => {
    const square = graphOf(4, clique(0, 4), (from, to) => (from % 2 === to % 2 ? 10 : 1));
    const found = Array.from(communities.partition(square, 1));
    expect([found[0] === found[2], found[1] === found[3], found[0] === found[1]]).toEqual([true, true, false]);
  });

  it('is the same for the same seed, and leaves nodes without edges alone', () => {
    const graph = graphOf(9, [...clique(0, 3), ...clique(3, 4), [2, 3]]);
    const found = communities.partition(graph, 7);
    expect(communities.partition(graph, 7)).toEqual(found);
    expect(new Set([found[7], found[8], found[0]]).size).toBe(3);
  });

  it('leaves planted campaigns whole', () => {
    const { suspects, campaigns } = plantedCampaigns();
    const found = groupsOf(suspects, linksOf(suspects), communities);
    const shares = campaigns.map((members) => Math.max(...found.map((group) => group.members.filter((member) => members.includes(member)).length)) / members.length);
    for (const share of shares) expect(share).toBeGreaterThan(0.8);
    expect(found).toHaveLength(campaigns.length);
  });

  it('has nothing to say of nothing', () => expect(communities.partition(graphOf(0, []), 1)).toEqual([]));
});
