/** An event that could not be folded. `state`: waiting for someone, asked to be replayed, or folded after all. */
export interface DeadLetter {
  readonly id: number;
  readonly eventId: string;
  readonly kind: number;
  readonly reason: string;
  readonly attempts: number;
  readonly failedAtMs: number;
  readonly receivedAtMs: number;
  readonly state: 'waiting' | 'replaying' | 'replayed';
}

/** What was set aside, for those who mend it. */
export abstract class DeadLetters {
  /** Newest first, those with an id below `before`. */
  abstract list(before: number | undefined, limit: number): Promise<readonly DeadLetter[]>;
  /** Asks the worker to fold a letter again; undefined where there is no such letter. Replayed letters stay as they are. */
  abstract requestReplay(id: number): Promise<DeadLetter | undefined>;
}
