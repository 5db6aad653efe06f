/** What one lane of one worker says of itself, once a second. */
export interface ProcessorReport {
  readonly workerId: string;
  readonly lane: number;
  readonly status: 'idle' | 'folding' | 'retrying' | 'disabled';
  readonly partitions: readonly number[];
  readonly events: number;
  readonly errors: number;
  readonly eventsPerSecond: number;
  /** Accept-to-visible latencies since the start and over the last minute, by LATENCY_BOUNDS_MS. */
  readonly latencyCounts: readonly number[];
  readonly recentLatencyCounts: readonly number[];
  /** Sum of all latencies since the start. */
  readonly latencySumMs: number;
  readonly startedAtMs: number;
  readonly heartbeatAtMs: number;
}

export interface PartitionLag {
  readonly partition: number;
  readonly position: number;
  /** Events after the position, counted exactly up to LAG_COUNTED. */
  readonly lag: number;
}

export const LAG_COUNTED = 1_000_000;

/** Where workers leave their reports and anyone reads them. */
export abstract class ProcessorReports {
  abstract save(reports: readonly ProcessorReport[]): Promise<void>;
  /** Reports whose heartbeat is at `sinceMs` or later. */
  abstract list(sinceMs: number): Promise<readonly ProcessorReport[]>;
  abstract lag(): Promise<readonly PartitionLag[]>;
}
