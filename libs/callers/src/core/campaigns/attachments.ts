import type { KnownCampaign } from './lifecycle.js';

/** Numbers that came to a campaign, or make a new one where `id` is undefined. */
export interface Attachment {
  readonly id: string | undefined;
  /** Place of the group they were found in. */
  readonly group: number;
  readonly numbers: readonly number[];
}

/**
 * Where newcomers go, between two looks at everything: to the campaign that most of the known numbers of their group belong to (of equals the older), or together
 * into a new one where the group knows none and they are two at least. `known` may be a sample. Nobody leaves and nothing is merged.
 */
export function attachments(known: readonly KnownCampaign[], groups: readonly (readonly number[])[], newcomers: ReadonlySet<number>): Attachment[] {
  const oldestFirst = [...known].sort((one, other) => one.openedMs - other.openedMs || (one.id < other.id ? -1 : 1));
  const campaignOf = new Map(oldestFirst.flatMap(({ id, members }) => members.map(({ callerId }): [number, string] => [callerId, id])));
  return groups.flatMap((members, group) => {
    const numbers = members.filter((member) => newcomers.has(member));
    const counts = new Map(oldestFirst.map(({ id }) => [id, 0]));
    for (const member of members) {
      const id = newcomers.has(member) ? undefined : campaignOf.get(member);
      if (id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    const [nearest] = [...counts].filter(([, common]) => common > 0).sort((one, other) => other[1] - one[1]);
    return numbers.length > 1 || (nearest !== undefined && numbers.length > 0) ? [{ id: nearest?.[0], group, numbers }] : [];
  });
}
