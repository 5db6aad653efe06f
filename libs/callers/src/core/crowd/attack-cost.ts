import type { FeedbackLabel } from '#realtime/core';
import type { Verdict } from '../verdict.js';
import { reporterWeight, trackRecord } from './reporter-weight.js';

/** Labels that so many accounts made today would give. */
export interface FreshReports {
  readonly label: FeedbackLabel;
  readonly count: number;
}

/** No attack with more accounts is thought of. */
export const MOST_ACCOUNTS = 1_000_000;

/** What one of them weighs. That the number called them once is granted: an account may claim a call it never had. */
export const FRESH_WEIGHT = reporterWeight(trackRecord({ agreed: 0, disagreed: 0 }), { knownDays: 0, callsBefore: 1 });

const OPPOSITE: Readonly<Record<Verdict, FeedbackLabel | undefined>> = { spam: 'not_spam', suspicious: 'not_spam', legitimate: 'spam', unknown: undefined };

/** What speaks against a verdict; undefined of `unknown`. */
export const oppositeOf = (verdict: Verdict): FeedbackLabel | undefined => OPPOSITE[verdict];

/** Where `attackCost` looks. */
export interface Search {
  /** So many counts from 1 on are looked at one by one. */
  readonly oneByOne?: number;
  /** No more than this is thought of. */
  readonly most?: number;
}

/**
 * How many fresh accounts it takes for the verdict to be another one; `null` where `most` don't do. The smallest such number where it is no
 * more than `oneByOne`, or if more of the same never moves the verdict back. Asks for each up to `oneByOne`, then once where nothing would do,
 * else some forty times at most.
 */
export function attackCost(flips: (count: number) => boolean, { oneByOne = 0, most = MOST_ACCOUNTS }: Search = {}): number | null {
  const known = Math.min(oneByOne, most);
  for (let count = 1; count <= known; count++) if (flips(count)) return count;
  return most > known && flips(most) ? fewest(flips, known, most) : null;
}

/** @param tooFew accounts that do not do @param most accounts that do */
function fewest(flips: (count: number) => boolean, tooFew: number, most: number): number {
  let enough = tooFew + 1;
  while (enough < most && !flips(enough)) [tooFew, enough] = [enough, Math.min(most, enough * 2)];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (flips(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
