/** Where a recommendation stands. Append only: the names stand in the table. */
export const STATUSES = ['proposed', 'seen', 'implemented', 'dismissed', 'expired', 'measured'] as const;
export type Status = (typeof STATUSES)[number];

export const STEPS = ['propose', 'see', 'implement', 'undo', 'dismiss', 'expire', 'measure'] as const;
export type Step = (typeof STEPS)[number];

const OPEN = { see: 'seen', implement: 'implemented', dismiss: 'dismissed', expire: 'expired' } as const;

/** What was taken back is open again; what has ended may be proposed again, which `isDue` decides. */
const NEXT: Readonly<Record<Status, Readonly<Partial<Record<Step, Status>>>>> = {
  proposed: { ...OPEN, propose: 'proposed' },
  seen: { ...OPEN, propose: 'seen' },
  implemented: { undo: 'seen', measure: 'measured' },
  dismissed: { propose: 'proposed' },
  expired: { propose: 'proposed' },
  measured: { undo: 'seen', propose: 'proposed' },
};

/** The status after a step, undefined where it cannot be taken. */
export function after(status: Status, step: Step): Status | undefined {
  return NEXT[status][step];
}

export function isOpen(status: Status): boolean {
  return status === 'proposed' || status === 'seen';
}

/** The status as it is at a moment: what is open expires by the clock. */
export function statusAt({ status, expiresMs }: { readonly status: Status; readonly expiresMs: number }, nowMs: number): Status {
  return isOpen(status) && expiresMs <= nowMs ? (after(status, 'expire') as Status) : status;
}

/** A dismissed one comes back once what speaks for it has grown by half. */
const GROWN = 1.5;

/**
 * Whether advice that holds may stand on the list. What is implemented may not, nor what was dismissed for a reason that is still about the same.
 * @param dismissedStrength how much spoke for it when it was dismissed
 */
export function isDue(status: Status, strength: number, dismissedStrength: number): boolean {
  if (status === 'implemented') return false;
  return status !== 'dismissed' || strength >= GROWN * dismissedStrength;
}

/** What a user's reaction is worth, 0–1: their rating, or their word on whether it helped, or whether they did it; undefined before any of it. */
export function rewardOf({ rating, helpful, status }: { readonly rating: number | null; readonly helpful: boolean | null; readonly status: Status }): number | undefined {
  if (rating !== null) return (rating - 1) / 4;
  if (helpful !== null) return helpful ? 1 : 0;
  if (status === 'implemented' || status === 'measured') return 1;
  return status === 'dismissed' ? 0 : undefined;
}
