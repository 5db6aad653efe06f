import { contactTrials } from './contacts.js';
import { distinct, FEWEST_DAYS } from './evidence.js';
import { frequencyTrials } from './frequency.js';
import { interactionTrials } from './interaction.js';
import type { Pattern, Trial } from './pattern.js';
import { usable, type PlatformBaseline } from './platform-baseline.js';
import { preferenceTrials } from './preference.js';
import { sessionsOf } from './sessions.js';
import { qValues } from './statistics/benjamini-hochberg.js';
import type { Subject } from './subject.js';
import { temporalTrials } from './temporal.js';
import type { UserHistory } from './user-history.js';

/** False discoveries among all that is told of a user, at most. */
const FALSE_DISCOVERY_RATE = 0.05;

const KINDS: readonly ((subject: Subject) => Trial[])[] = [temporalTrials, frequencyTrials, interactionTrials, preferenceTrials, contactTrials];

/**
 * What stands out in a user's calls, the surest first. All tests made of the user share one false discovery rate; what is too small to be
 * told counts in it as found by chance, or it would vouch for what is told. A day is
 * the least that can repeat itself: on under fourteen days with calls nothing is sought. O(calls + tests × sessions).
 * @param baseline how the platform's users call; passed over under twenty of them
 */
export function findPatterns(history: UserHistory, baseline: PlatformBaseline | undefined): Pattern[] {
  const subject = { history, sessions: sessionsOf(history), baseline: usable(baseline) };
  if (distinct(subject.sessions.day) < FEWEST_DAYS) return [];
  const trials = KINDS.flatMap((find) => find(subject));
  const q = qValues(trials.map(({ isLarge, pValue }) => (isLarge ? pValue : 1)));
  return trials
    .flatMap(({ isLarge, ...trial }, at) => (isLarge && (q[at] as number) <= FALSE_DISCOVERY_RATE ? [{ ...trial, qValue: q[at] as number, confidence: 1 - (q[at] as number) }] : []))
    .sort((left, right) => left.qValue - right.qValue || Math.abs(right.effectSize.value) - Math.abs(left.effectSize.value));
}
