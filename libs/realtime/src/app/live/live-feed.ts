import type { LiveEvent, LiveOutbox } from './live-stream.js';

const KEPT = 2000;
const PAGE = 500;

/**
 * The live stream in this process: reads the outbox once for all who listen, and keeps the latest events in memory for them. Readers hold
 * no more than their place, so one that lags costs nothing; what has left memory it reads from the outbox.
 */
export class LiveFeed {
  private readonly recent: LiveEvent[] = [];
  /** The place just before the first of `recent`. */
  private floor: number | undefined;
  private reading: Promise<void> | undefined;
  private isStale = false;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly outbox: LiveOutbox) {}

  /** The last place known here. */
  get head(): number {
    return this.recent.at(-1)?.seq ?? this.floor ?? 0;
  }

  /** Says that the outbox has grown. Resolves when this is read. */
  async ring(): Promise<void> {
    if (this.reading !== undefined) {
      this.isStale = true;
      return this.reading;
    }
    this.reading = this.readAll().finally(() => (this.reading = undefined));
    return this.reading;
  }

  /** The first events after a place. */
  async after(seq: number, limit: number): Promise<readonly LiveEvent[]> {
    if (this.floor === undefined) await this.ring();
    if (seq >= (this.floor ?? 0)) return this.recent.filter((event) => event.seq > seq).slice(0, limit);
    return this.outbox.after(seq, limit);
  }

  forgottenSeq(): Promise<number> {
    return this.outbox.forgottenSeq();
  }

  /** Resolves once there are events after `seq`, or after `patienceMs`, or when `signal` aborts. */
  async changed(seq: number, patienceMs: number, signal: AbortSignal): Promise<void> {
    if (this.head > seq || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(over, patienceMs);
      const { waiting } = this;
      function over(): void {
        clearTimeout(timer);
        waiting.delete(over);
        signal.removeEventListener('abort', over);
        resolve();
      }
      waiting.add(over);
      signal.addEventListener('abort', over, { once: true });
    });
  }

  private async readAll(): Promise<void> {
    do {
      this.isStale = false;
      const head = await this.outbox.number();
      // Whoever comes now begins here; what was before is in the outbox.
      this.floor ??= head;
      while (this.head < head) {
        const events = await this.outbox.after(this.head, PAGE);
        if (events.length === 0) break;
        this.keep(events);
      }
      if (this.waiting.size > 0) for (const wake of [...this.waiting]) wake();
    } while (this.isStale as boolean);
  }

  private keep(events: readonly LiveEvent[]): void {
    this.recent.push(...events);
    const surplus = this.recent.length - KEPT;
    if (surplus <= 0) return;
    this.floor = this.recent[surplus - 1]?.seq;
    this.recent.splice(0, surplus);
  }
}
