import { OUTCOMES } from '#realtime/core';
import { compareShares } from './compare-shares.js';
import { interactionText, type Group } from './interaction-text.js';
import { dayPartAt, DAY_PARTS } from './temporal.js';
import type { Trial } from './pattern.js';
import { CALLER_CLASSES, type Sessions } from './sessions.js';
import { supportOf, type Subject } from './subject.js';

const LEAST_DIFFERENCE = 0.15;
const WEEKDAY_CODES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
/** Transfers are too rare to be told of. */
const TOLD = ['answered', 'rejected', 'missed', 'ai_handled'] as const;
export type ToldOutcome = (typeof TOLD)[number];

interface IncomingSessions {
  readonly places: Int32Array;
  readonly clusters: readonly Int32Array[];
}

function incomingOf({ isIncoming, day, number, length }: Sessions): IncomingSessions {
  const places = Int32Array.from({ length }, (_, at) => at).filter((at) => isIncoming[at] === 1);
  return { places, clusters: [places.map((at) => day[at] as number), places.map((at) => number[at] as number)] };
}

interface NamedGroup {
  readonly code: string;
  readonly group: Group;
  readonly holds: (at: number) => boolean;
}

function groupsOf({ callerClass, turn, weekday }: Sessions): NamedGroup[] {
  return [
    ...CALLER_CLASSES.map((name, index): NamedGroup => ({ code: `caller.${name}`, group: { by: 'caller', name }, holds: (at) => callerClass[at] === index })),
    ...DAY_PARTS.map((name, index): NamedGroup => ({ code: `part.${name}`, group: { by: 'part', name }, holds: (at) => dayPartAt(turn[at] as number) === index })),
    ...WEEKDAY_CODES.map((name, index): NamedGroup => ({ code: `weekday.${name}`, group: { by: 'weekday', weekday: index }, holds: (at) => weekday[at] === index })),
  ];
}

function trial(sessions: Sessions, { places, clusters }: IncomingSessions, { code, group, holds }: NamedGroup, outcome: ToldOutcome): Trial[] {
  const index = OUTCOMES.indexOf(outcome);
  const isInGroup = Uint8Array.from(places, (at) => Number(holds(at)));
  const isHit = Uint8Array.from(places, (at) => Number(sessions.outcome[at] === index));
  const found = compareShares({ isInGroup, isHit, clusters });
  if (found === undefined) return [];
  const { share, expected, difference, pValue, trials } = found;
  const seen = supportOf(sessions, (at) => sessions.isIncoming[at] === 1 && holds(at));
  return [{
    kind: 'interaction', code: `interaction.${code}.${outcome}.${difference > 0 ? 'more' : 'less'}`, ...seen, test: 'fisher', pValue,
    effectSize: { measure: 'share_difference', value: difference }, isLarge: Math.abs(difference) >= LEAST_DIFFERENCE,
    detail: { share, expected, calls: trials, designEffect: found.designEffect }, text: interactionText(group, outcome, share, expected),
  }];
}

/** What becomes of calls that come in, by who calls, part of the day and weekday, each against the user's own other calls. */
export function interactionTrials({ sessions }: Subject): Trial[] {
  const incoming = incomingOf(sessions);
  return groupsOf(sessions).flatMap((group) => TOLD.flatMap((outcome) => trial(sessions, incoming, group, outcome)));
}
