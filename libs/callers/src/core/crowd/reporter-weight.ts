/** What is known of a user who labels numbers. */
export interface ReporterRecord {
  /** Their labels that reporters who spoke later, on the same numbers, bore out and contradicted. */
  readonly agreed: number;
  readonly disagreed: number;
}

/** One label as it was given. */
export interface ReportCircumstances {
  /** Days from the user's first call or report to this report; negative counts as 0. */
  readonly knownDays: number;
  /** Calls of the number to this user before the report. */
  readonly callsBefore: number;
}

/** From this age on a user is no newcomer, and from `FULLY_KNOWN_DAYS` age adds nothing. */
export const ESTABLISHED_DAYS = 14;
export const FULLY_KNOWN_DAYS = 28;
/** A report that weighs less is light: all light ones of a number together weigh about one report at most. */
export const LIGHT_WEIGHT = 0.25;

/** Share of a newcomer's word on the first day, and on the last day of being one. */
const FIRST_DAY = 0.02;
const LAST_NEW_DAY = 0.2;
/** Nobody can tell what a number does that never called them. */
const NEVER_CALLED = 0.05;
const CALLED_ONCE = 0.9;
/** Most who say something mean it: a record begins with eight labels borne out and one contradicted. */
const PRIOR_AGREED = 8;
const PRIOR_DISAGREED = 1;

/**
 * What a user's record leaves of their word, 0–1: 2·p − 1, where p is the mean of the Beta posterior of being borne out. 0.78 without
 * a record, towards 1 for whoever is always borne out, 0 for whoever is right no more often than a coin.
 */
export function trackRecord({ agreed, disagreed }: ReporterRecord): number {
  const borneOut = (agreed + PRIOR_AGREED) / (agreed + disagreed + PRIOR_AGREED + PRIOR_DISAGREED);
  return Math.max(0, 2 * borneOut - 1);
}

function familiarity(days: number): number {
  const known = Math.max(0, days);
  if (known < ESTABLISHED_DAYS) return FIRST_DAY + ((LAST_NEW_DAY - FIRST_DAY) * known) / ESTABLISHED_DAYS;
  return Math.min(1, 0.5 + (0.5 * (known - ESTABLISHED_DAYS)) / (FULLY_KNOWN_DAYS - ESTABLISHED_DAYS));
}

function acquaintance(callsBefore: number): number {
  if (callsBefore <= 0) return NEVER_CALLED;
  return callsBefore === 1 ? CALLED_ONCE : 1;
}

/**
 * Weight of one report, 0–1: how long its author had been known, whether the number had ever called them, and what the crowd later
 * made of what they said before. Never falls with age, calls or agreement, never rises with disagreement.
 *
 * @param track see `trackRecord`
 */
export function reporterWeight(track: number, { knownDays, callsBefore }: ReportCircumstances): number {
  return track * familiarity(knownDays) * acquaintance(callsBefore);
}
