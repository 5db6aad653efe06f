/** What a user can say of a number on the whitelist. Append only: the names stand in the log. */
export const WHITELIST_CHANGES = ['add', 'confirm', 'remove', 'undo'] as const;
export type ChangeKind = (typeof WHITELIST_CHANGES)[number];

/** So many changes of one number a user may make. All of them count for ever: an older one may stand again once later ones are taken back. */
export const MOST_CHANGES = 1000;

/** Why an entry stands: a code that never changes, and the same for people. */
export interface EntryReason {
  readonly code: string;
  readonly text: string;
}

/** One thing that a user said. */
export interface WhitelistChange {
  readonly change: ChangeKind;
  readonly changedMs: number;
  readonly eventId: string;
  /** Until when an added or confirmed entry stands; null: until it is taken off. */
  readonly expiresMs: number | null;
  /** The user's own words, on an added entry. */
  readonly note?: string | undefined;
  /** What was learned, on a confirmed one. */
  readonly reason?: EntryReason | undefined;
}

function inOrder(left: WhitelistChange, right: WhitelistChange): number {
  return left.changedMs - right.changedMs || (left.eventId < right.eventId ? -1 : 1);
}

/** Whether a change says what stands already, so that there is nothing of it to take back. Adding or confirming says a note and an end. */
function saysNothingNew(change: WhitelistChange, standing: WhitelistChange | undefined): boolean {
  if (change.change !== standing?.change) return false;
  return change.change === 'remove' || (change.note === standing.note && change.expiresMs === standing.expiresMs);
}

/**
 * The change that stands: the latest that was not taken back, never an `undo` itself; undefined where the user has
 * said nothing that still holds. An `undo` takes back one change, the next one the change before. Saying again what stands (taking off
 * what is off, adding or confirming with the same note and end) renews it in place: the latest of them stands, and one `undo` takes back all. Changes are ordered by time and event id, so any order of the same changes gives the same. O(n log n).
 */
export function standingChange(changes: readonly WhitelistChange[]): WhitelistChange | undefined {
  const said: WhitelistChange[] = [];
  for (const change of [...changes].sort(inOrder)) {
    if (change.change === 'undo') said.pop();
    else {
      // In place, not left out: whoever adds again after a label `spam` has the later word.
      if (saysNothingNew(change, said.at(-1))) said.pop();
      said.push(change);
    }
  }
  return said.at(-1);
}
