import { AppError } from '#kernel';

export interface GroupCommitOptions<T> {
  /** Makes all of `items` durable, or throws and has changed nothing that a repetition would not. */
  readonly write: (items: readonly T[]) => Promise<void>;
  readonly isTransient: (error: unknown) => boolean;
  readonly groupSize: number;
  readonly writers: number;
  readonly mostWaiting: number;
  /** How long a group is tried again after transient failures. */
  readonly patienceMs: number;
}

interface Waiting<T> {
  readonly items: readonly T[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const RETRY_MS = 50;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Lets many small writes share one commit: while a writer is busy, what arrives waits and goes together. No timer:
 * an idle writer starts at once, so the group grows only as far as the disk is slower than the callers.
 */
export class GroupCommit<T> {
  private readonly queue: Waiting<T>[] = [];
  private waiting = 0;
  private busy = 0;

  constructor(private readonly options: GroupCommitOptions<T>) {}

  /** Resolves once `items` are durable. @throws AppError `log_busy` where too much is waiting already. */
  submit(items: readonly T[]): Promise<void> {
    if (this.waiting + items.length > this.options.mostWaiting && this.waiting > 0) {
      throw new AppError('log_busy', 'unavailable', 'too many events are waiting to be written; send them again', { retryAfterSeconds: 1 });
    }
    this.waiting += items.length;
    return new Promise((done, failed) => {
      this.queue.push({ items, done, failed });
      this.pump();
    });
  }

  /** Share of the waiting room that is taken. */
  use(): number {
    return Math.min(1, this.waiting / this.options.mostWaiting);
  }

  private pump(): void {
    while (this.busy < this.options.writers && this.queue.length > 0) {
      this.busy++;
      void this.commit(this.nextGroup()).finally(() => {
        this.busy--;
        this.pump();
      });
    }
  }

  private nextGroup(): Waiting<T>[] {
    let size = 0;
    let count = 0;
    for (const { items } of this.queue) {
      if (count > 0 && size + items.length > this.options.groupSize) break;
      size += items.length;
      count++;
    }
    return this.queue.splice(0, count);
  }

  private async commit(group: readonly Waiting<T>[]): Promise<void> {
    try {
      await this.writePatiently(group.length === 1 ? (group[0] as Waiting<T>).items : group.flatMap(({ items }) => items));
      this.settle(group, ({ done }) => done());
    } catch (error) {
      if (group.length === 1 || this.options.isTransient(error)) this.settle(group, ({ failed }) => failed(error));
      // One request's events must not fail its neighbours': each is written on its own.
      else for (const each of group) await this.commit([each]);
    }
  }

  private async writePatiently(items: readonly T[]): Promise<void> {
    const deadline = performance.now() + this.options.patienceMs;
    for (;;) {
      try {
        return await this.options.write(items);
      } catch (error) {
        if (!this.options.isTransient(error) || performance.now() > deadline) throw error;
        await pause(RETRY_MS);
      }
    }
  }

  private settle(group: readonly Waiting<T>[], answer: (waiting: Waiting<T>) => void): void {
    for (const waiting of group) {
      this.waiting -= waiting.items.length;
      answer(waiting);
    }
  }
}
