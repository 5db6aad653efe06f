import { DAY_MS } from '#kernel';
import { statusAt, type Advice, type Arm, type MeasuredEffect, type RankedList, type Status } from '../core/index.js';

/** How long what is proposed stays open. */
export const LASTS_MS = 14 * DAY_MS;

/** What stood before advice was taken, for taking it back. */
export interface Before {
  readonly value: unknown;
  /** What was put in its place. */
  readonly put: unknown;
}

/** Advice to one user, and what became of it. */
export interface Recommendation {
  readonly id: string;
  readonly userId: number;
  readonly advice: Advice;
  readonly status: Status;
  /** On the list, from 0; null where it is not listed. */
  readonly place: number | null;
  readonly proposedMs: number;
  readonly expiresMs: number;
  readonly seenMs: number | null;
  /** The latest day (since 1970, UTC) on which it was seen, and on how many it was. */
  readonly seenDay: number;
  readonly timesSeen: number;
  readonly implementedMs: number | null;
  /** Whether the setting was changed. */
  readonly isApplied: boolean;
  /** Kept while it is implemented; before, where an implementation was begun: a process may end between changing the setting and saying so. */
  readonly before: Before | null;
  /** Ids of the latest act of each kind that came with a key. */
  readonly implementAct: string | null;
  readonly undoAct: string | null;
  readonly dismissedStrength: number;
  readonly rating: number | null;
  readonly helpful: boolean | null;
  readonly remark: string | null;
  /** Once: what was taken back, and then taken again, stays with it. */
  readonly measured: MeasuredEffect | null;
}

/** As it is at a moment: what was left open too long is expired, whether or not a list was made since. */
export function recommendationAt(one: Recommendation, nowMs: number): Recommendation {
  return { ...one, status: statusAt(one, nowMs) };
}

/** A list that a ranking made, with all that is needed to ask what another would have made. */
export interface MadeDecision {
  readonly rankingVersion: number;
  readonly arms: readonly Arm[];
  readonly ids: readonly string[];
  readonly list: RankedList;
  readonly decidedMs: number;
}

/** What a user sees. */
export interface ListedRecommendations {
  readonly items: readonly Recommendation[];
  /** When the list was made; null where none ever was. */
  readonly refreshedMs: number | null;
  readonly askedMs: number | null;
  /** Whether it was made of the settings that stand. */
  readonly isOfNow: boolean;
}
