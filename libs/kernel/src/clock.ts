/** Where a process gets the time from; the core takes times as arguments instead. */
export abstract class Clock {
  /** Milliseconds since the Unix epoch. */
  abstract now(): number;
}
