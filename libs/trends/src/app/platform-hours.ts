import type { HourlyCalls } from '#callers';
import type { LogMark } from '#realtime';

/** How far the platform's hours have been added up. */
export interface RollUpState {
  /** All hours before it are added up; 0 before the first time. */
  readonly untilHour: number;
  /** Calls received up to there have been looked at. */
  readonly mark: LogMark;
}

/** The calls of all users by the hour, as the latest roll-up left them. */
export abstract class PlatformHours {
  abstract state(): Promise<RollUpState>;
  /** Puts hours in the place of what stood for them. Saying the same twice changes nothing. */
  abstract put(hours: readonly HourlyCalls[]): Promise<void>;
  abstract reached(state: RollUpState): Promise<void>;
  /** The first hour with a call; undefined where none is added up. */
  abstract firstHour(): Promise<number | undefined>;
  abstract between(fromHour: number, untilHour: number): Promise<readonly HourlyCalls[]>;
}
