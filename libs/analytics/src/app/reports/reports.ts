import type { ReportKind } from '../../core/index.js';
import type { Report, ReportEntry, ReportKey } from './report.js';

/** A report that may be due, and the quarter hours it is about. */
export interface ReportWanted extends ReportKey {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Whose reports are made by schedule. */
export interface ReportReader {
  readonly userId: number;
  readonly kinds: readonly ReportKind[];
}

export interface ReportPlace {
  readonly toMs: number;
  readonly id: string;
}

/** Reports as they were made last. They are personal data: what they say is kept sealed. */
export abstract class Reports {
  abstract has(id: string): Promise<boolean>;
  abstract find(id: string): Promise<Report | undefined>;
  /** The latest first; of all kinds where none is named. */
  abstract list(userId: number, kind: ReportKind | undefined, after: ReportPlace | undefined, most: number): Promise<readonly ReportEntry[]>;
  /** In place of the revision before it, or as the first. False where that is not what is there: then nothing changes. */
  abstract keep(report: Report): Promise<boolean>;
  /** Those who are known, by id beyond `afterId`, and which kinds they want; `usual` where they chose none. */
  abstract readers(afterId: number, most: number, usual: readonly ReportKind[]): Promise<readonly ReportReader[]>;
  /** Of those wanted the ones that are not there and whose user had a call. */
  abstract missing(wanted: readonly ReportWanted[]): Promise<readonly ReportKey[]>;
  /** Those made before the latest scoring of all numbers began and not looked at since, by id beyond `afterId`. */
  abstract stale(afterId: string | undefined, most: number): Promise<readonly (ReportKey & Pick<ReportEntry, 'id'>)[]>;
  /** It was looked at after numbers were scored: `stale` names it no more. */
  abstract reviewed(id: string, atMs: number): Promise<void>;
  /** Removes those whose period ended before, and says how many. */
  abstract forget(beforeMs: number): Promise<number>;
}
