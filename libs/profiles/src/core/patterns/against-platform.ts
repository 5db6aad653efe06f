import type { Spread } from './platform-baseline.js';
import { studentTwoSided } from './statistics/distributions.js';

/** What a user's figure amounts to among those of the platform's users. */
export interface Standing {
  readonly pValue: number;
  /** Deviations of the platform's users from their mean. */
  readonly deviations: number;
  /** Outside of all users looked at: of users that are alike that befalls two in `users + 1`, however they spread. */
  readonly isOutside: boolean;
}

/**
 * Whether a figure could be one more of the platform's, by the prediction interval of normal values.
 * @param noise variance of the figure itself, from having been counted
 */
export function againstPlatform(value: number, noise: number, { users, mean, deviation, least, most }: Spread): Standing {
  const spread = Math.sqrt(deviation ** 2 * (1 + 1 / users) + noise);
  const distance = value - mean;
  return { pValue: spread === 0 ? 1 : studentTwoSided(distance / spread, users - 1), deviations: deviation === 0 ? 0 : distance / deviation, isOutside: value < least || value > most };
}
