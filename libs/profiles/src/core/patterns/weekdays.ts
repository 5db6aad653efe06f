import { dailyCounts, dayOverdispersion } from './daily-counts.js';
import { FEWEST_WEEKS, fullWeeks } from './evidence.js';
import { evenly, ExpectedTurns, worth } from './expected-turns.js';
import type { Trial } from './pattern.js';
import { weekdayOf, type Sessions } from './sessions.js';
import { meanDirection, rayleighTest } from './statistics/circular.js';
import { chiSquareAbove } from './statistics/distributions.js';
import { binomialTest } from './statistics/exact-tests.js';
import { supportOf, type Subject } from './subject.js';
import { weekdayText, weekPeakText } from './temporal-text.js';

const WEEKDAYS = 7;
const LEAST_W = 0.3;
const LEAST_LENGTH = 0.2;

/** Expected shares of the weekdays: the baseline's, by how often each came between the first and the last day. */
function weekdayShares({ sessions: { firstDay, lastDay }, baseline }: Subject): number[] {
  const usual = baseline?.weekdays ?? evenly(WEEKDAYS);
  const expected = new Array<number>(WEEKDAYS).fill(0);
  for (let day = 0; day <= lastDay; day++) {
    const weekday = weekdayOf(firstDay + day);
    expected[weekday] = (expected[weekday] as number) + (usual[weekday] as number);
  }
  const all = expected.reduce((sum, value) => sum + value, 0);
  return expected.map((value) => value / all);
}

type Weeks = ReturnType<typeof fullWeeks>;

/**
 * In how many weeks one weekday had the most of what it was expected to have, or the least: by chance in one of seven. A week in which several
 * are level counts for the part of one.
 */
function weeksLed({ weekday }: Sessions, weeks: Weeks, { told, sign, expected }: { readonly told: number; readonly sign: number; readonly expected: readonly number[] }): number {
  let led = 0;
  for (const week of weeks) {
    const excess = new Float64Array(WEEKDAYS);
    for (const at of week) excess[weekday[at] as number] = (excess[weekday[at] as number] as number) + 1;
    for (let at = 0; at < WEEKDAYS; at++) excess[at] = sign * ((excess[at] as number) / (expected[at] as number));
    const most = Math.max(...excess);
    if (excess[told] === most) led += 1 / excess.filter((value) => value === most).length;
  }
  return Math.floor(led);
}

function weekdays({ sessions, baseline }: Subject, expected: readonly number[], { count, weeks }: { readonly count: number; readonly weeks: Weeks }): Trial {
  const counts = new Array<number>(WEEKDAYS).fill(0);
  for (const weekday of sessions.weekday) counts[weekday] = (counts[weekday] as number) + 1;
  const excess = counts.map((value, at) => value / sessions.length - (expected[at] as number));
  const pearson = excess.reduce((sum, value, at) => sum + value ** 2 / (expected[at] as number), 0);
  const told = excess.reduce((farthest, value, at) => (Math.abs(value) > Math.abs(excess[farthest] as number) ? at : farthest), 0);
  const [share, usual] = [(counts[told] as number) / sessions.length, expected[told] as number];
  const led = weeksLed(sessions, weeks, { told, sign: share > usual ? 1 : -1, expected });
  // Any of the seven could have been told.
  const byWeeks = led <= weeks.length / WEEKDAYS ? 1 : Math.min(1, WEEKDAYS * binomialTest(led, weeks.length, 1 / WEEKDAYS));
  return {
    kind: 'temporal', code: `temporal.weekday.${share > usual ? 'more' : 'fewer'}`, ...supportOf(sessions, (at) => sessions.weekday[at] === told), test: 'chi-square',
    pValue: Math.max(byWeeks, chiSquareAbove(count * pearson, WEEKDAYS - 1)), effectSize: { measure: 'cohen_w', value: Math.sqrt(pearson) },
    isLarge: Math.sqrt(pearson) >= LEAST_W, text: weekdayText(told, share, usual),
    detail: { weekday: told, share, expected: usual, effectiveSessions: count, weeks: weeks.length, weeksLed: led, against: baseline === undefined ? 'uniform' : 'platform' },
  };
}

/** Whether the sessions gather around one time of the week: all of them, and so do the weeks, each of which points one way. */
function weekPeak({ sessions, baseline }: Subject, expected: readonly number[], { count, weeks }: { readonly count: number; readonly weeks: Weeks }): Trial {
  const week = new ExpectedTurns(expected);
  const turns = sessions.turn.map((turn, at) => week.expected(((sessions.weekday[at] as number) + turn) / WEEKDAYS));
  const direction = meanDirection(turns);
  const ofWeeks = meanDirection(Float64Array.from(weeks, (places) => meanDirection(Float64Array.from(places, (at) => turns[at] as number)).turn));
  const peak = Math.min(WEEKDAYS - 1, Math.floor(WEEKDAYS * week.turn(direction.turn)));
  const against = baseline === undefined ? 'uniform' : 'platform';
  return {
    kind: 'temporal', code: 'temporal.weekly-peak', ...supportOf(sessions, () => true), test: 'rayleigh',
    pValue: Math.max(rayleighTest(ofWeeks.length, weeks.length), rayleighTest(direction.length, count)),
    effectSize: { measure: 'mean_resultant_length', value: direction.length }, isLarge: direction.length >= LEAST_LENGTH, detail: { weekday: peak, effectiveSessions: count, weeks: weeks.length, against }, text: weekPeakText(peak),
  };
}

/** On which days of the week, beyond what days differ in anyway, and in weeks enough. */
export function weekTrials(subject: Subject): Trial[] {
  const { sessions, baseline } = subject;
  const weeks = fullWeeks(sessions);
  if (weeks.length < FEWEST_WEEKS) return [];
  const expected = weekdayShares(subject);
  const count = worth(sessions.length / dayOverdispersion(dailyCounts(sessions), sessions.firstDay), baseline?.sessions);
  return [weekdays(subject, expected, { count, weeks }), weekPeak(subject, expected, { count, weeks })];
}
