import type { Clock } from '#kernel';
import { isTransient, type Database } from '#platform/database';
import type { Logger } from '#platform/logging';
import { makeCounter } from '#platform/metrics';
import { PredictionLog, type ServedPredictions } from '../app/prediction-log.js';
import { columnsOf, rowsOf, type PredictionRow } from './prediction-batch.js';
import { ADD_PREDICTIONS } from './prediction-statements.js';

const MOST_ROWS = 20_000;
/** 32 MiB of features. */
const MOST_CELLS = 4_194_304;
const BATCH_ROWS = 1000;
/** 1 MiB of features: wide rows go in smaller batches. */
const BATCH_CELLS = 131_072;
const FLUSH_MS = 200;
/** How long a process that stops tries to reach the database again. */
const FAREWELL_MS = 3000;

/** Keeps what was served in memory for a moment and writes it in batches, so that nobody waits for it. */
export class PgPredictionLog extends PredictionLog {
  private readonly waiting: PredictionRow[] = [];
  private cells = 0;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;
  private failing = false;
  private readonly lost = makeCounter({ name: 'ml_predictions_not_logged_total', help: 'Served predictions that were not logged: the buffer was full, or the database refused them.' });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    super();
  }

  record(served: ServedPredictions): void {
    const { columns } = served.features;
    const room = Math.min(MOST_ROWS - this.waiting.length, Math.floor((MOST_CELLS - this.cells) / Math.max(1, columns)));
    const count = Math.min(served.predictions.length, Math.max(0, room));
    if (count < served.predictions.length) this.lost.inc(served.predictions.length - count);
    if (count === 0) return;
    for (const row of rowsOf(served, count, this.clock.now())) this.waiting.push(row);
    this.cells += count * columns;
    if (this.waiting.length < BATCH_ROWS || this.failing) this.wake();
    else if (this.writing === undefined) void this.flush();
  }

  /** Resolves once all that was recorded before is written, or the database has failed to take it. Never rejects. */
  async flush(): Promise<void> {
    // What is being written by now may not hold the latest rows.
    await this.writing;
    await (this.writing ??= this.writeAll().finally(() => (this.writing = undefined)));
  }

  /** Writes what is left, for a process that stops. */
  async close(): Promise<void> {
    const deadline = performance.now() + FAREWELL_MS;
    await this.flush();
    while (this.waiting.length > 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, FLUSH_MS));
      await this.flush();
    }
    clearTimeout(this.timer);
    this.lost.inc(this.waiting.length);
  }

  private wake(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, FLUSH_MS);
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.nextBatch();
      try {
        await this.database.rows(ADD_PREDICTIONS, columnsOf(batch));
        this.failing = false;
      } catch (error) {
        if (this.willSucceedLater(error, batch)) return this.wake();
      }
      this.waiting.splice(0, batch.length);
      this.cells -= batch.reduce((sum, { vector }) => sum + vector.length, 0);
    }
  }

  private nextBatch(): readonly PredictionRow[] {
    let cells = 0;
    const end = this.waiting.findIndex(({ vector }, row) => row >= BATCH_ROWS || (cells += vector.length) > BATCH_CELLS);
    return this.waiting.slice(0, end < 0 ? undefined : Math.max(1, end));
  }

  private willSucceedLater(error: unknown, batch: readonly PredictionRow[]): boolean {
    const { message: reason } = error as Error;
    if (!isTransient(error)) {
      this.lost.inc(batch.length);
      this.logger.error('predictions were refused by their log', { rows: batch.length, reason });
      return false;
    }
    // Once for as long as it lasts: it is tried several times a second.
    if (!this.failing) this.logger.warn('predictions cannot be logged for now', { rows: this.waiting.length, reason });
    this.failing = true;
    return true;
  }
}
