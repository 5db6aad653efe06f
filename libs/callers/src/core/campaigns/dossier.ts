import { SPAM_CATEGORIES, type SpamCategory } from '#realtime/core';
import { RELATIONS, type Group, type Link, type Relation, type Suspect } from './suspect.js';

/** What ties a number to the others of its campaign in one way. */
export interface Tie {
  readonly relation: Relation;
  /** Of the strongest such link. */
  readonly strength: number;
  /** Members it is so tied to. */
  readonly numbers: number;
}

/** What ties each member in, strongest first. A member without a link has no ties. */
export function tiesOf({ members, links }: Group): Map<number, Tie[]> {
  const ties = new Map(members.map((member): [number, Tie[]] => [member, []]));
  for (const link of links) for (const member of [link.left, link.right]) addTie(ties.get(member), link);
  for (const each of ties.values()) each.sort((one, other) => other.strength - one.strength || RELATIONS.indexOf(one.relation) - RELATIONS.indexOf(other.relation));
  return ties;
}

function addTie(ties: Tie[] | undefined, { relation, strength }: Link): void {
  const at = ties?.findIndex((tie) => tie.relation === relation) ?? -1;
  const known = ties?.[at];
  if (known === undefined) ties?.push({ relation, strength, numbers: 1 });
  else ties?.splice(at, 1, { relation, strength: Math.max(known.strength, strength), numbers: known.numbers + 1 });
}

/** How surely one member belongs: the chance that not all of its kinds of ties are accidents, were they independent. */
function belonging(ties: readonly Tie[]): number {
  return 1 - ties.reduce((accident, { strength }) => accident * (1 - strength), 1);
}

/** How surely the numbers act together, 0–1: the mean over members of 1 − Π(1 − strength) over each one's strongest tie of every relation. 0 without members. */
export function confidenceOf(ties: ReadonlyMap<number, readonly Tie[]>): number {
  return ties.size === 0 ? 0 : [...ties.values()].reduce((sum, each) => sum + belonging(each), 0) / ties.size;
}

/** What most of its numbers are called; the earlier of SPAM_CATEGORIES where two are as many, `null` where no number is called anything. */
export function categoryOf(members: readonly Pick<Suspect, 'category'>[]): SpamCategory | null {
  const counts = SPAM_CATEGORIES.map((category) => members.filter((member) => member.category === category).length);
  const most = Math.max(...counts);
  return most === 0 ? null : (SPAM_CATEGORIES[counts.indexOf(most)] as SpamCategory);
}

const MOST_BLOCKS = 10;
/** Chance that the next number is in a block never seen, at which the blocks say too little and wider ones are looked at. */
const MOST_UNSEEN = 0.5;

/** A block that a campaign's next number is likely in. */
export interface LikelyBlock {
  /** Any number of the block. */
  readonly callerId: number;
  /** Last digits that tell numbers of the block apart: 1 to 4. */
  readonly freeDigits: number;
  readonly probability: number;
}

/**
 * Where the next number will come from, likeliest first, ten at most: in the narrowest blocks (of 10 to 10,000) in which less than half of the numbers are
 * alone. With n numbers of which s are alone in their block, the next one's block was never seen with a chance of s / n, and is one with k numbers with a chance of
 * k / n · (1 − s / n). None where even the widest are no better than chance.
 *
 * Source: I. J. Good, The population frequencies of species and the estimation of population parameters, 1953.
 */
export function likelyNext(members: readonly Pick<Suspect, 'callerId' | 'blocks'>[]): LikelyBlock[] {
  for (const width of [0, 1, 2, 3]) {
    const counts = blockCounts(members, width);
    const all = counts.reduce((sum, { numbers }) => sum + numbers, 0);
    const unseen = counts.filter(({ numbers }) => numbers === 1).length / all;
    if (all === 0 || unseen >= MOST_UNSEEN) continue;
    return counts
      .map(({ callerId, numbers }) => ({ callerId, freeDigits: width + 1, probability: (numbers / all) * (1 - unseen) }))
      .sort((one, other) => other.probability - one.probability || one.callerId - other.callerId)
      .slice(0, MOST_BLOCKS);
  }
  return [];
}

function blockCounts(members: readonly Pick<Suspect, 'callerId' | 'blocks'>[], width: number): { callerId: number; numbers: number }[] {
  const counts = new Map<string, { callerId: number; numbers: number }>();
  for (const { callerId, blocks } of members) {
    const block = blocks[width];
    if (block === undefined) continue;
    const count = counts.get(block) ?? { callerId, numbers: 0 };
    counts.set(block, { callerId: Math.min(count.callerId, callerId), numbers: count.numbers + 1 });
  }
  return [...counts.values()];
}

/** The strongest links of each number, `most` at most, both ways: what is related to it. */
export function strongestLinks(links: readonly Link[], most: number): { callerId: number; otherId: number; relation: Relation; strength: number }[] {
  const byNumber = new Map<number, { callerId: number; otherId: number; relation: Relation; strength: number }[]>();
  for (const { left, right, relation, strength } of links) {
    for (const [callerId, otherId] of [[left, right], [right, left]] as const) {
      const known = byNumber.get(callerId) ?? [];
      byNumber.set(callerId, known);
      known.push({ callerId, otherId, relation, strength });
    }
  }
  return [...byNumber.values()].flatMap((each) =>
    each.sort((one, other) => other.strength - one.strength || one.otherId - other.otherId || RELATIONS.indexOf(one.relation) - RELATIONS.indexOf(other.relation)).slice(0, most));
}
