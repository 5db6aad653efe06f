import { Clock } from '#kernel';

/** Thursday, 2026-01-15T10:00:00Z: when tests that set the time take place. */
export const NOW_MS = Date.UTC(2026, 0, 15, 10);

/** A clock that stands where a test puts it. */
export class FixedClock extends Clock {
  constructor(public nowMs: number) {
    super();
  }

  now(): number {
    return this.nowMs;
  }
}
