import { OUTCOMES } from '#realtime/core';
import { compareShares } from './compare-shares.js';
import { incomingOf, marks } from './incoming.js';
import { interactionText, TOLD, type Group } from './interaction-text.js';
import type { Trial } from './pattern.js';
import { CALLER_CLASSES, type Sessions } from './sessions.js';
import { supportOf, type Subject } from './subject.js';
import { dayPartAt, DAY_PARTS } from './temporal.js';

const WEEKDAY_CODES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

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

/** What becomes of calls that come in, by who calls, part of the day and weekday, each against the user's own other calls. */
export function interactionTrials({ sessions }: Subject): Trial[] {
  const { places, days, numbers } = incomingOf(sessions);
  const outcomes = TOLD.map((outcome) => {
    const index = OUTCOMES.indexOf(outcome);
    return { outcome, isHit: marks(places, (at) => sessions.outcome[at] === index) };
  });
  return groupsOf(sessions).flatMap(({ code, group, holds }) => {
    const isInGroup = marks(places, holds);
    const seen = supportOf(sessions, (at) => sessions.isIncoming[at] === 1 && holds(at));
    return outcomes.flatMap(({ outcome, isHit }): Trial[] => {
      const found = compareShares({ isInGroup, isHit, clusters: [days, numbers] });
      if (found === undefined) return [];
      const { share, expected, difference, isLarge, pValue, designEffect } = found;
      return [{
        kind: 'interaction', code: `interaction.${code}.${outcome}.${difference > 0 ? 'more' : 'less'}`, ...seen, test: 'fisher', pValue, isLarge,
        effectSize: { measure: 'share_difference', value: difference }, detail: { share, expected, designEffect }, text: interactionText(group, outcome, share, expected),
      }];
    });
  });
}
