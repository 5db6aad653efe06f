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
const BATCHES_OF_BACKLOG = 16;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 5000;

export type Step = 'folded' | 'drained';

interface Trouble {
  readonly eventId: string;
  readonly failures: number;
  readonly reason: string;
}

/**
 * Folds its partitions' events in transactions. Where one fails for its content, it cuts its appetite until the
 * event at fault stands alone, tries that one `maxRetries` times more and sets it aside; the rest goes on.
 */
export class Lane {
  private appetite: number;
  /** The next event of a partition that failed on its own, by its id: another worker may have dealt with it meanwhile. */
  private readonly troubles = new Map<number, Trouble>();
  private outages = 0;

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

  /** A transaction of so many events or more says that others are waiting. */
  get backlogFrom(): number {
    return this.options.batchSize * BATCHES_OF_BACKLOG;
  }

  /** Whether something failed and is not settled yet. */
  get troubled(): boolean {
    return this.appetite < this.most;
  }

  /** Events a transaction may take, all its partitions together. */
  private get most(): number {
    return this.options.batchSize * BATCHES_PER_TRANSACTION;
  }

  /** Folds what is next. Never throws: a failure is counted, paused for and taken up again by the next step. */
  async step(partitions: readonly number[] = this.options.partitions): Promise<Step> {
    this.statistics.status = 'folding';
    const { appetite } = this;
    const groups = appetite > 1 ? [partitions] : partitions.map((each) => [each]);
    let moved = false;
    for (const group of groups) moved = (await this.attempt(group)) || moved;
    // It grows back only after a step in which nothing failed: else no event would ever stand alone.
    if (this.appetite === appetite && this.troubles.size === 0 && this.outages === 0) this.appetite = Math.min(this.most, appetite * 2);
    if (!moved) this.statistics.status = 'idle';
    return moved ? 'folded' : 'drained';
  }

  private async attempt(partitions: readonly number[]): Promise<boolean> {
    const alone = this.appetite === 1 ? partitions[0] : undefined;
    let first: StoredEvent | undefined;
    const work: FoldWork = (batch, tx) => {
      first = batch[0];
      const trouble = this.troubleWith(first, alone);
      return trouble !== undefined && trouble.failures > this.options.maxRetries ? this.setAside(batch, trouble, tx) : this.parts.apply(batch, tx);
    };
    try {
      const events = await this.parts.log.fold({ partitions, mostPerPartition: Math.ceil(this.appetite / partitions.length) }, work);
      this.succeeded(events, alone);
      return events.length > 0;
    } catch (error) {
      await this.failed(error, alone, first);
      return true;
    }
  }

  private troubleWith(event: StoredEvent | undefined, alone: number | undefined): Trouble | undefined {
    const trouble = alone === undefined ? undefined : this.troubles.get(alone);
    return trouble?.eventId === event?.eventId ? trouble : undefined;
  }

  private async setAside(batch: readonly StoredEvent[], { failures, reason }: Trouble, tx: Transaction): Promise<void> {
    for (const event of batch) await this.parts.log.setAside({ event, reason, attempts: failures }, tx);
  }

  private succeeded(events: readonly StoredEvent[], alone: number | undefined): void {
    this.outages = 0;
    if (alone !== undefined) this.troubles.delete(alone);
    if (events.length > 0) this.statistics.folded(events.map(({ receivedAtMs }) => receivedAtMs), this.parts.clock.now());
  }

  private async failed(error: unknown, alone: number | undefined, first: StoredEvent | undefined): Promise<void> {
    this.statistics.status = 'retrying';
    this.statistics.errors++;
    this.parts.report(error);
    if (first === undefined || this.parts.isTransient(error)) {
      // An outage says nothing about the events, however long it lasts, nor does what failed before there was one to fold.
      await this.parts.pause(backOffMs(this.outages++));
      return;
    }
    if (alone === undefined) {
      this.appetite = Math.max(1, Math.floor(this.appetite / 8));
      return;
    }
    const failures = this.troubleWith(first, alone)?.failures ?? 0;
    this.troubles.set(alone, { eventId: first.eventId, failures: failures + 1, reason: this.parts.reasonOf(error) });
    await this.parts.pause(backOffMs(failures));
  }
}

function backOffMs(failures: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 8));
}
