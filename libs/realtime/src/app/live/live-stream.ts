import type { Transaction } from '#platform/database';

export const LIVE_TYPES = ['incident', 'insight', 'metric'] as const;
export type LiveType = (typeof LIVE_TYPES)[number];

/** Something to be told: `type` is one of LIVE_TYPES, a dot and what happened, as in `incident.opened`. */
export interface LiveNews {
  readonly type: `${LiveType}.${string}`;
  /** Surrogate id of whom it concerns; `PLATFORM_USER` where it is nobody's. */
  readonly userId: number;
  readonly atMs: number;
  /** JSON. Phone numbers in its texts are masked. */
  readonly data: object;
}

export interface LiveEvent extends LiveNews {
  /** Its place in the stream. */
  readonly seq: number;
}

/** Where news is put that the live stream and webhooks tell: into an outbox, with the change it tells of or not at all. */
export abstract class LiveStream {
  abstract publish(news: LiveNews, tx?: Transaction): Promise<void>;
}

/** The outbox as the stream reads it. */
export abstract class LiveOutbox {
  /** Gives what was committed its places. Returns the last place given. */
  abstract number(): Promise<number>;
  /** Events after a place, in their order. */
  abstract after(seq: number, limit: number): Promise<readonly LiveEvent[]>;
  /** Events up to this place are not kept any more. */
  abstract forgottenSeq(): Promise<number>;
  /** Returns how many were forgotten. */
  abstract forget(beforeMs: number): Promise<number>;
}
