/** Lets one process watch at a time. */
export abstract class WatchLock {
  /** Undefined where another process is at it. */
  abstract tryRun<T>(work: () => Promise<T>): Promise<{ readonly result: T } | undefined>;
}
