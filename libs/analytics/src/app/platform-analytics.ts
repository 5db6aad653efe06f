import type { LogMark } from '#realtime';
import type { PlatformHour, Span, TopCaller } from '../core/index.js';

/** How far all users' hours are added up. */
export interface AddedUp {
  /** All hours before it are; 0 before the first time. */
  readonly untilHour: number;
  /** Calls received up to there have been looked at. */
  readonly mark: LogMark;
}

/** The calls of all users by the UTC hour, as the latest roll-up left them. */
export abstract class PlatformAnalytics {
  abstract state(): Promise<AddedUp>;
  /** Adds up hours from the log, from one up to and without another, knowing calls before `untilHour`; what stood for them goes. */
  abstract addUp(fromHour: number, toHour: number, untilHour: number): Promise<void>;
  /** Finds the busiest numbers of a UTC day anew. */
  abstract rankDay(day: number): Promise<void>;
  abstract reached(state: AddedUp): Promise<void>;

  /** From the first hour with a call up to the last that is added up; nothing before the first roll-up. */
  abstract reach(): Promise<{ readonly fromMs: number; readonly untilMs: number }>;
  abstract between(fromMs: number, untilMs: number): Promise<readonly PlatformHour[]>;
  /** From the busiest numbers of the UTC days that begin within a span. */
  abstract topCallers(span: Span): Promise<readonly TopCaller[]>;
}
