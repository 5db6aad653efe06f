import type { AlertChanges, Finding } from '../../core/index.js';

export interface ModelAlert extends Finding {
  readonly id: number;
  readonly model: string;
  readonly version: number;
  readonly raisedMs: number;
  /** Null while it is open. */
  readonly clearedMs: number | null;
}

/** What is not as it should be with what is served, and what was not. */
export abstract class ModelAlerts {
  abstract open(model: string): Promise<readonly ModelAlert[]>;
  /** Raises alerts about a version and clears others, each with its row in the audit. */
  abstract change(model: string, version: number, changes: AlertChanges): Promise<void>;
  /** Newest first, those with an id below `before`. */
  abstract list(model: string, before: number | undefined, limit: number): Promise<readonly ModelAlert[]>;
  /** Open alerts by model; a model without any is there with 0. */
  abstract openByModel(): Promise<ReadonlyMap<string, number>>;
}
