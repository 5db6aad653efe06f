import type { Clock } from '#kernel';
import { Rest } from '#platform/process';
import { ESTABLISHED_DAYS, trackRecord } from '../core/index.js';
import type { Consensus, KnownReporter, ReporterRecords } from './reporter-records.js';

const PAGE = 1000;
/** Of the time: the worker folds the stream on this very thread. */
const SHARE = 1 / 3;
const PER_MILLE = 1000;
/** A change of less is not kept: it would show in no verdict. */
const LEAST_CHANGE = 20;

/** What was said of a number later settles it where two newcomers' records' worth was said, and one side has twice the other's weight. */
const CONSENSUS: Consensus = {
  firstPerMille: perMille({ agreed: 0, disagreed: 0 }), leastPerMille: 2 * perMille({ agreed: 0, disagreed: 0 }), timesTheOther: 2, establishedDays: ESTABLISHED_DAYS,
};

function perMille(record: Pick<KnownReporter, 'agreed' | 'disagreed'>): number {
  return Math.round(trackRecord(record) * PER_MILLE);
}

export interface Weighing {
  readonly reporters: number;
  readonly changed: number;
}

/** Weighs everybody who reports by how often those who spoke later agreed, and keeps what changed. */
export class ComputeReporterWeights {
  constructor(
    private readonly records: ReporterRecords,
    private readonly clock: Clock,
  ) {}

  /** @param all also those who were weighed before; else only who has reported for the first time since, and undefined where nobody has */
  async execute(all: boolean): Promise<Weighing | undefined> {
    const now = this.clock.now();
    if (all) {
      await this.records.replace(CONSENSUS);
      await this.records.markArrivals(now);
    } else if (!(await this.records.addNew())) return undefined;
    const rest = new Rest(SHARE);
    let [reporters, changed] = [0, 0];
    for (let page = await this.records.page(0, PAGE, all); page.length > 0; page = await this.records.page((page.at(-1) as KnownReporter).userId, PAGE, all)) {
      const weighed = page.map((reporter) => ({ ...reporter, perMille: perMille(reporter) })).filter(hasChanged);
      if (weighed.length > 0) await this.records.save(weighed, now);
      reporters += page.length;
      changed += weighed.length;
      await rest.take();
    }
    return { reporters, changed };
  }
}

function hasChanged({ latest, knownMs, perMille: weight }: KnownReporter & { readonly perMille: number }): boolean {
  return latest === undefined || latest.knownMs !== knownMs || Math.abs((latest.perMille ?? 0) - weight) >= LEAST_CHANGE;
}
