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

/** Drives the lanes: each folds while there is something, then sleeps until the log rings or `flushInterval` is over. */
export class StreamProcessor {
  readonly lanes: readonly Lane[];
  private readonly bells: readonly Bell[];
  private running: Promise<unknown> | undefined;
  private stopping = false;

  constructor(
    private readonly options: ProcessorOptions,
    parts: LaneParts,
  ) {
    const { lanes: count, batchSize, maxRetries } = options;
    this.lanes = Array.from({ length: count }, (_, lane) => {
      const partitions = Array.from({ length: PARTITIONS }, (_unused, partition) => partition).filter((partition) => partition % count === lane);
      return new Lane({ partitions, batchSize, maxRetries }, parts, new LaneStatistics(parts.clock.now()));
    });
    this.bells = this.lanes.map(() => new Bell());
  }

  start(): void {
    this.running = Promise.all(this.lanes.map((lane, index) => this.drive(lane, this.bells[index] as Bell)));
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

  private async drive(lane: Lane, bell: Bell): Promise<void> {
    while (!this.stopping) {
      const { events } = lane.statistics;
      const step = await lane.step();
      if (step === 'drained') await bell.wait(this.options.flushIntervalMs);
      // A transaction costs the same for one event as for a hundred: what arrives in this pause shares the next one.
      else if (lane.statistics.events - events < lane.backlogFrom && !this.stopping) await this.gather();
    }
  }

  private gather(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, GATHER_MS));
  }
}
