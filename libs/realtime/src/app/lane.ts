import type { Clock } from '#kernel';
import type { Transaction } from '#platform/database';
import type { StoredEvent } from '../core/index.js';
import type { FoldLog, FoldWork } from './fold-log.js';
import type { LaneStatistics } from './lane-statistics.js';

export interface LaneOptions {
  readonly partitions: readonly number[];
  readonly batchSize: number;
  readonly maxRetries: number;
}

export interface LaneParts {
  readonly log: FoldLog;
  readonly apply: FoldWork;
  readonly isTransient: (error: unknown) => boolean;
  /** A reason fit to be stored: no personal data. */
  readonly reasonOf: (error: unknown) => string;
  readonly report: (error: unknown) => void;
  readonly clock: Clock;
  readonly pause: (milliseconds: number) => Promise<void>;
}

// Under backlog one transaction takes this many batches: fixed costs are shared, and repeated keys fold into one row.
const BATCHES_PER_TRANSACTION = 256;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 5000;

export type Step = 'folded' | 'drained';

/**
 * Folds its partitions' events in transactions. Where one fails for its content, it cuts its appetite until the
 * event at fault stands alone, tries that one `maxRetries` times more and sets it aside; the rest goes on.
 */
export class Lane {
  private appetite: number;
  /** Failures in a row of the next event of a partition, while events are taken one by one. */
  private readonly failures = new Map<number, number>();
  private outages = 0;
  private lastReason = '';

  constructor(
    private readonly options: LaneOptions,
    private readonly parts: LaneParts,
    readonly statistics: LaneStatistics,
  ) {
    this.appetite = this.most;
  }

  get partitions(): readonly number[] {
    return this.options.partitions;
  }

  private get most(): number {
    return Math.max(1, Math.ceil((this.options.batchSize * BATCHES_PER_TRANSACTION) / this.options.partitions.length));
  }

  /** Folds what is next. Never throws: a failure is counted, paused for and taken up again by the next step. */
  async step(): Promise<Step> {
    this.statistics.status = 'folding';
    const groups = this.appetite > 1 ? [this.options.partitions] : this.options.partitions.map((each) => [each]);
    let moved = false;
    for (const partitions of groups) moved = (await this.attempt(partitions)) || moved;
    if (this.failures.size === 0 && this.outages === 0) this.appetite = Math.min(this.most, this.appetite * 2);
    if (!moved) this.statistics.status = 'idle';
    return moved ? 'folded' : 'drained';
  }

  private async attempt(partitions: readonly number[]): Promise<boolean> {
    const alone = this.appetite === 1 ? partitions[0] : undefined;
    const failures = alone === undefined ? 0 : (this.failures.get(alone) ?? 0);
    const giveUp = failures > this.options.maxRetries;
    const work: FoldWork = (batch, tx) => (giveUp ? this.setAside(batch, failures, tx) : this.parts.apply(batch, tx));
    try {
      const events = await this.parts.log.fold({ partitions, mostPerPartition: this.appetite }, work);
      this.succeeded(events, alone);
      return events.length > 0;
    } catch (error) {
      await this.failed(error, alone);
      return true;
    }
  }

  private async setAside(batch: readonly StoredEvent[], attempts: number, tx: Transaction): Promise<void> {
    for (const event of batch) await this.parts.log.setAside({ event, reason: this.lastReason, attempts }, tx);
  }

  private succeeded(events: readonly StoredEvent[], alone: number | undefined): void {
    this.outages = 0;
    if (alone !== undefined) this.failures.delete(alone);
    if (events.length > 0) this.statistics.folded(events.map(({ receivedAtMs }) => receivedAtMs), this.parts.clock.now());
  }

  private async failed(error: unknown, alone: number | undefined): Promise<void> {
    this.statistics.status = 'retrying';
    this.statistics.errors++;
    this.parts.report(error);
    if (this.parts.isTransient(error)) {
      // An outage says nothing about the events, however long it lasts.
      await this.parts.pause(backOffMs(this.outages++));
      return;
    }
    this.lastReason = this.parts.reasonOf(error);
    if (alone === undefined) {
      this.appetite = Math.max(1, Math.floor(this.appetite / 8));
      return;
    }
    const failures = this.failures.get(alone) ?? 0;
    this.failures.set(alone, failures + 1);
    await this.parts.pause(backOffMs(failures));
  }
}

function backOffMs(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 8));
}
