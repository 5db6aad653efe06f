import type { LogMark } from '#realtime';

/** Who called in one hour. Hours are numbered from the Unix epoch, in UTC. */
export interface HourlyCallers {
  readonly hour: number;
  /** Numbers that called in; withheld ones and calls that only their user tells of are left out. */
  readonly distinctCallers: number;
  /** Of those numbers' calls the ones whose number is on the list of spam, as the latest scoring left it. */
  readonly spamCalls: number;
}

/** All that was said of calls in one hour, by all users. */
export interface HourlyCalls extends HourlyCallers {
  readonly calls: number;
  readonly incoming: number;
  readonly answered: number;
  readonly aiHandled: number;
  /** Answered calls of either direction that carry a duration, and how long they lasted in all. */
  readonly timedAnswered: number;
  readonly answeredMs: number;
}

/** What the log tells of calls by hour. Hours without a call are left out. */
export abstract class HourlyCallHistory {
  /** Who called a user, from one moment up to another, both at full hours. */
  abstract ofUser(userId: number, fromMs: number, untilMs: number): Promise<readonly HourlyCallers[]>;
  /** Calls of all users from one hour up to, and without, another, as the log has them now. It may be read from there on, so ask for days, not for years. */
  abstract ofAll(fromHour: number, untilHour: number): Promise<readonly HourlyCalls[]>;
  /** Hours in which calls fell that were received after a mark, and the mark up to which that is told. */
  abstract hoursSince(after: LogMark): Promise<{ readonly until: LogMark; readonly hours: readonly number[] }>;
}
