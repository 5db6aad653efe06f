import type { Transaction } from '#platform/database';
import type { Severity } from '#realtime/core';

/** That something is not as it should be, at a time. */
export interface RaisedAlert {
  readonly source: 'security' | 'anomaly';
  readonly kind: string;
  readonly severity: Severity;
  /** Surrogate id; `PLATFORM_USER` where it is nobody's. */
  readonly userId: number;
  /** Alerts of one user and key are one and the same matter. */
  readonly key: string;
  readonly atMs: number;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Who is told of alerts. What it does commits with the detail that `tx` keeps or not at all. */
export abstract class AlertRaiser {
  abstract raise(alert: RaisedAlert, tx: Transaction): Promise<void>;
}
