import { againstPlatform } from './against-platform.js';
import { compareShares } from './compare-shares.js';
import { circleText, mainContactText, newcomersLatelyText, newcomersText, reciprocityText } from './contacts-text.js';
import { dailyCounts } from './daily-counts.js';
import { distinct, noSurerThan } from './evidence.js';
import { RECENT_DAYS } from './frequency.js';
import { incomingOf, marks } from './incoming.js';
import { FIRST_MET_DAYS, measuresOf, type Figure } from './measures.js';
import type { PatternText, Trial } from './pattern.js';
import type { Measure } from './platform-baseline.js';
import { CALLER_CLASSES, type Sessions } from './sessions.js';
import { designEffect } from './statistics/design-effect.js';
import { binomialTest } from './statistics/exact-tests.js';
import { supportOf, type Subject } from './subject.js';

const FEWEST_SESSIONS = 20;
/** A main contact has more than so large a share of all sessions; at most two numbers can. */
const MAIN_SHARE = 1 / 3;
const LEAST_MAIN_SHARE = 0.4;

/** Whether one number has more than a third of all sessions; the chance is one-sided, doubled because two numbers could. */
function mainContact({ sessions }: Subject): Trial[] {
  const { length, number, day, numbers } = sessions;
  if (length < FEWEST_SESSIONS) return [];
  const counts = new Int32Array(numbers.length);
  for (const place of number) counts[place] = (counts[place] as number) + 1;
  const main = counts.indexOf(Math.max(...counts));
  const share = (counts[main] as number) / length;
  const effect = designEffect(Float64Array.from(number, (place) => Number(place === main) - share), day, length * share * (1 - share));
  const trials = Math.floor(length / effect);
  const pValue = share <= MAIN_SHARE ? 1 : Math.min(1, 2 * binomialTest(Math.round(share * trials), trials, MAIN_SHARE));
  return [{
    kind: 'contacts', code: 'contacts.main', ...supportOf(sessions, (at) => number[at] === main), test: 'binomial', pValue: noSurerThan(distinct(day), pValue), effectSize: { measure: 'share', value: share },
    isLarge: share >= LEAST_MAIN_SHARE, detail: { share, numbers: numbers.length }, text: mainContactText(share, numbers.length),
  }];
}

/** The share of calls from numbers never seen, in the last four weeks against those before, but for the first four. */
function newcomersLately({ sessions }: Subject): Trial[] {
  const { day, isIncoming, lastDay } = sessions;
  const recentFrom = lastDay - RECENT_DAYS;
  const isRecent = (at: number): boolean => isIncoming[at] === 1 && (day[at] as number) >= recentFrom;
  const all = incomingOf(sessions);
  const from = all.days.findIndex((at) => at >= FIRST_MET_DAYS);
  if (from < 0 || recentFrom < FIRST_MET_DAYS + RECENT_DAYS) return [];
  const [places, days] = [all.places.subarray(from), all.days.subarray(from)];
  const compared = compareShares({ isInGroup: marks(places, isRecent), isHit: marks(places, (at) => isNew(sessions, at)), clusters: [days] });
  if (compared === undefined) return [];
  const { share, expected, difference, isLarge, pValue } = compared;
  return [{
    kind: 'contacts', code: `contacts.newcomers-lately.${difference > 0 ? 'more' : 'fewer'}`, ...supportOf(sessions, isRecent),
    test: 'fisher', pValue, isLarge, effectSize: { measure: 'share_difference', value: difference }, detail: { share, expected }, text: newcomersLatelyText(share, expected),
  }];
}

function isNew({ callerClass }: Sessions, at: number): boolean {
  return callerClass[at] === CALLER_CLASSES.indexOf('new');
}

function isContactAt({ callerClass }: Sessions, at: number): boolean {
  return callerClass[at] === CALLER_CLASSES.indexOf('contact');
}

interface Compared {
  readonly measure: Measure;
  readonly code: string;
  readonly words: readonly [less: string, more: string];
  readonly matches: (sessions: Sessions, at: number) => boolean;
  readonly text: (figure: number, usual: number, sessions: number) => PatternText;
}

const COMPARED: readonly Compared[] = [
  { measure: 'circle', code: 'contacts.circle', words: ['small', 'large'], matches: isContactAt, text: circleText },
  { measure: 'reciprocity', code: 'contacts.reciprocity', words: ['called', 'calling'], matches: isContactAt, text: reciprocityText },
  { measure: 'newcomers', code: 'contacts.newcomers', words: ['few', 'many'], matches: isNew, text: newcomersText },
];

function amongUsers({ sessions, baseline }: Subject, figures: Partial<Record<Measure, Figure>>, { measure, code, words, matches, text }: Compared): Trial[] {
  const [figure, spread] = [figures[measure], baseline?.measures[measure]];
  if (figure === undefined || spread === undefined) return [];
  const { pValue, deviations, isOutside } = againstPlatform(figure.value, figure.noise, spread);
  return [{
    kind: 'contacts', code: `${code}.${words[deviations > 0 ? 1 : 0]}`, ...supportOf(sessions, (at) => matches(sessions, at)), test: 'prediction-t', pValue,
    effectSize: { measure: 'platform_deviations', value: deviations }, isLarge: isOutside, detail: { users: spread.users }, text: text(figure.value, spread.mean, sessions.length),
  }];
}

/** With whom: a main contact, numbers never seen before, and circle, reciprocity and newcomers among the platform's users. */
export function contactTrials(subject: Subject): Trial[] {
  const figures = subject.baseline === undefined ? {} : measuresOf(subject.sessions, dailyCounts(subject.sessions));
  return [...mainContact(subject), ...newcomersLately(subject), ...COMPARED.flatMap((compared) => amongUsers(subject, figures, compared))];
}
