/** A user in an event that comes in now, and when it says it happened. */
export interface Met {
  readonly userId: number;
  readonly occurredAtMs: number;
  /** With which number they have a call; undefined where it is none, or its number withheld. */
  readonly callerId?: number | undefined;
}

/** Who has come to the service only lately. Asked on accept, so that what is folded says it, whenever it is folded. */
export abstract class Newcomers {
  /**
   * For each whether they count as new there, in their order; remembers whom it meets for the first time. While the service is young those do who came
   * within a day, but for the first few of each number.
   */
  abstract among(met: readonly Met[], nowMs: number): Promise<readonly boolean[]>;
}
