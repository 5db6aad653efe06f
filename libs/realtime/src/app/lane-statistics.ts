import { addLatencies, countLatency, emptyLatencies } from '../core/index.js';

const SLICES = 6;
const SLICE_MS = 10_000;

interface Slice {
  readonly startMs: number;
  events: number;
  readonly latencies: number[];
}

/** What one lane did: totals since it started, and the last minute in slices of ten seconds. */
export class LaneStatistics {
  status: 'idle' | 'folding' | 'retrying' | 'disabled' = 'idle';
  events = 0;
  errors = 0;
  readonly latencies = emptyLatencies();
  latencySumMs = 0;
  private readonly slices: Slice[] = [];

  constructor(readonly startedAtMs: number) {}

  folded(receivedAtMs: readonly number[], nowMs: number): void {
    const slice = this.sliceAt(nowMs);
    this.events += receivedAtMs.length;
    slice.events += receivedAtMs.length;
    for (const received of receivedAtMs) {
      this.latencySumMs += Math.max(0, nowMs - received);
      countLatency(this.latencies, nowMs - received);
      countLatency(slice.latencies, nowMs - received);
    }
  }

  /** Events a second and latencies over the last minute. */
  recent(nowMs: number): { eventsPerSecond: number; latencies: number[] } {
    this.sliceAt(nowMs);
    const latencies = emptyLatencies();
    for (const slice of this.slices) addLatencies(latencies, slice.latencies);
    const events = this.slices.reduce((sum, slice) => sum + slice.events, 0);
    const spanMs = Math.max(1000, nowMs - Math.max(this.startedAtMs, nowMs - SLICES * SLICE_MS));
    return { eventsPerSecond: (events * 1000) / spanMs, latencies };
  }

  private sliceAt(nowMs: number): Slice {
    while (this.slices[0] !== undefined && this.slices[0].startMs <= nowMs - SLICES * SLICE_MS) this.slices.shift();
    const last = this.slices.at(-1);
    if (last !== undefined && nowMs < last.startMs + SLICE_MS) return last;
    const slice = { startMs: nowMs, events: 0, latencies: emptyLatencies() };
    this.slices.push(slice);
    return slice;
  }
}
