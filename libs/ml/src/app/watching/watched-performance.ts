import type { Finding } from '../../core/index.js';

/** How a served version does. */
export interface Assessment {
  readonly findings: readonly Finding[];
  readonly labelledRows: number;
}

export abstract class WatchedPerformance {
  abstract assess(model: string, version: number): Promise<Assessment>;
}

/** The log of predictions, as far as it must be kept from growing for ever. */
export abstract class LogUpkeep {
  abstract prune(): Promise<void>;
}
