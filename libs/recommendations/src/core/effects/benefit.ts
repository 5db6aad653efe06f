import type { Candidate, ExpectedEffect, Kind, Level } from '../recommendation.js';

/** A call of somebody known, spared or spoilt, weighs as much as so many others. */
const KNOWN_CALL = 5;
/** Of the days replayed, net of harm. */
const MUCH = 15;
const SOME = 5;

/** What advice of a kind is there for, in calls; kinds left out are not for the sake of calls. */
const BENEFIT: Readonly<Partial<Record<Kind, (effect: ExpectedEffect) => number>>> = {
  block_spam: ({ fewerSpamCalls }) => fewerSpamCalls,
  stricter_strategy: ({ fewerSpamCalls, fewerRings }) => fewerSpamCalls + fewerRings,
  looser_strategy: ({ moreRings }) => moreRings,
  quiet_hours: ({ fewerRings }) => fewerRings,
  mailbox_for_campaigns: ({ fewerAssisted }) => fewerAssisted,
  assistant_for_new_callers: ({ fewerRings }) => fewerRings,
  confirm_entry: ({ moreRings }) => KNOWN_CALL * moreRings,
  keep_number: ({ moreRings }) => KNOWN_CALL * moreRings,
};

/** What a replay showed for advice, in calls of its own kind less known callers treated worse; undefined for kinds that calls say nothing of. */
export function netBenefit({ kind }: Pick<Candidate, 'kind'>, effect: ExpectedEffect): number | undefined {
  const benefit = BENEFIT[kind]?.(effect);
  return benefit === undefined ? undefined : benefit - KNOWN_CALL * effect.contactsAffected;
}

export function impactOf(benefit: number): Level {
  if (benefit >= MUCH) return 'high';
  return benefit >= SOME ? 'medium' : 'low';
}
