import { ANSWERED, type WhitelistStrategy } from '#realtime/core';
import { againstPlatform } from './against-platform.js';
import { compareShares } from './compare-shares.js';
import { dailyCounts } from './daily-counts.js';
import { incomingOf, marks } from './incoming.js';
import { measuresOf } from './measures.js';
import type { PatternText, Trial } from './pattern.js';
import { reportedText, strategyText, whitelistedText } from './preference-text.js';
import { CALLER_CLASSES, type Sessions } from './sessions.js';
import { supportOf, type Subject } from './subject.js';
import type { NumberFacts } from './user-history.js';

type Spoken = (facts: NumberFacts, atMs: number) => boolean;

/** Whether calls of numbers that the user spoke of before are answered otherwise than the rest. */
function conduct({ sessions, history: { numbers } }: Subject, code: string, spokenOf: Spoken, text: (share: number, expected: number) => PatternText): Trial[] {
  const { places, days, numbers: callers } = incomingOf(sessions);
  const holds = (at: number): boolean => {
    const facts = numbers.get(sessions.numbers[sessions.number[at] as number] as number);
    return facts !== undefined && spokenOf(facts, sessions.atMs[at] as number);
  };
  const found = compareShares({ isInGroup: marks(places, holds), isHit: marks(places, (at) => sessions.outcome[at] === ANSWERED), clusters: [days, callers] });
  if (found === undefined) return [];
  const { share, expected, difference, isLarge, pValue } = found;
  return [{
    kind: 'preference', code: `preference.${code}.${difference > 0 ? 'answered' : 'not-answered'}`, ...supportOf(sessions, (at) => sessions.isIncoming[at] === 1 && holds(at)), test: 'fisher', pValue,
    effectSize: { measure: 'share_difference', value: difference }, isLarge, detail: { share, expected }, text: text(share, expected),
  }];
}

function isStranger({ callerClass, isIncoming }: Sessions, at: number): boolean {
  const name = CALLER_CLASSES[callerClass[at] as number];
  return isIncoming[at] === 1 && (name === 'known' || name === 'new');
}

const LOOSER: readonly WhitelistStrategy[] = ['strict', 'moderate'];
const STRICTER: readonly WhitelistStrategy[] = ['moderate', 'permissive'];

/** Whether strangers are answered more, or less, than any user's are, although the strategy says otherwise. */
function againstStrategy({ sessions, baseline, history: { strategy } }: Subject): Trial[] {
  const [figure, spread] = [measuresOf(sessions, dailyCounts(sessions)).strangersAnswered, baseline?.measures.strangersAnswered];
  if (figure === undefined || spread === undefined) return [];
  const { pValue, deviations, isOutside } = againstPlatform(figure.value, figure.noise, spread);
  const says = deviations > 0 ? LOOSER : STRICTER;
  return [{
    kind: 'preference', code: `preference.${deviations > 0 ? 'looser' : 'stricter'}-than-strategy`, ...supportOf(sessions, (at) => isStranger(sessions, at)), test: 'prediction-t', pValue,
    effectSize: { measure: 'platform_deviations', value: deviations }, isLarge: isOutside && says.includes(strategy), detail: { strategy }, text: strategyText(figure.value, spread.mean, strategy),
  }];
}

/** What whitelist, feedback and strategy tell beside what the user does. */
export function preferenceTrials(subject: Subject): Trial[] {
  return [
    ...conduct(subject, 'whitelisted', ({ whitelistedMs }, atMs) => whitelistedMs !== undefined && whitelistedMs < atMs, whitelistedText),
    ...conduct(subject, 'reported', ({ reported }, atMs) => reported?.label === 'spam' && reported.atMs < atMs, reportedText),
    ...againstStrategy(subject),
  ];
}
