/** A campaign without a call for so long has ended, until the next one. */
export const ENDED_AFTER_DAYS = 14;

/** Fewer common numbers are chance: a number is given to somebody else now and then. */
const FEWEST_COMMON = 2;
/** Of the smaller of both, so that growing many times over, or losing most numbers, makes no other campaign. */
const LEAST_COMMON_SHARE = 0.25;

/** A number that a campaign is known by. */
export interface KnownMember {
  readonly callerId: number;
  /** False: it left lately and joined no other since, so it still tells the campaign by. */
  readonly isIn: boolean;
  /** Whether it calls nowadays, so that not finding it in the group means something. */
  readonly isActive: boolean;
}

/** A campaign as it was left. No number is a member of two. */
export interface KnownCampaign {
  readonly id: string;
  readonly openedMs: number;
  readonly members: readonly KnownMember[];
}

/** A group found now, and whose next stage it is. */
export interface Continuation {
  /** Undefined: a campaign not known before. */
  readonly id: string | undefined;
  /** Campaigns that turn out to be the same. */
  readonly absorbs: readonly string[];
  readonly members: readonly number[];
}

interface Heir {
  readonly group: number;
  readonly common: number;
}

interface Claim {
  readonly campaign: KnownCampaign;
  readonly common: number;
}

/** The group that most of a campaign's numbers are in now, if enough are. */
function heirOf(campaign: KnownCampaign, groupOf: ReadonlyMap<number, number>, groups: readonly (readonly number[])[]): Heir | undefined {
  const counts = new Map<number, number>();
  for (const { callerId } of campaign.members) {
    const group = groupOf.get(callerId);
    if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const [best] = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  if (best === undefined) return undefined;
  const [group, common] = best;
  const smaller = Math.min(campaign.members.length, groups[group]?.length ?? 0);
  return common >= FEWEST_COMMON && common >= LEAST_COMMON_SHARE * smaller ? { group, common } : undefined;
}

/** The older one stays; of one age the one with more in common. */
function byAge(one: Claim, other: Claim): number {
  return one.campaign.openedMs - other.campaign.openedMs || other.common - one.common || (one.campaign.id < other.campaign.id ? -1 : 1);
}

/**
 * Which campaign each group found now continues. A campaign goes where most of its numbers are; where several go to the same group they are one: the oldest
 * keeps its id and absorbs the others. What is split off is new. `groups`: disjoint. The same groups again continue the same campaigns.
 */
export function continuations(known: readonly KnownCampaign[], groups: readonly (readonly number[])[]): Continuation[] {
  const groupOf = new Map(groups.flatMap((members, group) => members.map((callerId): [number, number] => [callerId, group])));
  const claims = new Map<number, Claim[]>();
  for (const campaign of known) {
    const heir = heirOf(campaign, groupOf, groups);
    if (heir !== undefined) claims.set(heir.group, [...(claims.get(heir.group) ?? []), { campaign, common: heir.common }]);
  }
  return groups.map((members, group) => {
    const [keeper, ...absorbed] = (claims.get(group) ?? []).sort(byAge);
    return { id: keeper?.campaign.id, absorbs: absorbed.map(({ campaign }) => campaign.id), members };
  });
}

/** A number and the campaign it joins or leaves. */
export interface Membership {
  readonly campaignId: string;
  readonly callerId: number;
}

export interface MembershipChange {
  readonly joined: readonly Membership[];
  readonly left: readonly Membership[];
  readonly merged: readonly { readonly id: string; readonly into: string }[];
}

/** A continuation whose campaign has its id. */
export type Settled = Continuation & { readonly id: string };

/**
 * Who joins and who leaves. A number leaves where it is found in another campaign, or calls nowadays and is in no group any more; one that is silent
 * stays, for its time in the campaign is part of it. Numbers of an absorbed campaign go along.
 */
export function membershipChange(known: readonly KnownCampaign[], settled: readonly Settled[]): MembershipChange {
  const foundIn = new Map(settled.flatMap(({ id, members }) => members.map((callerId): [number, string] => [callerId, id])));
  const absorbedBy = new Map(settled.flatMap(({ id, absorbs }) => absorbs.map((absorbed): [string, string] => [absorbed, id])));
  const [joined, left]: [Membership[], Membership[]] = [[], []];
  const isIn = new Set<number>();
  for (const { id, members } of known) {
    for (const { callerId, isActive } of members.filter((member) => member.isIn)) {
      const next = foundIn.get(callerId) ?? (isActive ? undefined : (absorbedBy.get(id) ?? id));
      if (next === id) isIn.add(callerId);
      else left.push({ campaignId: id, callerId });
      if (next !== undefined && next !== id) {
        joined.push({ campaignId: next, callerId });
        isIn.add(callerId);
      }
    }
  }
  for (const [callerId, campaignId] of foundIn) if (!isIn.has(callerId)) joined.push({ campaignId, callerId });
  return { joined, left, merged: [...absorbedBy].map(([id, into]) => ({ id, into })) };
}
