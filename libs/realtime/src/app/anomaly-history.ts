import type { StoredEvent } from '../core/index.js';

/** What users said of anomalies, as the log has it, folded or not. */
export abstract class AnomalyHistory {
  /** The latest `limit` of a user's words, latest first. */
  abstract latest(userId: number, limit: number): Promise<readonly StoredEvent[]>;
}
