import { dailyCounts, dayOverdispersion } from './daily-counts.js';
import { evenly, ExpectedTurns, worth } from './expected-turns.js';
import type { Trial } from './pattern.js';
import { weekdayOf } from './sessions.js';
import { meanDirection, rayleighTest } from './statistics/circular.js';
import { chiSquareAbove } from './statistics/distributions.js';
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

function weekdays({ sessions, baseline }: Subject, expected: readonly number[], count: number): Trial {
  const counts = new Array<number>(WEEKDAYS).fill(0);
  for (const weekday of sessions.weekday) counts[weekday] = (counts[weekday] as number) + 1;
  const excess = counts.map((value, at) => value / sessions.length - (expected[at] as number));
  const pearson = excess.reduce((sum, value, at) => sum + value ** 2 / (expected[at] as number), 0);
  const told = excess.reduce((farthest, value, at) => (Math.abs(value) > Math.abs(excess[farthest] as number) ? at : farthest), 0);
  const [share, usual] = [(counts[told] as number) / sessions.length, expected[told] as number];
  return {
    kind: 'temporal', code: `temporal.weekday.${share > usual ? 'more' : 'fewer'}`, ...supportOf(sessions, (at) => sessions.weekday[at] === told), test: 'chi-square',
    pValue: chiSquareAbove(count * pearson, WEEKDAYS - 1), effectSize: { measure: 'cohen_w', value: Math.sqrt(pearson) },
    isLarge: Math.sqrt(pearson) >= LEAST_W, detail: { weekday: told, share, expected: usual, effectiveSessions: count, against: baseline === undefined ? 'uniform' : 'platform' },
    text: weekdayText(told, share, usual),
  };
}

/** Whether the sessions gather around one time of the week. */
function weekPeak({ sessions, baseline }: Subject, expected: readonly number[], count: number): Trial {
  const week = new ExpectedTurns(expected);
  const turns = sessions.turn.map((turn, at) => week.expected(((sessions.weekday[at] as number) + turn) / WEEKDAYS));
  const direction = meanDirection(turns);
  const peak = Math.min(WEEKDAYS - 1, Math.floor(WEEKDAYS * week.turn(direction.turn)));
  const against = baseline === undefined ? 'uniform' : 'platform';
  return {
    kind: 'temporal', code: 'temporal.weekly-peak', ...supportOf(sessions, () => true), test: 'rayleigh', pValue: rayleighTest(direction.length, count),
    effectSize: { measure: 'mean_resultant_length', value: direction.length }, isLarge: direction.length >= LEAST_LENGTH, detail: { weekday: peak, effectiveSessions: count, against }, text: weekPeakText(peak),
  };
}

/** On which days of the week, beyond what days differ in anyway. */
export function weekTrials(subject: Subject): Trial[] {
  const { sessions, baseline } = subject;
  const expected = weekdayShares(subject);
  const count = worth(sessions.length / dayOverdispersion(dailyCounts(sessions), sessions.firstDay), baseline?.sessions);
  return [weekdays(subject, expected, count), weekPeak(subject, expected, count)];
}
