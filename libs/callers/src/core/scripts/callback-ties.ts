/** A call-back number that a group's calls name, under any key that tells numbers apart. */
export interface NamedNumber {
  readonly group: string;
  readonly number: string;
}

/** Two groups whose calls ask to be called back at the same numbers; `left` sorts first. */
export interface CallbackTie {
  readonly left: string;
  readonly right: string;
  readonly strength: number;
}

/**
 * Ties between groups that name the same numbers, strongest first. A number counts by its rarity, 1 / ln(groups that name it);
 * one that over `mostGroups` groups name (a bank's hotline that everybody pretends to be) says nothing. Such a tie relates
 * campaigns, it does not merge them: real campaigns share a number between as many as five recordings.
 *
 * Source: L. A. Adamic, E. Adar, Friends and neighbors on the Web, 2003.
 */
export function callbackTies(named: readonly NamedNumber[], mostGroups: number): CallbackTie[] {
  const groupsByNumber = new Map<string, Set<string>>();
  for (const { group, number } of named) groupsByNumber.set(number, (groupsByNumber.get(number) ?? new Set()).add(group));
  const ties = new Map<string, CallbackTie>();
  for (const sharing of groupsByNumber.values()) {
    if (sharing.size < 2 || sharing.size > mostGroups) continue;
    for (const [left, right] of pairsOf([...sharing].sort())) {
      const key = JSON.stringify([left, right]);
      ties.set(key, { left, right, strength: (ties.get(key)?.strength ?? 0) + 1 / Math.log(sharing.size) });
    }
  }
  return [...ties.values()].sort((one, other) => other.strength - one.strength || compare(one.left, other.left) || compare(one.right, other.right));
}

const compare = (left: string, right: string): number => Number(left > right) - Number(left < right);
const pairsOf = (sorted: readonly string[]): [string, string][] =>
  sorted.flatMap((left, at) => sorted.slice(at + 1).map((right): [string, string] => [left, right]));
