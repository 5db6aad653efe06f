import { setTimeout as sleep } from 'node:timers/promises';

/** Shorter work is not worth a rest: it is counted into the next one. */
const SHORTEST_MS = 10;

export interface RestParts {
  /** Milliseconds, from wherever. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/**
 * Keeps long work that nobody waits for to a share of the time: it rests after each piece, the longer the more it had to do. What
 * somebody waits for then finds the processor free, and the database as well, since waiting for it counts as work.
 */
export class Rest {
  private sinceMs: number;

  /** @param share above 0, up to 1 */
  constructor(
    private readonly share: number,
    private readonly parts: RestParts = { now: () => performance.now(), sleep },
  ) {
    this.sinceMs = parts.now();
  }

  /** To be awaited between pieces of some milliseconds. */
  async take(): Promise<void> {
    const workedMs = this.parts.now() - this.sinceMs;
    if (workedMs < SHORTEST_MS) return;
    await this.parts.sleep(workedMs * (1 / this.share - 1));
    this.sinceMs = this.parts.now();
  }
}
