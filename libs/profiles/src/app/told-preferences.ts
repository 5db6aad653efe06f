import type { Preferences } from '../core/preferences.js';

/** What the platform knows of a user's preferences besides what they chose here: second to that, before the defaults. */
export abstract class ToldPreferences {
  /** What is known at this moment; it may be nothing now and something later. @param userId surrogate id */
  abstract of(userId: number): Partial<Preferences>;
}
