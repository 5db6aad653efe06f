import type { Clock } from '#kernel';
import type { PlatformBaseline } from '../../core/patterns/platform-baseline.js';
import type { Baselines } from './baselines.js';
import type { MakeBaseline } from './make-baseline.js';

/** A new platform has users enough any minute; looking costs some dozen reads. */
const LOOKED_FOR_MS = 60_000;
const KEPT_MS = 5 * 60_000;

/** The baseline that the job made last; where it has made none yet, it is made by whoever asks first. */
export class CurrentBaseline {
  private known: PlatformBaseline | undefined;
  private freshUntilMs = -Infinity;
  private reading: Promise<PlatformBaseline | undefined> | undefined;

  constructor(
    private readonly baselines: Baselines,
    private readonly make: MakeBaseline,
    private readonly clock: Clock,
  ) {}

  async get(): Promise<PlatformBaseline | undefined> {
    if (this.clock.now() < this.freshUntilMs) return this.known;
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async read(): Promise<PlatformBaseline | undefined> {
    this.known = (await this.baselines.latest()) ?? (await this.make.execute());
    this.freshUntilMs = this.clock.now() + (this.known === undefined ? LOOKED_FOR_MS : KEPT_MS);
    return this.known;
  }
}
