import type { HourSpan } from '../../core/index.js';
import type { Alert } from './monitor.js';

export interface AlertPlace { readonly openedHour: number; readonly id: string }

export interface AlertFilter { readonly monitorId?: string | undefined; readonly isOpen?: boolean | undefined }

/** Alerts as those read them whom they are for. */
export abstract class Alerts {
  /** The latest first. */
  abstract list(userId: number, filter: AlertFilter, after: AlertPlace | undefined, limit: number): Promise<readonly Alert[]>;
  /** Those that opened within the span, the latest `most` first. */
  abstract between(userId: number, span: HourSpan, most: number): Promise<readonly Alert[]>;
  /** Undefined where the user has no such alert, or the id is none. */
  abstract find(userId: number, id: string): Promise<Alert | undefined>;
  /** Acknowledged once: a later word changes nothing. Undefined where the user has no such alert. */
  abstract acknowledge(userId: number, id: string, nowMs: number): Promise<Alert | undefined>;
  /** Keeps whether an alert was worth telling; the latest word counts. */
  abstract judge(userId: number, id: string, isUseful: boolean): Promise<void>;
  /** Forgets those whose last hour lies before `hour`; how many there were. */
  abstract forgetBefore(hour: number): Promise<number>;
}
