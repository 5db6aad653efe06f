import { DAY_MS, type Clock } from '#kernel';
import { quarterOf, QUARTERS_AN_HOUR } from '../../core/metrics/metric-state.js';

/** So many hours a run at most; what is left is for the next. */
const MOST_HOURS = 2000;

/** What is kept of metrics, as it grows old. */
export abstract class MetricHistory {
  /** The quarter hour up to which hours are kept whole, and the first that is not; the latter undefined where nothing is kept beyond. */
  abstract reach(): Promise<{ readonly thinnedUntil: number; readonly first: number | undefined }>;
  /** Keeps whole hours alone up to `untilQuarter`, of which those from `fromQuarter` on are not thinned yet. False where the log is being replayed: then nothing was done. */
  abstract thin(fromQuarter: number, untilQuarter: number): Promise<boolean>;
}

/** Adds up the quarter hours of old metrics by the hour. */
export class ThinMetrics {
  constructor(
    private readonly history: MetricHistory,
    private readonly terms: { readonly clock: Clock; readonly fullDays: number },
  ) {}

  /** Returns how many hours were thinned. */
  async execute(): Promise<number> {
    const until = quarterOf(this.terms.clock.now() - this.terms.fullDays * DAY_MS);
    const end = until - (until % QUARTERS_AN_HOUR);
    const { thinnedUntil, first } = await this.history.reach();
    let from = Math.max(thinnedUntil, (first ?? end) - ((first ?? end) % QUARTERS_AN_HOUR));
    let hours = 0;
    // An hour at a time: whoever folds metrics waits for no more than that.
    for (; from < end && hours < MOST_HOURS; from += QUARTERS_AN_HOUR, hours++) if (!(await this.history.thin(from, from + QUARTERS_AN_HOUR))) break;
    return hours;
  }
}
