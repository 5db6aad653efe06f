import type { Line } from './line.js';
import { lineUp, type LineUp } from './line-up.js';
import { mergeLines } from './merge-lines.js';
import { pairKey, pairOf } from './pair-key.js';
import { natsOf } from './strength.js';
import type { Bystander, Group, Link, Suspect } from './suspect.js';
import { sumOf, type Evidence, type Tie } from './ties.js';
import type { CommunityFinder } from './weighted-graph.js';

const SEED = 1;

function lineByCaller(lines: readonly Line[]): Map<number, number> {
  return new Map(lines.flatMap(({ members }, at) => members.map(({ callerId }): [number, number] => [callerId, at])));
}

/** Links as ties of lines. Links within a line, or of numbers that are no suspects, are none. */
function tiesFrom(links: readonly Link[], { lines }: LineUp): Tie[] {
  const lineOf = lineByCaller(lines);
  const evidence = new Map<number, Evidence>();
  for (const { left, right, relation, strength } of links) {
    const [one, other] = [lineOf.get(left), lineOf.get(right)];
    if (one === undefined || other === undefined || one === other) continue;
    const key = pairKey(one, other, lines.length);
    const known = evidence.get(key);
    if (known === undefined) evidence.set(key, { [relation]: natsOf(strength) });
    else known[relation] = Math.max(known[relation] ?? 0, natsOf(strength));
  }
  return [...evidence].sort(([one], [other]) => one - other).map(([key, own]) => {
    const [left, right] = pairOf(key, lines.length);
    return { left, right, evidence: own, nats: sumOf(own) };
  });
}

/** Ties that hang together, directly or by others, each such component by itself. */
function componentsOf(ties: readonly Tie[]): Tie[][] {
  const parents = new Map<number, number>();
  const rootOf = (line: number): number => {
    let root = line;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    if (root !== line) parents.set(line, root);
    return root;
  };
  for (const { left, right } of ties) {
    const [one, other] = [rootOf(left), rootOf(right)];
    if (one !== other) parents.set(Math.max(one, other), Math.min(one, other));
  }
  const components = new Map<number, Tie[]>();
  for (const tie of ties) {
    const root = rootOf(tie.left);
    const known = components.get(root);
    if (known === undefined) components.set(root, [tie]);
    else known.push(tie);
  }
  return [...components.values()];
}

const linesIn = (ties: readonly Tie[]): number[] => [...new Set(ties.flatMap(({ left, right }) => [left, right]))].sort((one, other) => one - other);

/** The community of each line of a component. */
function communitiesOf(component: readonly Tie[], finder: CommunityFinder): Map<number, number> {
  const lines = linesIn(component);
  const places = new Map(lines.map((line, place) => [line, place]));
  const placeOf = (line: number): number => places.get(line) as number;
  const graph = {
    nodes: lines.length, from: component.map(({ left }) => placeOf(left)), to: component.map(({ right }) => placeOf(right)), weights: component.map(({ nats }) => nats),
  };
  const communities = finder.partition(graph, SEED);
  return new Map(lines.map((line, place) => [line, communities[place] as number]));
}

/** Lines of a component merged within each community, and then what came of it. */
function mergedIn(component: readonly Tie[], all: LineUp, finder: CommunityFinder): number[][] {
  const communities = communitiesOf(component, finder);
  const lines = new Map<number, number[][]>();
  for (const [line, community] of communities) lines.set(community, [...(lines.get(community) ?? []), [line]]);
  const ties = new Map<number, Tie[]>([...lines.keys()].map((community) => [community, []]));
  for (const tie of component) {
    const community = communities.get(tie.left) as number;
    if (community === communities.get(tie.right)) ties.get(community)?.push(tie);
  }
  const parts = [...lines].flatMap(([community, alone]) => mergeLines(all, ties.get(community) as Tie[], alone));
  return mergeLines(all, component, parts);
}

function linksByGroup(links: readonly Link[], groupOf: ReadonlyMap<number, number>): Map<number, Link[]> {
  const byGroup = new Map<number, Link[]>();
  for (const link of links) {
    const group = groupOf.get(link.left);
    if (group === undefined || group !== groupOf.get(link.right)) continue;
    const known = byGroup.get(group);
    if (known === undefined) byGroup.set(group, [link]);
    else known.push(link);
  }
  return byGroup;
}

/**
 * Suspects that act together. Lines are merged as long as all evidence of what has been merged speaks for it, first within
 * the communities of the graph of `links`, which keeps that near-linear, then across them. A component is looked at by itself, so numbers that nothing
 * ties to it don't change it. Each number is in one group at most; numbers with no tie are in none, and a group has two
 * members or more. Members ascend; the largest group comes first.
 * @param links of `linksOf` for the same suspects
 */
export function groupsOf(suspects: readonly Suspect[], links: readonly Link[], communities: CommunityFinder, bystanders: readonly Bystander[] = []): Group[] {
  const all = lineUp(suspects, bystanders);
  const merged = componentsOf(tiesFrom(links, all)).flatMap((component) => mergedIn(component, all, communities));
  const inGroups = new Set(merged.flat());
  const alone = all.lines.flatMap((_, at) => (inGroups.has(at) ? [] : [[at]]));
  const memberships = [...merged, ...alone]
    .map((places) => places.flatMap((at) => (all.lines[at] as Line).members.map(({ callerId }) => callerId)).sort((one, other) => one - other))
    .filter((members) => members.length > 1)
    .sort((one, other) => other.length - one.length || (one[0] as number) - (other[0] as number));
  const byGroup = linksByGroup(links, new Map(memberships.flatMap((members, group) => members.map((member): [number, number] => [member, group]))));
  return memberships.map((members, group) => ({ members, links: byGroup.get(group) ?? [] }));
}
