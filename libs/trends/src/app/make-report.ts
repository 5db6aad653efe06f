import type { ReportQuestion, TrendReport } from '../core/index.js';

/** Works out a report, wherever that holds up nobody. */
export abstract class MakeReport {
  abstract of(question: ReportQuestion): Promise<TrendReport>;
}
