import type { Clock } from '#kernel';
import type { FoldLog, FoldWork } from './fold-log.js';
import type { ProcessorReports } from './processor-reports.js';
import type { Lane } from './lane.js';
import type { StreamProcessor } from './stream-processor.js';

export interface StreamWorkerParts {
  readonly workerId: string;
  /** false: nothing is folded, but the worker still says that it lives. */
  readonly enabled: boolean;
  readonly processor: StreamProcessor;
  readonly log: FoldLog;
  readonly apply: FoldWork;
  readonly reasonOf: (error: unknown) => string;
  readonly reports: ProcessorReports;
  readonly clock: Clock;
}

/** One worker's part of the stream: folding, replaying dead letters on request, and saying how it goes. */
export class StreamWorker {
  constructor(private readonly parts: StreamWorkerParts) {}

  start(): void {
    if (this.parts.enabled) this.parts.processor.start();
  }

  /** Says that the log has grown. */
  ring(): void {
    this.parts.processor.ring();
  }

  async stop(): Promise<void> {
    if (this.parts.enabled) await this.parts.processor.stop();
  }

  /** Folds every dead letter that was asked for, one transaction each. Returns how many were folded. */
  async replayLetters(): Promise<number> {
    for (let folded = 0; ; ) {
      let eventId: string | undefined;
      try {
        const letter = await this.parts.log.foldRequestedLetter((events, tx) => {
          eventId = events[0]?.eventId;
          return this.parts.apply(events, tx);
        });
        if (letter === undefined) return folded;
        folded++;
      } catch (error) {
        if (eventId === undefined) throw error;
        await this.parts.log.letterFailed(eventId, this.parts.reasonOf(error));
      }
    }
  }

  async report(): Promise<void> {
    const { workerId, enabled, processor, reports, clock } = this.parts;
    const now = clock.now();
    await reports.save(processor.lanes.map((lane, index) => ({ workerId, lane: index, ...reportOf(lane, now), status: enabled ? lane.statistics.status : 'disabled' })));
  }
}

type LaneReport = Omit<Parameters<ProcessorReports['save']>[0][number], 'workerId' | 'lane' | 'status'>;

function reportOf({ partitions, statistics }: Lane, nowMs: number): LaneReport {
  const { eventsPerSecond, latencies } = statistics.recent(nowMs);
  return {
    partitions,
    events: statistics.events,
    errors: statistics.errors,
    eventsPerSecond,
    latencyCounts: statistics.latencies,
    recentLatencyCounts: latencies,
    latencySumMs: statistics.latencySumMs,
    startedAtMs: statistics.startedAtMs,
    heartbeatAtMs: nowMs,
  };
}
