import type { Clock } from '#kernel';
import type { ObserveStream } from '../observe-stream.js';

const MINUTE_MS = 60_000;
const KEPT_MS = 2 * 24 * 60 * MINUTE_MS;

/** Where samples of what has no history of its own are kept. */
export abstract class GaugeSamples {
  abstract keep(samples: ReadonlyMap<string, number>, atMs: number): Promise<void>;
  abstract forget(beforeMs: number): Promise<void>;
}

/** Takes a sample of the stream's state each minute, for rules to look back on. */
export class SampleGauges {
  constructor(
    private readonly observe: ObserveStream,
    private readonly samples: GaugeSamples,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    const nowMs = this.clock.now();
    const { foldedPerSecond, lag, latencyMs } = await this.observe.metrics();
    const processors = await this.observe.processors();
    const samples = new Map<string, number>([
      ['stream.folded_per_second', foldedPerSecond],
      ['stream.lag', lag],
      ['stream.processors_lost', processors.filter(({ status }) => status === 'lost').length],
      ['stream.errors', processors.reduce((sum, { errors }) => sum + errors, 0)],
    ]);
    // Without events there is no latency, and a missing one is not a short one.
    if (latencyMs.p95 !== null) samples.set('stream.latency_p95_ms', latencyMs.p95);
    await this.samples.keep(samples, Math.floor(nowMs / MINUTE_MS) * MINUTE_MS - 1);
    await this.samples.forget(nowMs - KEPT_MS);
  }
}
