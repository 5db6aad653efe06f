import type { ReportDocument, ReportKind, ReportLanguage } from '../../core/index.js';

/** Which report: one a user, or PLATFORM_USER for all together, a kind, and the day on the user's calendar with which its period begins. */
export interface ReportKey {
  readonly userId: number;
  readonly kind: ReportKind;
  readonly firstDay: number;
}

/** What lists tell of a report. */
export interface ReportEntry extends ReportKey {
  readonly id: string;
  readonly endDay: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: string;
  readonly language: ReportLanguage;
  /** When the latest revision was made; 1 is the first. */
  readonly madeMs: number;
  readonly revision: number;
}

export interface Report extends ReportEntry {
  readonly document: ReportDocument;
  readonly html: string;
  readonly pdf: Buffer;
}
