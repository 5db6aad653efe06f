import { DAY_MS, ratio } from '#kernel';
import { OUTCOMES } from '#realtime/core';
import type { CallerCounts } from './caller-at-call.js';
import { CATEGORY_COLUMNS, categoryHash } from './category-hash.js';
import { contactFeatures, hoursSince, seeContact, type SeenContact } from './contact-features.js';
import { emptyContact, emptyUser, type ContactCounts, type UserCounts } from './contact-tally.js';
import { featureSet, type Feature } from './feature-set.js';

/** What the calls of the calling number with anybody come to. */
export interface CallerSummary {
  readonly calls: number;
  readonly users: number;
  readonly answeredShare: number | undefined;
  readonly shortShare: number | undefined;
  readonly meanSeconds: number | undefined;
  readonly lastMs: number;
}

/** A user as they are when a number calls them: from the calls before this one. */
export interface UserAtCall {
  /** All calls of the user; undefined where there was none. */
  readonly user: UserCounts | undefined;
  /** Those with this number; undefined where there was none. */
  readonly pair: ContactCounts | undefined;
  /** Distinct numbers the user had calls with. */
  readonly contacts: number;
  readonly caller: CallerSummary | undefined;
  /** What kind of spam users last said the number was. */
  readonly category: string | undefined;
  readonly asOfMs: number;
  /** Hour of the day on the user's clock, now. */
  readonly localHour: number;
}

interface Seen extends Pick<UserAtCall, 'contacts' | 'category' | 'asOfMs' | 'localHour'> {
  readonly counts: UserCounts;
  readonly user: SeenContact;
  readonly pair: SeenContact;
  readonly caller: CallerSummary;
}

const NOBODY = emptyUser();
const STRANGER = emptyContact();
const UNHEARD: CallerSummary = { calls: 0, users: 0, answeredShare: undefined, shortShare: undefined, meanSeconds: undefined, lastMs: NaN };
const HOUR_MS = 3_600_000;
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

function see({ user = NOBODY, pair = STRANGER, caller = UNHEARD, asOfMs, ...now }: UserAtCall): Seen {
  return { ...now, counts: user, user: seeContact(user, asOfMs), pair: seeContact(pair, asOfMs), caller, asOfMs };
}

/** What a summary keeps of a number's counts. */
export function summariseCaller({ made, taken, timed, short, timedAnswered, answeredMs, lastMs }: CallerCounts, users: number): CallerSummary {
  const [out, back] = [made, taken].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [number, number];
  const meanMs = ratio(answeredMs, timedAnswered);
  return {
    calls: out + back, users, answeredShare: ratio(made[OUTCOMES.indexOf('answered')] ?? 0, out), shortShare: ratio(short, timed),
    meanSeconds: meanMs === undefined ? undefined : meanMs / 1000, lastMs,
  };
}

/** Day of the week on the user's clock, 0 on Mondays. The zone is what brings the UTC hour to the local one, from 12 hours behind to 11 ahead. */
function weekday({ asOfMs, localHour }: Seen): number {
  const utcHour = Math.floor(asOfMs / HOUR_MS) % 24;
  const zoneHours = ((localHour - utcHour + 36) % 24) - 12;
  return Math.floor((asOfMs + zoneHours * HOUR_MS - FIRST_MONDAY_MS) / DAY_MS) % 7;
}

function answeredAboutNow({ counts, localHour }: Seen): number | undefined {
  const hours = [localHour + 23, localHour, localHour + 1].map((hour) => hour % 24);
  const sum = (of: readonly number[]): number => hours.reduce((calls, hour) => calls + (of[hour] ?? 0), 0);
  return ratio(sum(counts.answeredHours), sum(counts.hours));
}

const angle = ({ localHour }: Seen): number => (2 * Math.PI * localHour) / 24;

const FEATURES: readonly Feature<Seen>[] = [
  ...contactFeatures<Seen>('pair', 'between the user and this number', ({ pair }) => pair),
  ...contactFeatures<Seen>('user', 'of the user with anybody', ({ user }) => user),
  { name: 'contacts', type: 'count', unit: 'numbers', meaning: 'distinct numbers the user had calls with', of: ({ contacts }) => contacts },
  {
    name: 'pair_of_user_share', type: 'share', unit: 'calls of the user', meaning: "the user's calls of either direction that were with this number",
    of: ({ pair, user }) => ratio(pair.incoming + pair.outgoing, user.incoming + user.outgoing),
  },
  { name: 'answered_about_now_share', type: 'share', unit: 'calls in about this hour of the day', meaning: "the user's calls in within an hour of this one of the day that were answered", of: answeredAboutNow },
  { name: 'caller_calls', type: 'count', unit: 'calls', meaning: 'calls of the number of either direction, with any user', of: ({ caller }) => caller.calls },
  { name: 'caller_users', type: 'count', unit: 'users', meaning: 'distinct users the number had calls with', of: ({ caller }) => caller.users },
  { name: 'caller_answered_share', type: 'share', unit: 'calls made', meaning: 'calls of the number that any user answered', of: ({ caller }) => caller.answeredShare },
  { name: 'caller_short_share', type: 'share', unit: 'calls picked up', meaning: 'calls of the number that ended within 10 s', of: ({ caller }) => caller.shortShare },
  { name: 'caller_mean_seconds', type: 'amount', unit: 'seconds', meaning: 'mean duration of answered calls of the number', of: ({ caller }) => caller.meanSeconds },
  { name: 'caller_hours_since_last', type: 'amount', unit: 'hours', meaning: 'time since the last call of the number', of: ({ caller, asOfMs }) => hoursSince(caller.lastMs, asOfMs) },
  { name: 'hour_sine', type: 'amount', unit: '', meaning: "sine of the hour of the day on the user's clock as an angle", of: (seen) => Math.sin(angle(seen)) },
  { name: 'hour_cosine', type: 'amount', unit: '', meaning: "cosine of the hour of the day on the user's clock as an angle", of: (seen) => Math.cos(angle(seen)) },
  { name: 'weekday', type: 'count', unit: 'days after Monday', meaning: "day of the week on the user's clock", of: weekday },
  ...Array.from({ length: CATEGORY_COLUMNS }, (_, column): Feature<Seen> => ({
    name: `category_${'abcd'.charAt(column)}`, type: 'amount', unit: '', meaning: 'the kind of spam users last said the number was, hashed to +1 or −1 in one of these columns',
    of: ({ category }) => categoryHash(category, column),
  })),
];

/**
 * What a user is likely to do with a call rests on this; of the user's own calls, on the newest `MOST_USER_CALLS`. No feature tells how long the log has been kept: it would be a clock. Cost: some ten microseconds.
 */
export const USER_AT_CALL = featureSet({ name: 'user_at_call', version: 2 }, see, FEATURES);
