export type AuditAction =
  | 'registered'
  | 'trained'
  | 'uploaded'
  | 'reference_given'
  | 'alias_changed'
  | 'tagged'
  | 'alert_raised'
  | 'alert_cleared'
  | 'promotion_decided'
  | 'rolled_back'
  | 'rollback_refused'
  | 'retraining_requested'
  | 'retraining_refused';

/** Who the service is where it acts by itself. */
export const BY_SERVICE = 'service';

/** A step that was taken for a model. No personal data. */
export interface AuditEntry {
  readonly model: string;
  /** The version it was about, where it was about one. */
  readonly version: number | null;
  readonly action: AuditAction;
  readonly by: string;
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditRow extends AuditEntry {
  readonly id: number;
  readonly actedMs: number;
}

export interface AuditQuery {
  /** All where left out. */
  readonly actions?: readonly AuditAction[];
  /** Only rows with an id below it. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Every step that was taken for a model, kept for ever. */
export abstract class ModelAudit {
  abstract record(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  abstract list(model: string, query: AuditQuery): Promise<readonly AuditRow[]>;
  /** Of all models, since the beginning. */
  abstract totals(): Promise<{ readonly promotions: number; readonly rollBacks: number }>;
}
