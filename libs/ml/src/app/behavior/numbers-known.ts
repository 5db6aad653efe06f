import type { CallerKnown } from '../../core/index.js';

/** What is stored of numbers: their calls with any user, and what kind of spam users hold them for. Owned here, answered by the callers. */
export abstract class NumbersKnown {
  /** Numbers that nothing is known of are left out. */
  abstract now(callerIds: readonly number[]): Promise<ReadonlyMap<number, CallerKnown>>;
}
