import type { Clock } from '#kernel';
import type { Transaction } from '#platform/database';
import { PARTITIONS, partitionOf, subjectOf, type NewEvent, type StoredEvent } from '#realtime/core';
import { EventLog } from '../../libs/realtime/src/app/event-log.js';
import { FoldLog, type FoldRequest, type FoldWork, type LetterId } from '../../libs/realtime/src/app/fold-log.js';

export interface MemoryLetter {
  readonly event: StoredEvent;
  reason: string;
  attempts: number;
  state: 'waiting' | 'replaying' | 'replayed';
}

/** Collects what a fold did; it counts when the transaction commits. */
class MemoryTransaction implements Transaction {
  readonly onCommit: (() => void)[] = [];

  rows(): Promise<never[]> {
    return Promise.resolve([]);
  }
}

/** The log in memory: what the ports promise, and nothing of how PostgreSQL keeps it. */
export class MemoryLog {
  readonly events: StoredEvent[] = [];
  readonly letters = new Map<string, MemoryLetter>();
  /** Where set, every fold fails with it before it has read anything. */
  outage: Error | undefined;
  private readonly positions = new Array<number>(PARTITIONS).fill(0);
  private readonly held = new Set<number>();

  constructor(private readonly clock: Clock) {}

  add(events: readonly NewEvent[]): void {
    for (const event of events) {
      if (this.events.some(({ eventId }) => eventId === event.eventId)) continue;
      this.events.push({ ...event, subjectId: subjectOf(event), position: this.events.length + 1, receivedAtMs: this.clock.now() });
    }
  }

  async fold({ partitions, mostPerPartition }: FoldRequest, work: FoldWork): Promise<readonly StoredEvent[]> {
    if (this.outage !== undefined) throw this.outage;
    const mine = partitions.filter((partition) => !this.held.has(partition));
    const events = mine.flatMap((partition) => this.after(partition).slice(0, mostPerPartition));
    if (events.length === 0) return [];
    mine.forEach((partition) => this.held.add(partition));
    const tx = new MemoryTransaction();
    try {
      await work(events, tx);
      tx.onCommit.forEach((commit) => commit());
      for (const event of events) this.positions[partitionOf(event.userId)] = event.position;
      return events;
    } finally {
      mine.forEach((partition) => this.held.delete(partition));
    }
  }

  async foldLetter(work: FoldWork): Promise<StoredEvent | undefined> {
    const letter = [...this.letters.values()].find(({ state }) => state === 'replaying');
    if (letter === undefined) return undefined;
    await work([letter.event], new MemoryTransaction());
    letter.state = 'replayed';
    return letter.event;
  }

  setAside({ event, reason, attempts }: LetterId, tx: Transaction): void {
    (tx as MemoryTransaction).onCommit.push(() => this.letters.set(event.eventId, { event, reason, attempts, state: 'waiting' }));
  }

  letterFailed(eventId: string, reason: string): void {
    const letter = this.letters.get(eventId);
    if (letter?.state !== 'replaying') return;
    Object.assign(letter, { reason, state: 'waiting', attempts: letter.attempts + 1 });
  }

  private after(partition: number): StoredEvent[] {
    return this.events.filter((event) => partitionOf(event.userId) === partition && event.position > (this.positions[partition] ?? 0));
  }
}

export class MemoryEventLog extends EventLog {
  constructor(private readonly log: MemoryLog) {
    super();
  }

  async append(events: readonly NewEvent[]): Promise<void> {
    this.log.add(events);
  }

  bufferUse(): number {
    return 0;
  }
}

export class MemoryFoldLog extends FoldLog {
  constructor(private readonly log: MemoryLog) {
    super();
  }

  fold(request: FoldRequest, work: FoldWork): Promise<readonly StoredEvent[]> {
    return this.log.fold(request, work);
  }

  foldRequestedLetter(work: FoldWork): Promise<StoredEvent | undefined> {
    return this.log.foldLetter(work);
  }

  async setAside(letter: LetterId, tx: Transaction): Promise<void> {
    this.log.setAside(letter, tx);
  }

  async letterFailed(eventId: string, reason: string): Promise<void> {
    this.log.letterFailed(eventId, reason);
  }
}
