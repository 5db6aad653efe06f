import type { AuditEntry } from './model-audit.js';

export interface Succession {
  readonly model: string;
  readonly from: number;
  readonly to: number;
}

/** The champion's alias, as the service itself moves it. */
export abstract class Champions {
  /** With its row in the audit; false where `from` is not the champion any more. */
  abstract replace(succession: Succession, entry: Pick<AuditEntry, 'action' | 'reason' | 'details'>): Promise<boolean>;
}
