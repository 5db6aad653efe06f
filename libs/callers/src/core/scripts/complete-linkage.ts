/** Each node's neighbours and how alike they are; the same both ways. Who is not a neighbour is not alike at all. */
export type Likeness = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** A group on its way: its neighbours with the likeness of the least alike pair across. */
type Groups = Map<string, { readonly members: string[]; readonly likeness: Map<string, number> }>;

function checkMutual(likeness: Likeness): void {
  for (const [name, neighbours] of likeness) {
    for (const [other, alike] of neighbours) {
      if (likeness.get(other)?.get(name) !== alike) throw new Error(`of two neighbours one is not as like the other: ${alike}`);
    }
  }
}

/** The neighbour that a group is most like, among equals the one that sorts first; so no two orders of input differ. */
function nearestOf(likeness: ReadonlyMap<string, number>): string | undefined {
  let nearest: string | undefined;
  let most = 0;
  for (const [other, alike] of likeness) {
    if (nearest === undefined || alike > most || (alike === most && other < nearest)) [nearest, most] = [other, alike];
  }
  return nearest;
}

type Nearest = Map<string, string | undefined>;

/** A join makes nobody more alike, so only the joined and those whose nearest was joined look again. */
function refresh(nearest: Nearest, groups: Groups, joined: ReadonlySet<string>): void {
  for (const [name, { likeness }] of groups) {
    if (joined.has(name) || joined.has(nearest.get(name) ?? name)) nearest.set(name, nearestOf(likeness));
  }
}

/** Groups that are each other's nearest, the one that sorts first in front. */
const mutualPairs = (nearest: Nearest): (readonly [string, string])[] =>
  Array.from(nearest).flatMap(([name, other]) => (other !== undefined && name < other && nearest.get(other) === name ? [[name, other] as const] : []));

/** Joins `absorbed` to `name`: only common neighbours stay, at the lesser likeness. */
function join(groups: Groups, name: string, absorbed: string): void {
  const [ours, theirs] = [groups.get(name), groups.get(absorbed)];
  if (ours === undefined || theirs === undefined) throw new Error('only groups that are there can be joined');
  groups.delete(absorbed);
  ours.members.push(...theirs.members);
  for (const other of theirs.likeness.keys()) groups.get(other)?.likeness.delete(absorbed);
  for (const [other, alike] of ours.likeness) {
    const least = Math.min(alike, theirs.likeness.get(other) ?? 0);
    const back = groups.get(other)?.likeness;
    if (least > 0) back?.set(name, least);
    else back?.delete(name);
    if (least > 0) ours.likeness.set(other, least);
    else ours.likeness.delete(other);
  }
}

/**
 * Agglomerative clustering by complete linkage on a sparse graph: joins the most alike groups until no two are left of which
 * every pair across are neighbours. A group is therefore a clique, and a chain of small differences cannot
 * lead from one script to another. Members of a group and groups come in ascending order; any order of the input gives the same.
 *
 * Groups that are each other's nearest are joined at once, round by round; complete linkage is reducible, so this
 * gives what joining one pair at a time would (F. Murtagh, A survey of recent advances in hierarchical clustering
 * algorithms, 1983). A round costs the edges that are left; there are few.
 *
 * @throws Error where a neighbour does not name a node back
 */
export function completeLinkage(likeness: Likeness): string[][] {
  checkMutual(likeness);
  const groups: Groups = new Map(Array.from(likeness, ([name, neighbours]) => [name, { members: [name], likeness: new Map(neighbours) }]));
  const nearest: Nearest = new Map();
  let joined = new Set(groups.keys());
  while (joined.size > 0) {
    refresh(nearest, groups, joined);
    const pairs = mutualPairs(nearest);
    for (const [name, absorbed] of pairs) {
      join(groups, name, absorbed);
      nearest.delete(absorbed);
    }
    joined = new Set(pairs.flat());
  }
  return Array.from(groups.values(), ({ members }) => members.sort()).sort(([left = ''], [right = '']) => (left < right ? -1 : 1));
}
