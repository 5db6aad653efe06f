import type { AnomalyText } from '../../core/anomalies/anomaly-text.js';
import type { DayEvidence, Severity } from '../../core/anomalies/day-finding.js';

/** Like a day's, of whatever the stream's detectors name. */
export interface FindingEvidence extends Omit<DayEvidence, 'feature'> {
  readonly feature: string;
}

/** What a detector that follows a user's hours found: an incident, under an id that is never a day's. */
export interface StreamFinding {
  readonly id: string;
  readonly monitorId: string;
  /** When its first hour began, and when it was found out. */
  readonly openedMs: number;
  readonly detectedMs: number;
  readonly kind: string;
  readonly severity: Severity;
  readonly evidence: readonly FindingEvidence[];
  readonly text: AnomalyText;
  readonly isAcknowledged: boolean;
}

/** What the stream found of a user's hours. Whoever follows streams implements it. */
export abstract class StreamFindings {
  /** Those that opened from one moment up to another, the latest 1,000. */
  abstract between(userId: number, fromMs: number, untilMs: number): Promise<readonly StreamFinding[]>;
  abstract find(userId: number, id: string): Promise<StreamFinding | undefined>;
  abstract acknowledge(userId: number, id: string, nowMs: number): Promise<void>;
  /** The latest word on each finding moves its detector's sensitivity; said again it changes nothing. */
  abstract feedback(userId: number, id: string, isUseful: boolean): Promise<void>;
}
