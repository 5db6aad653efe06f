import type { ReporterRecord } from '../core/index.js';

/** What is known of one who reports, and what their word weighed when it was looked at last. */
export interface KnownReporter extends ReporterRecord {
  readonly userId: number;
  /** Of the first call or report, but no earlier than they can have been registered. */
  readonly knownMs: number;
  readonly latest: ReporterWeight | undefined;
}

/** What a user's record leaves of their reports, and since when they have been known. */
export interface ReporterWeight {
  /** 0–1000; undefined where none had been computed. */
  readonly perMille: number | undefined;
  /** Undefined where neither a call nor a registration tells. */
  readonly knownMs: number | undefined;
}

/** When the crowd on a number has made up its mind: how much must have been said later, and how clearly. */
export interface Consensus {
  readonly firstPerMille: number;
  readonly leastPerMille: number;
  readonly timesTheOther: number;
  readonly establishedDays: number;
}

/** Users who report, and what their word weighed when. */
export abstract class ReporterRecords {
  /** Notes the time beside the latest registration: whoever comes later cannot have been known before. */
  abstract markArrivals(atMs: number): Promise<void>;
  /** Compares every report with what was said later of the same number. */
  abstract replace(consensus: Consensus): Promise<void>;
  /** Adds those who have reported for the first time since, without a track record; returns whether there are any. */
  abstract addNew(): Promise<boolean>;
  /** By ascending id, the next `limit` after `afterId`: all of them, or those never weighed. */
  abstract page(afterId: number, limit: number, all: boolean): Promise<readonly KnownReporter[]>;
  abstract save(weights: readonly { readonly userId: number; readonly perMille: number; readonly knownMs: number }[], fromMs: number): Promise<void>;
  /** What these users' word weighed at a moment. */
  abstract at(userIds: readonly number[], atMs: number): Promise<ReadonlyMap<number, ReporterWeight>>;
}
