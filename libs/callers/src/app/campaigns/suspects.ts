import type { Bystander, CallerHints, RecentCalls, Suspect } from '../../core/campaigns/index.js';

/** A suspect as it is stored: scripts as sketches, to be compared with those of all others. */
export interface SuspectFacts extends Omit<Suspect, 'scripts'> {
  readonly sketches: CallerHints['scripts'];
}

/** One that is no suspect as it is stored. */
export interface BystanderFacts extends Omit<Bystander, 'scripts'> {
  readonly sketches: CallerHints['scripts'];
}

/** Which calls of a number are looked at. */
export interface CallWindow {
  readonly sinceMs: number;
  /** The latest ones of each number. */
  readonly mostCalls: number;
}

/** A number that has something in common with a campaign it is not in. */
export interface Kin {
  readonly callerId: number;
  readonly campaignId: string;
}

/** Numbers that may belong to a campaign, and what is known of them. */
export abstract class Suspects {
  /**
   * Numbers with calls since a moment that were judged spam or suspicious, or are not judged legitimate and were reported, share a block of ten thousand with several
   * such or are in a campaign; members first, then the most suspicious, at most `limit`.
   */
  abstract find(sinceMs: number, limit: number): Promise<readonly number[]>;
  /** Those of `callerIds` that have a number still, in no order. */
  abstract load(callerIds: readonly number[], window: CallWindow): Promise<readonly SuspectFacts[]>;
  /** Some `about` numbers of all that called first since a moment and are not bad, drawn by chance, the same ones from the same tables. */
  abstract bystanders(sinceMs: number, about: number): Promise<readonly BystanderFacts[]>;
  /**
   * Notes how far the log has come, and counts calls received in the ten minutes before, or since the first note. Only numbers in no campaign that called often; at a
   * high rate counted among a part of the users and scaled up.
   */
  abstract recentCalls(nowMs: number): Promise<readonly RecentCalls[]>;
  /** Numbers in no campaign that called in the two minutes before and say what a campaign says, or come from a block it has several numbers in; after `recentCalls`. */
  abstract recentKin(nowMs: number, limit: number): Promise<readonly Kin[]>;
}
