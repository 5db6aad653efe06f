import type { UserState } from '../core/user-state.js';

/** What is stored of one user. */
export interface StoredUser {
  readonly state: UserState;
  /** Calls of either direction by UTC quarter hour, in order of time. */
  readonly quarters: readonly QuarterCalls[];
  /** Numbers the user spoke with or called. */
  readonly contacts: number;
  /** What the user chose, by name; absent where never chosen. */
  readonly chosen: Partial<Record<string, unknown>>;
}

export interface QuarterCalls {
  readonly quarter: number;
  readonly calls: number;
}

/** The stored side of a user's profile. */
export abstract class UserReadModel {
  /** Undefined where nothing was ever seen of the user. */
  abstract find(userId: number): Promise<StoredUser | undefined>;
  /** What the user chose, by name; absent where never chosen. */
  abstract preferences(userId: number): Promise<Partial<Record<string, unknown>>>;
}
