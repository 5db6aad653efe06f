import type { Grouping } from '../../app/campaigns/group-suspects.js';
import { RELATIONS, type Bystander, type Link, type Relation, type Suspect, type SuspectCall } from '../../core/campaigns/index.js';

/** Suspects in columns: to copy a million calls one by one from thread to thread would hold both for a second. */
export interface PackedSuspects {
  readonly suspects: readonly Omit<Suspect, 'calls'>[];
  readonly bystanders: readonly Bystander[];
  /** Where each one's calls begin, and where the last one's end. */
  readonly starts: Uint32Array;
  readonly userIds: Float64Array;
  readonly times: Float64Array;
  /** NaN where there is none. */
  readonly durations: Float64Array;
  readonly outcomes: Uint8Array;
}

export interface PackedGrouping {
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly relations: Uint8Array;
  readonly strengths: Float64Array;
  /** Of every group its members, and places of its links. */
  readonly groups: readonly { readonly members: readonly number[]; readonly links: Uint32Array }[];
}

/** What of it is handed over instead of copied. */
export function buffersOf(packed: object): ArrayBuffer[] {
  return Object.values(packed).flatMap((column: unknown) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : []));
}

export function packSuspects(all: readonly Suspect[], bystanders: readonly Bystander[]): PackedSuspects {
  const starts = new Uint32Array(all.length + 1);
  for (const [at, { calls }] of all.entries()) starts[at + 1] = (starts[at] as number) + calls.length;
  const count = starts[all.length] as number;
  const [userIds, times, durations, outcomes] = [new Float64Array(count), new Float64Array(count), new Float64Array(count), new Uint8Array(count)];
  let place = 0;
  for (const { calls } of all) {
    for (const { userId, atMs, durationMs, outcome } of calls) {
      userIds[place] = userId;
      times[place] = atMs;
      durations[place] = durationMs ?? NaN;
      outcomes[place++] = outcome;
    }
  }
  return { suspects: all.map(({ calls: _, ...suspect }) => suspect), bystanders, starts, userIds, times, durations, outcomes };
}

export function unpackSuspects({ suspects, starts, userIds, times, durations, outcomes }: PackedSuspects): Suspect[] {
  const callAt = (place: number): SuspectCall => {
    const duration = durations[place] as number;
    return {
      userId: userIds[place] as number, atMs: times[place] as number, durationMs: Number.isNaN(duration) ? undefined : duration, outcome: outcomes[place] as number,
    };
  };
  return suspects.map((suspect, at) => {
    const first = starts[at] as number;
    return { ...suspect, calls: Array.from({ length: (starts[at + 1] as number) - first }, (_, next) => callAt(first + next)) };
  });
}

export function packGrouping({ links, groups }: Grouping): PackedGrouping {
  const places = new Map(links.map((link, place) => [link, place]));
  return {
    left: Float64Array.from(links, ({ left }) => left),
    right: Float64Array.from(links, ({ right }) => right),
    relations: Uint8Array.from(links, ({ relation }) => RELATIONS.indexOf(relation)),
    strengths: Float64Array.from(links, ({ strength }) => strength),
    groups: groups.map((group) => ({ members: group.members, links: Uint32Array.from(group.links, (link) => places.get(link) as number) })),
  };
}

export function unpackGrouping({ left, right, relations, strengths, groups }: PackedGrouping): Grouping {
  const links = Array.from(left, (one, place): Link => ({
    left: one, right: right[place] as number, relation: RELATIONS[relations[place] as number] as Relation, strength: strengths[place] as number,
  }));
  return { links, groups: groups.map((group) => ({ members: group.members, links: Array.from(group.links, (place) => links[place] as Link) })) };
}
