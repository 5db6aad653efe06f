import type { Status } from '../core/index.js';
import type { ListedRecommendations, MadeDecision, Recommendation } from './recommendation.js';

/** What a refresh leaves of a user's recommendations. */
export interface Refreshed {
  readonly changed: readonly Recommendation[];
  /** Ids of those among them that had ended and are proposed again: what became of them before counts on. */
  readonly ended: readonly string[];
  readonly decision: MadeDecision;
}

/** What a list is made of and when. */
export interface ListOrigin {
  readonly refreshedMs: number;
  /** Of `settingsOf`, read before anything else was. */
  readonly settings: string;
}

/** Recommendations of users. */
export abstract class Recommendations {
  /** The list as it stands. */
  abstract listed(userId: number): Promise<ListedRecommendations>;
  abstract ofStatus(userId: number, status: Status, limit: number): Promise<readonly Recommendation[]>;
  abstract find(userId: number, id: string): Promise<Recommendation | undefined>;
  /** Changes one, alone; `change` is given what stands and returns what shall, or undefined to leave it. Undefined where there is none. */
  abstract change(userId: number, id: string, change: (standing: Recommendation) => Recommendation | undefined): Promise<Recommendation | undefined>;
  /** Notes that the list was asked for, and seen on `day` (null: by somebody else). */
  abstract asked(userId: number, askedMs: number, seenDay: number | null): Promise<void>;
  /** Tells the settings of a user apart: another text once any of them has changed. */
  abstract settingsOf(userId: number): Promise<string>;
  /** Makes the list anew from all that stands; nobody else changes any of it meanwhile. */
  abstract refresh(userId: number, origin: ListOrigin, make: (standing: readonly Recommendation[]) => Refreshed): Promise<void>;
  /** Users who asked for theirs since a moment and whose list is older than another. */
  abstract usersToRefresh(askedSinceMs: number, refreshedBeforeMs: number, limit: number): Promise<readonly number[]>;
  /** Implemented ones from before a moment that were never measured. */
  abstract toMeasure(implementedBeforeMs: number, limit: number): Promise<readonly Recommendation[]>;
}
