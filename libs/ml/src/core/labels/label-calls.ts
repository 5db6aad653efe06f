import { DAY_MS } from '#kernel';
import { ANSWERED, INCOMING, type UserLabel } from '#realtime/core';
import type { HistoricCall } from '../features/caller-history.js';

/** Whose word a label rests on: the called user's, that of other users, or what came of the call. */
export type LabelSource = 'own' | 'crowd' | 'outcome';

export interface CallLabel {
  readonly spam: boolean;
  readonly source: LabelSource;
}

/** A conversation as long as this one does not have with a spammer. */
const CONVERSATION_MS = 60_000;
/** How long after a call its outcome may show. */
const OUTCOME_MS = 30 * DAY_MS;
const FEWEST_OF_CROWD = 2;

function isFriendly({ call: { direction, outcome, durationMs } }: HistoricCall): boolean {
  return direction !== INCOMING || (outcome === ANSWERED && (durationMs ?? 0) >= CONVERSATION_MS);
}

/** For each call, whether the user dialled the number or spoke with it for long in that very call or within 30 days after it. */
function turnedOutFriendly(calls: readonly HistoricCall[]): boolean[] {
  const friendly: boolean[] = new Array<boolean>(calls.length).fill(false);
  const nextMs = new Map<number, number>();
  for (let at = calls.length - 1; at >= 0; at--) {
    const call = calls[at] as HistoricCall;
    if (isFriendly(call)) nextMs.set(call.userId, call.occurredAtMs);
    friendly[at] = (nextMs.get(call.userId) ?? Infinity) - call.occurredAtMs <= OUTCOME_MS;
  }
  return friendly;
}

/**
 * What is known of each call of one number; undefined where nothing is. Whatever is given counts: leave out what was not
 * known at the moment in question.
 *
 * 1. The called user's latest word on the number.
 * 2. The crowd's: at least two other users' latest words, two thirds of them or more of one kind.
 * 3. The outcome, where nobody's latest word is *spam*: no spam if the user dialled the number, or spoke with it for a minute
 *    or more, in this call or within 30 days after it. No outcome makes a call spam.
 *
 * "Unsure" is no word. Labels of outgoing calls mean nothing: models answer for incoming ones. O(calls + labels).
 *
 * @param calls in the order in which they happened
 * @param labels the latest of each user (`latestLabels`)
 */
export function labelCalls(calls: readonly HistoricCall[], labels: readonly Pick<UserLabel, 'userId' | 'label'>[]): (CallLabel | undefined)[] {
  const sure = labels.filter(({ label }) => label !== 'unsure');
  const own = new Map(sure.map(({ userId, label }) => [userId, label === 'spam']));
  const spam = sure.filter(({ label }) => label === 'spam').length;
  const crowd = crowdLabel(spam, sure.length);
  const friendly = spam > 0 ? [] : turnedOutFriendly(calls);
  return calls.map(({ userId }, at) => {
    const said = own.get(userId);
    if (said !== undefined) return { spam: said, source: 'own' };
    // Whoever has no word of their own has none among these either: they are all of others.
    return crowd ?? (friendly[at] === true ? { spam: false, source: 'outcome' } : undefined);
  });
}

function crowdLabel(spam: number, words: number): CallLabel | undefined {
  if (words < FEWEST_OF_CROWD) return undefined;
  const isSpam = 2 * spam > words;
  const agreeing = isSpam ? spam : words - spam;
  // Two thirds, in whole numbers.
  return 3 * agreeing >= 2 * words ? { spam: isSpam, source: 'crowd' } : undefined;
}
