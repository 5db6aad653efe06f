import type { Suspect, SuspectCall } from './suspect.js';

/** What calls as one: a number or, where a block is used up number by number, all of these numbers together. */
export interface Line {
  /** By their first call. */
  readonly members: readonly Suspect[];
  /** By time. */
  readonly calls: readonly SuspectCall[];
  /** Distinct, ascending. */
  readonly users: readonly number[];
}

export const startMs = ({ calls }: Suspect): number => calls[0]?.atMs ?? Infinity;

/** By first call, those at the same moment by id. */
export const byStart = (one: Suspect, other: Suspect): number => {
  const [first, second] = [startMs(one), startMs(other)];
  return first === second ? one.callerId - other.callerId : first - second;
};

/** Several suspects as one line. */
export function lineOf(suspects: readonly Suspect[]): Line {
  const calls = suspects.flatMap((suspect) => suspect.calls).sort((one, other) => one.atMs - other.atMs || one.userId - other.userId);
  const users = [...new Set(calls.map(({ userId }) => userId))].sort((one, other) => one - other);
  return { members: [...suspects].sort(byStart), calls, users };
}
