import type { AnomalyWords } from '../../core/anomalies/anomaly-acts.js';
import type { QuarterActivity, QuarterArrivals } from '../../core/anomalies/behaviour-days.js';

/** UTC quarter hours `from` … `to`, both included. */
export interface QuarterSpan {
  readonly from: number;
  readonly to: number;
}

export interface BehaviourRecord {
  /** The first of all that is on record, within the span or before; undefined where there is none. */
  readonly firstQuarter: number | undefined;
  readonly quarters: readonly QuarterActivity[];
  readonly arrivals: readonly QuarterArrivals[];
}

/** What is stored of a user's behaviour, and what they said of its anomalies. */
export abstract class BehaviourRecords {
  abstract read(userId: number, span: QuarterSpan): Promise<BehaviourRecord>;
  abstract words(userId: number): Promise<AnomalyWords>;
}
