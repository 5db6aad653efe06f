import type { Dispute } from '../core/index.js';

/** A dispute with what a moderator needs to decide it. */
export interface DisputeCase extends Dispute {
  readonly callerId: number;
  /** Sealed JSON of the opening and of the decision. */
  readonly details: Uint8Array;
  readonly resolution: Uint8Array | undefined;
  readonly evidence: { readonly calls: number; readonly users: number; readonly reporters: number; readonly clearers: number };
}

/** Where a page of disputes ended. */
export interface DisputePlace {
  readonly deadlineMs: number;
  readonly id: string;
}

/** One of the objections of a dispute, sealed. */
export interface SealedObjection {
  readonly atMs: number;
  readonly details: Uint8Array;
}

/** Disputes as they are folded. */
export abstract class CallerDisputes {
  abstract of(callerId: number): Promise<readonly Dispute[]>;
  abstract find(id: string): Promise<DisputeCase | undefined>;
  /** What those said who joined a dispute and are kept, in the order of time. */
  abstract joined(id: string): Promise<readonly SealedObjection[]>;
  /** Whether the platform told of a call between a number and a user, in either direction. */
  abstract hadCalls(callerId: number, userId: number): Promise<boolean>;
  /** Open ones or decided ones, the earliest deadline first. */
  abstract list(open: boolean, after: DisputePlace | undefined, limit: number): Promise<readonly DisputeCase[]>;
}
