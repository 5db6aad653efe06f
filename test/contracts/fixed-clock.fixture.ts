import { Clock } from '#kernel';

/** A clock that stands where a test puts it. */
export class FixedClock extends Clock {
  constructor(public nowMs: number) {
    super();
  }

  now(): number {
    return this.nowMs;
  }
}
