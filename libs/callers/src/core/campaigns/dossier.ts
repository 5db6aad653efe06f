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

/** Many begin and end within the same days: times alone are no surer than this. */
const SURE_BY_TIMES = 0.5;

/** How surely one member belongs: the chance that not all of its kinds of ties are accidents, were they independent; one half at most for its times alone. */
function belonging(ties: readonly Tie[]): number {
  const sure = 1 - ties.reduce((accident, { strength }) => accident * (1 - strength), 1);
  return ties.every(({ relation }) => relation === 'timing') ? Math.min(SURE_BY_TIMES, sure) : sure;
}

/**
 * How surely the numbers act together, 0–1: the mean over members of 1 − Π(1 − strength) over each one's strongest tie of every relation, at most one half
 * for a member that only its times tie. 0 without members.
 */
export function confidenceOf(ties: ReadonlyMap<number, readonly Tie[]>): number {
  return ties.size === 0 ? 0 : [...ties.values()].reduce((sum, each) => sum + belonging(each), 0) / ties.size;
}

/** What most of its numbers are called; the earlier of SPAM_CATEGORIES where two are as many, `null` where no number is called anything. */
export function categoryOf(members: readonly Pick<Suspect, 'category'>[]): SpamCategory | null {
  const counts = SPAM_CATEGORIES.map((category) => members.filter((member) => member.category === category).length);
  const most = Math.max(...counts);
  return most === 0 ? null : (SPAM_CATEGORIES[counts.indexOf(most)] as SpamCategory);
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
