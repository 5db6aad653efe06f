/** A user's calls in one hour. Hours are numbered from the Unix epoch, in UTC. */
export interface UserHour {
  readonly hour: number;
  /** Of either direction; the next three count calls that came in. */
  readonly calls: number;
  readonly incoming: number;
  readonly answered: number;
  readonly aiHandled: number;
  /** Answered calls of either direction that carry a duration, and how long they lasted in all. */
  readonly timedAnswered: number;
  readonly answeredMs: number;
}

/** A user's series by the hour, added up from the quarters that are folded. */
export abstract class UserHours {
  /** The hour in which the user was first seen; undefined where they never were. */
  abstract firstHour(userId: number): Promise<number | undefined>;
  /** Hours in which anything was seen, from one up to (and without) another, in their order. */
  abstract between(userId: number, fromHour: number, untilHour: number): Promise<readonly UserHour[]>;
}
