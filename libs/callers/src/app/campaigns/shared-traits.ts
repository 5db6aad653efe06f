import type { Group, Link, Relation, Suspect } from '../../core/campaigns/index.js';
import { GroupSuspects, type Grouping } from './group-suspects.js';

const STRENGTHS = { callback: 0.8, script: 0.7, range: 0.5 } as const;
const BLOCK_OF_100 = 1;

/** Who shares a call-back number, a script or a block of a hundred acts together. */
export class SharedTraits extends GroupSuspects {
  group(suspects: readonly Suspect[]): Grouping {
    const links = [
      ...this.sharing(suspects, 'callback', ({ callbacks }) => callbacks),
      ...this.sharing(suspects, 'script', ({ scripts }) => scripts),
      ...this.sharing(suspects, 'range', ({ blocks }) => blocks.slice(BLOCK_OF_100, BLOCK_OF_100 + 1)),
    ];
    return { links, groups: connected(links) };
  }

  /** Each who has a trait, linked to the first who has it. */
  private sharing(suspects: readonly Suspect[], relation: keyof typeof STRENGTHS & Relation, traitsOf: (suspect: Suspect) => readonly (string | number | undefined)[]): Link[] {
    const first = new Map<string | number, number>();
    const found = new Map<string, Link>();
    for (const suspect of [...suspects].sort((one, other) => one.callerId - other.callerId)) {
      for (const trait of traitsOf(suspect)) {
        if (trait === undefined) continue;
        const left = first.get(trait);
        if (left === undefined) first.set(trait, suspect.callerId);
        else if (left !== suspect.callerId) found.set(`${left}/${suspect.callerId}`, { left, right: suspect.callerId, relation, strength: STRENGTHS[relation] });
      }
    }
    return [...found.values()];
  }
}

function connected(links: readonly Link[]): Group[] {
  const parents = new Map<number, number>();
  const rootOf = (number: number): number => {
    let root = number;
    for (let parent = parents.get(root); parent !== undefined; parent = parents.get(root)) root = parent;
    return root;
  };
  for (const { left, right } of links) {
    const [one, other] = [rootOf(left), rootOf(right)];
    if (one !== other) parents.set(Math.max(one, other), Math.min(one, other));
  }
  const groups = new Map<number, { members: Set<number>; links: Link[] }>();
  for (const link of links) {
    const root = rootOf(link.left);
    const group = groups.get(root) ?? { members: new Set(), links: [] };
    groups.set(root, group);
    group.members.add(link.left).add(link.right);
    group.links.push(link);
  }
  return [...groups.values()].map(({ members, links: inside }) => ({ members: [...members].sort((one, other) => one - other), links: inside }));
}
