import type { Alert } from './monitor.js';

export interface AlertPlace { readonly openedHour: number; readonly id: string }

export interface AlertFilter { readonly monitorId?: string | undefined; readonly isOpen?: boolean | undefined }

/** Alerts as those read them whom they are for. */
export abstract class Alerts {
  /** The latest first. */
  abstract list(userId: number, filter: AlertFilter, after: AlertPlace | undefined, limit: number): Promise<readonly Alert[]>;
  /** Acknowledged once: a later word changes nothing. Undefined where the user has no such alert. */
  abstract acknowledge(userId: number, id: string, nowMs: number): Promise<Alert | undefined>;
}
