import { PARTITIONS } from '../core/index.js';
import { Lane, type LaneParts } from './lane.js';
import { LaneStatistics } from './lane-statistics.js';

export interface ProcessorOptions {
  readonly batchSize: number;
  readonly flushIntervalMs: number;
  readonly maxRetries: number;
  readonly lanes: number;
}

// Short against the time in which an event must be visible, long against that of a small transaction.
const GATHER_MS = 15;

/** Wakes sleepers; a signal given while nobody sleeps is kept for the next one. */
class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  async wait(longestMs: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, longestMs);
        this.wake = () => { clearTimeout(timer); resolve(); };
      });
    }
    this.wake = undefined;
    this.rung = false;
  }
}

const ALL = Array.from({ length: PARTITIONS }, (_, partition) => partition);

/**
 * Drives the lanes. Where the log is nearly drained the first lane folds every partition by itself: one transaction for
 * what has just come in is far cheaper than one a lane. Under backlog, or where an event gives trouble, each lane folds
 * its own share. A lane without work sleeps until the log rings or `flushInterval` is over.
 */
export class StreamProcessor {
  readonly lanes: readonly Lane[];
  private readonly bells: readonly Bell[];
  private running: Promise<unknown> | undefined;
  private spread = false;
  private stopping = false;

  constructor(
    private readonly options: ProcessorOptions,
    parts: LaneParts,
  ) {
    const { lanes: count, batchSize, maxRetries } = options;
    this.lanes = Array.from({ length: count }, (_, lane) => {
      const partitions = ALL.filter((partition) => partition % count === lane);
      return new Lane({ partitions, batchSize, maxRetries }, parts, new LaneStatistics(parts.clock.now()));
    });
    this.bells = this.lanes.map(() => new Bell());
  }

  start(): void {
    const [first, ...others] = this.lanes.map((lane, index) => ({ lane, bell: this.bells[index] as Bell }));
    if (first === undefined) return;
    this.running = Promise.all([this.lead(first.lane, first.bell), ...others.map(({ lane, bell }) => this.follow(lane, bell))]);
  }

  /** Says that the log has grown. */
  ring(): void {
    this.bells.forEach((bell) => bell.ring());
  }

  /** Lets every lane finish the transaction it is in. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.ring();
    await this.running;
  }

  private async lead(lane: Lane, bell: Bell): Promise<void> {
    while (!this.stopping) {
      const step = await this.advance(lane, this.spread ? lane.partitions : ALL);
      const { spread } = this;
      this.spread = step === 'full' || lane.troubled;
      if (this.spread && !spread) this.ring();
      await this.rest(step, bell);
    }
  }

  private async follow(lane: Lane, bell: Bell): Promise<void> {
    while (!this.stopping) {
      const step = this.spread || lane.troubled ? await this.advance(lane, lane.partitions) : 'drained';
      await this.rest(step, bell);
    }
  }

  /** `full`: the transaction was so large that more must be waiting. */
  private async advance(lane: Lane, partitions: readonly number[]): Promise<'drained' | 'some' | 'full'> {
    const { events } = lane.statistics;
    if ((await lane.step(partitions)) === 'drained') return 'drained';
    return lane.statistics.events - events >= lane.backlogFrom ? 'full' : 'some';
  }

  private async rest(step: 'drained' | 'some' | 'full', bell: Bell): Promise<void> {
    if (this.stopping || step === 'full') return;
    if (step === 'drained') await bell.wait(this.options.flushIntervalMs);
    // What arrives in this pause shares the next transaction, which costs nearly the same for one event as for a hundred.
    else await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
  }
}
