import { createHash } from 'node:crypto';
import type { Cache } from '#platform/cache';
import type { ReportQuestion, TrendReport } from '../core/index.js';
import type { KeptReports, ReportKey } from './kept-reports.js';
import type { MakeReport } from './make-report.js';

/**
 * Reports by what they are made from: as long as the figures and the question are the same, so is the report, and as soon as they differ no
 * old one fits. Nothing has to be told that a user got a call.
 */
export class TrendReports {
  private readonly underWay = new Map<string, Promise<TrendReport>>();

  constructor(
    private readonly cache: Cache<TrendReport>,
    private readonly kept: KeptReports,
    private readonly make: MakeReport,
  ) {}

  /** @param key where it is worth keeping for other processes as well */
  async of(question: ReportQuestion, key: ReportKey | undefined, askedMs: number | undefined): Promise<TrendReport> {
    const digest = digestOf(question);
    const known = this.cache.get(digest) ?? (key && (await this.kept.find(key, digest, askedMs)));
    if (known !== undefined) {
      this.cache.set(digest, known);
      return known;
    }
    const report = this.underWay.get(digest) ?? this.work(question, digest);
    if (key !== undefined) await this.kept.keep(key, digest, await report, askedMs);
    return report;
  }

  private work(question: ReportQuestion, digest: string): Promise<TrendReport> {
    const working = this.make.of(question).then((report) => {
      this.cache.set(digest, report);
      return report;
    }).finally(() => this.underWay.delete(digest));
    this.underWay.set(digest, working);
    return working;
  }
}

/** Reports that were made in another way are not found again. */
const MADE = 4;

function digestOf({ values, weights, ...rest }: ReportQuestion): string {
  const digest = createHash('sha256').update(JSON.stringify([MADE, rest]));
  for (const { buffer, byteOffset, byteLength } of [values, weights ?? new Float64Array(0)]) digest.update(new Uint8Array(buffer, byteOffset, byteLength));
  return digest.digest('hex');
}
