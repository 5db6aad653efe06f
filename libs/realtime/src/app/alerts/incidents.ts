import type { Transaction } from '#platform/database';
import type { Incident, IncidentAct, IncidentSource, IncidentState, Raise } from '../../core/index.js';
import type { Severity } from '../../core/index.js';

/** Whose incident of which key. */
export interface IncidentKey {
  readonly userId: number;
  readonly key: string;
}

/** Where a page ends. */
export interface IncidentPlace {
  readonly openedMs: number;
  readonly id: string;
}

export interface IncidentFilter {
  /** Undefined: of everybody and of the platform. */
  readonly userId?: number | undefined;
  readonly state?: IncidentState | 'snoozed' | undefined;
  readonly source?: IncidentSource | undefined;
  readonly severity?: Severity | undefined;
}

/**
 * The one door of everything that is not as it should be. Given a transaction, what it does commits with it or not at all, the news of it included.
 * Who raises several keys in one transaction does so in their order, so that two of them never wait for each other.
 */
export abstract class Incidents {
  abstract raise(raise: Raise, tx?: Transaction): Promise<Incident>;
  /** The source's word that it is over; nothing where no incident of the key is live. */
  abstract settle(key: IncidentKey, tx?: Transaction): Promise<void>;
  /** Ends those that nothing was heard of for longer than their silence. Returns how many. */
  abstract endSilent(): Promise<number>;
  /** Removes those that were resolved before, a thousand at a time. Returns how many. */
  abstract forget(resolvedBeforeMs: number): Promise<number>;
}

/** Incidents as those read and answer them whom they concern. */
export abstract class IncidentDesk {
  /** The latest first. */
  abstract list(filter: IncidentFilter, after: IncidentPlace | undefined, limit: number): Promise<readonly Incident[]>;
  /** @param userId whose it must be; undefined: anybody's */
  abstract find(id: string, userId: number | undefined): Promise<Incident | undefined>;
  /** 'unknown' where there is none, 'over' where it has ended and the act wants it to last. */
  abstract act(id: string, userId: number | undefined, act: IncidentAct): Promise<Incident | 'unknown' | 'over'>;
}
