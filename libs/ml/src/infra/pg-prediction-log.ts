import type { Clock } from '#kernel';
import { isTransient, type Database } from '#platform/database';
import type { Logger } from '#platform/logging';
import { makeCounter } from '#platform/metrics';
import { PredictionLog, type ServedPredictions } from '../app/prediction-log.js';
import { PredictionBatch } from './prediction-batch.js';
import { ADD_PREDICTIONS } from './prediction-statements.js';

const MOST_ROWS = 20_000;
/** 32 MiB of features. */
const MOST_CELLS = 4_194_304;
const FLUSH_MS = 200;
/** How long a process that stops tries to reach the database again. */
const FAREWELL_MS = 3000;

/** Keeps what was served in memory for a moment and writes it in batches, so that nobody waits for it. */
export class PgPredictionLog extends PredictionLog {
  private open = new PredictionBatch();
  /** Oldest first; they take no more rows. */
  private readonly closed: PredictionBatch[] = [];
  /** Of all batches together. */
  private rows = 0;
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
    const { rows, columns } = served.features;
    const room = Math.min(MOST_ROWS - this.rows, Math.floor((MOST_CELLS - this.cells) / Math.max(1, columns)));
    const count = Math.max(0, Math.min(rows, room));
    if (count < rows) this.lost.inc(rows - count);
    const servedMs = this.clock.now();
    for (let row = 0; row < count; row++) {
      this.open.add(served, row, servedMs);
      if (this.open.isFull) this.close();
    }
    this.rows += count;
    this.cells += count * columns;
    if (this.closed.length > 0 && !this.failing && this.writing === undefined) void this.flush();
    else if (this.rows > 0) this.wake();
  }

  /** Resolves once all that was recorded before is written, or the database has failed to take it. Never rejects. */
  async flush(): Promise<void> {
    // What is being written by now may not hold the latest rows.
    await this.writing;
    await (this.writing ??= this.writeAll().finally(() => (this.writing = undefined)));
  }

  /** Writes what is left, for a process that stops. */
  async stop(): Promise<void> {
    const deadline = performance.now() + FAREWELL_MS;
    await this.flush();
    while (this.rows > 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, FLUSH_MS));
      await this.flush();
    }
    clearTimeout(this.timer);
    this.lost.inc(this.rows);
  }

  private wake(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, FLUSH_MS);
  }

  private close(): void {
    this.closed.push(this.open);
    this.open = new PredictionBatch();
  }

  private async writeAll(): Promise<void> {
    while (this.rows > 0) {
      if (this.closed.length === 0) this.close();
      const batch = this.closed[0] as PredictionBatch;
      try {
        await this.database.rows(ADD_PREDICTIONS, batch.parameters());
        this.failing = false;
      } catch (error) {
        if (this.willSucceedLater(error, batch)) return this.wake();
      }
      this.closed.shift();
      this.rows -= batch.rows;
      this.cells -= batch.cells;
    }
  }

  private willSucceedLater(error: unknown, batch: PredictionBatch): boolean {
    const { message: reason } = error as Error;
    if (!isTransient(error)) {
      this.lost.inc(batch.rows);
      this.logger.error('predictions were refused by their log', { rows: batch.rows, reason });
      return false;
    }
    // Once for as long as it lasts: it is tried several times a second.
    if (!this.failing) this.logger.warn('predictions cannot be logged for now', { rows: this.rows, reason });
    this.failing = true;
    return true;
  }
}
