import type { UserState } from '../core/user-state.js';

/** What is stored of one user. */
export interface StoredUser {
  readonly state: UserState;
  /** Numbers the user spoke with or called. */
  readonly contacts: number;
}

export interface QuarterCalls {
  readonly quarter: number;
  readonly calls: number;
}

/** The stored side of a user's profile. */
export abstract class UserReadModel {
  abstract find(userId: number): Promise<StoredUser | undefined>;
  /** Calls of either direction by UTC quarter hour. */
  abstract callsByQuarter(userId: number): Promise<readonly QuarterCalls[]>;
  /** What the user chose, by name; absent where never chosen. */
  abstract preferences(userId: number): Promise<Partial<Record<string, unknown>>>;
}
