import { DAY_MS } from '#kernel';
import { plain, type Database } from '#platform/database';
import { ReporterRecords, type Consensus, type KnownReporter, type ReporterWeight } from '../app/reporter-records.js';
import { ADD_RECORDS, MARK_ARRIVALS, RECORD_PAGE, REPLACE_RECORDS, SAVE_WEIGHTS, WEIGHTS_AT } from './crowd-statements.js';
import { rankReportsOf } from './report-ranks.js';
import { tellAllChanged } from './ringing/changed-callers.js';

export class PgReporterRecords extends ReporterRecords {
  constructor(private readonly database: Database) {
    super();
  }

  async markArrivals(atMs: number): Promise<void> {
    await this.database.rows(MARK_ARRIVALS, [atMs]);
  }

  async replace({ firstPerMille, leastPerMille, timesTheOther, establishedDays }: Consensus): Promise<void> {
    await this.database.rows(REPLACE_RECORDS, [firstPerMille, leastPerMille, timesTheOther, establishedDays * DAY_MS]);
  }

  async addNew(): Promise<boolean> {
    const [row] = await this.database.rows(ADD_RECORDS);
    return Number(row?.[0]) > 0;
  }

  async page(afterId: number, limit: number, all: boolean): Promise<readonly KnownReporter[]> {
    const rows = (await this.database.rows(RECORD_PAGE, [afterId, limit, all])) as [number, number, number, number, number | null, number][];
    return rows.map(([userId, knownMs, agreed, disagreed, perMille, weighedMs]) => ({
      userId, knownMs, agreed, disagreed, latest: perMille === null ? undefined : { perMille, knownMs: weighedMs },
    }));
  }

  async save(weights: Parameters<ReporterRecords['save']>[0], fromMs: number): Promise<void> {
    const column = (value: (weight: (typeof weights)[number]) => number): string => plain(weights.map(value));
    await this.database.transaction(async (tx) => {
      await tx.rows(SAVE_WEIGHTS, [fromMs, column(({ userId }) => userId), column(({ perMille }) => perMille), column(({ knownMs }) => knownMs)]);
      await rankReportsOf(weights.map(({ userId }) => userId), tx);
      // Whom these users reported is not indexed, and would be most of what is remembered.
      await tellAllChanged(tx);
    });
  }

  async at(userIds: readonly number[], atMs: number): Promise<ReadonlyMap<number, ReporterWeight>> {
    if (userIds.length === 0) return new Map();
    const rows = (await this.database.rows(WEIGHTS_AT, [plain(userIds), atMs])) as [number, number | null, number | null][];
    return new Map(rows.map(([userId, perMille, knownMs]) => [userId, { perMille: perMille ?? undefined, knownMs: knownMs ?? undefined }]));
  }
}
