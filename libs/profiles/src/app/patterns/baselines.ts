import type { PlatformBaseline } from '../../core/patterns/platform-baseline.js';

/** How the platform's users call, as the nightly job left it. */
export abstract class Baselines {
  abstract latest(): Promise<PlatformBaseline | undefined>;
  abstract keep(baseline: PlatformBaseline, madeMs: number): Promise<void>;
}
