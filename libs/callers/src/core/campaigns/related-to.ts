import type { Link, Relation } from './suspect.js';

export interface Related {
  readonly callerId: number;
  readonly relation: Relation;
  readonly strength: number;
}

const MOST = 10;

/** The numbers most strongly tied to one, each by its strongest relation; at most ten, the strongest first. */
export function relatedTo(callerId: number, links: readonly Link[]): Related[] {
  const strongest = new Map<number, Related>();
  for (const { left, right, relation, strength } of links) {
    if (left !== callerId && right !== callerId) continue;
    const other = left === callerId ? right : left;
    if (strength > (strongest.get(other)?.strength ?? 0)) strongest.set(other, { callerId: other, relation, strength });
  }
  return [...strongest.values()].sort((one, other) => other.strength - one.strength || one.callerId - other.callerId).slice(0, MOST);
}
