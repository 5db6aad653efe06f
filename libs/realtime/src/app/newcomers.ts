/** A user in an event that comes in now, and when it says it happened. */
export interface Met {
  readonly userId: number;
  readonly occurredAtMs: number;
}

/** Who has come to the service only lately. Asked on accept, so that what is folded says it, whenever it is folded. */
export abstract class Newcomers {
  /** For each whether they are new, in their order; remembers whom it meets for the first time. */
  abstract among(met: readonly Met[], nowMs: number): Promise<readonly boolean[]>;
}
