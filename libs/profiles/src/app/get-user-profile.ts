import { AppError, ZoneClock } from '#kernel';
import type { CountSpamCalls } from '#callers';
import type { Identities } from '#privacy';
import type { Preferences } from '../core/preferences.js';
import { answerRate, averageDurationSeconds, callCounts, callsPerDay, hourlyCalls, interactionStyle, spamRisk } from '../core/user-profile.js';
import type { GetPreferences } from './get-preferences.js';
import type { UserReadModel } from './user-read-model.js';

/** A user's profile as it stands. */
export interface UserProfile {
  readonly userId: string;
  readonly timezone: string;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly calls: ReturnType<typeof callCounts> & { readonly spam: number };
  readonly callsPerDay: number | null;
  readonly answerRate: number | null;
  readonly averageDurationSeconds: number | null;
  readonly hourly: readonly number[];
  readonly contacts: number;
  readonly interactionStyle: string | null;
  readonly preferences: Omit<Preferences, 'timezone'>;
  readonly risk: ReturnType<typeof spamRisk>;
}

export const userUnknown = (): AppError => new AppError('user_unknown', 'not-found', 'nothing is known of this user');

export class GetUserProfile {
  private readonly zoneClock = new ZoneClock();

  constructor(
    private readonly identities: Identities,
    private readonly users: UserReadModel,
    private readonly spamCalls: CountSpamCalls,
    private readonly preferences: Pick<GetPreferences, 'effective'>,
  ) {}

  /** @throws AppError `user_unknown` where nothing was ever seen of the user. */
  async execute(userId: string, asOfMs: number): Promise<UserProfile> {
    const id = await this.identities.findUser(userId);
    if (id === undefined) throw userUnknown();
    const [stored, spam] = await Promise.all([this.users.find(id), this.spamCalls.execute(id, asOfMs)]);
    if (stored === undefined) throw userUnknown();
    const { state, quarters, contacts } = stored;
    const { timezone, ...preferences } = this.preferences.effective(id, stored.chosen);
    const calls = callCounts(state);
    return {
      userId, timezone, firstSeenMs: state.firstMs, lastSeenMs: state.lastMs,
      calls: { ...calls, spam },
      callsPerDay: callsPerDay(state) ?? null,
      answerRate: answerRate(state) ?? null,
      averageDurationSeconds: averageDurationSeconds(state) ?? null,
      hourly: hourlyCalls(quarters, timezone, this.zoneClock),
      contacts,
      interactionStyle: interactionStyle(state) ?? null,
      preferences,
      risk: spamRisk(spam, calls.incoming),
    };
  }
}
