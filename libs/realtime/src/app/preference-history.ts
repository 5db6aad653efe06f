import type { StoredEvent } from '../core/index.js';

/** What users chose, choice by choice, for answers as of an earlier moment. */
export abstract class PreferenceHistory {
  /** The latest `limit` choices of a user that had been received by `untilMs`, latest first. */
  abstract ofUser(userId: number, untilMs: number, limit: number): Promise<readonly StoredEvent[]>;
}
