import type { Trial } from './pattern.js';
import { supportOf, type Subject } from './subject.js';
import { dayPartText, hoursText, peakText, weekdayText } from './temporal-text.js';
import { meanDirection, kuiperDistance, kuiperTest, rayleighTest } from './statistics/circular.js';
import { designEffect } from './statistics/design-effect.js';
import { binomialTest } from './statistics/exact-tests.js';
import { chiSquareAbove } from './statistics/distributions.js';
import { weekdayOf, type Sessions } from './sessions.js';

const FEWEST_SESSIONS = 30;
const HOURS = 24;
const WEEKDAYS = 7;
const LEAST_DISTANCE = 0.2;
const LEAST_LENGTH = 0.2;
const LEAST_EXCESS = 0.1;
/** Quarters of the local day, from midnight on. */
export const DAY_PARTS = ['night', 'morning', 'afternoon', 'evening'] as const;

/** Part of the day, as an index of DAY_PARTS, of a share of it. */
export function dayPartAt(turn: number): number {
  return Math.min(DAY_PARTS.length - 1, Math.floor(turn * DAY_PARTS.length));
}

const evenly = (parts: number): number[] => new Array<number>(parts).fill(1 / parts);

/** Distribution function of `shares` of equal parts of the circle, and its inverse. */
class Clock {
  private readonly upTo: readonly number[];

  constructor(private readonly shares: readonly number[]) {
    let sum = 0;
    this.upTo = shares.map((share) => (sum += share) - share);
  }

  expected(turn: number): number {
    const place = Math.min(this.shares.length - 1, Math.floor(turn * this.shares.length));
    return Math.min(1 - Number.EPSILON, (this.upTo[place] as number) + (turn * this.shares.length - place) * (this.shares[place] as number));
  }

  turn(expected: number): number {
    const place = Math.max(0, this.upTo.findLastIndex((before) => before <= expected));
    return (place + (expected - (this.upTo[place] as number)) / Math.max(1e-12, this.shares[place] as number)) / this.shares.length;
  }
}

/** How much the times of one day go together: the larger design effect of the two coordinates' sums. */
function dayEffect({ day }: Sessions, turns: Float64Array): number {
  const coordinates = [Math.cos, Math.sin].map((coordinate) => {
    const values = turns.map((turn) => coordinate(2 * Math.PI * turn));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const residuals = values.map((value) => value - mean);
    return designEffect(residuals, day, residuals.reduce((sum, value) => sum + value * value, 0));
  });
  return Math.max(...coordinates);
}

/** Of `count` observations compared with a baseline that was itself counted from `of`. */
function worth(count: number, of: number | undefined): number {
  return of === undefined ? count : (count * of) / (count + of);
}

function hours({ sessions, baseline }: Subject): Trial[] {
  const clock = new Clock(baseline?.hours ?? evenly(HOURS));
  const turns = sessions.turn.map((turn) => clock.expected(turn));
  const count = worth(sessions.length / dayEffect(sessions, turns), baseline?.sessions);
  const distance = kuiperDistance(turns) as number;
  const direction = meanDirection(turns);
  const peak = HOURS * clock.turn(direction.turn);
  const common = { kind: 'temporal' as const, ...supportOf(sessions, () => true) };
  const against = baseline === undefined ? 'uniform' : 'platform';
  return [
    {
      ...common, code: 'temporal.own-hours', test: 'kuiper', pValue: kuiperTest(distance, count), effectSize: { measure: 'kuiper_distance', value: distance },
      isLarge: distance >= LEAST_DISTANCE, detail: { against, effectiveSessions: count }, text: hoursText(distance, against),
    },
    {
      ...common, code: 'temporal.daily-peak', test: 'rayleigh', pValue: rayleighTest(direction.length, count),
      effectSize: { measure: 'mean_resultant_length', value: direction.length }, isLarge: direction.length >= LEAST_LENGTH,
      detail: { against, effectiveSessions: count, peakHour: peak }, text: peakText(peak, against),
    },
  ];
}

function dayPart({ sessions, baseline }: Subject, part: number): Trial {
  const shares = baseline?.hours ?? evenly(HOURS);
  const width = HOURS / DAY_PARTS.length;
  const expected = Math.min(0.999, Math.max(0.001, shares.slice(part * width, (part + 1) * width).reduce((sum, share) => sum + share, 0)));
  const inPart = supportOf(sessions, (at) => dayPartAt(sessions.turn[at] as number) === part);
  const share = inPart.support / sessions.length;
  const residuals = sessions.turn.map((turn) => Number(dayPartAt(turn) === part) - share);
  const effect = designEffect(residuals, sessions.day, sessions.length * share * (1 - share));
  const trials = Math.floor(worth(sessions.length / effect, baseline?.sessions));
  const name = DAY_PARTS[part] as (typeof DAY_PARTS)[number];
  return {
    kind: 'temporal', code: `temporal.${name}.${share > expected ? 'more' : 'fewer'}`, ...inPart, test: 'binomial', pValue: binomialTest(Math.round(share * trials), trials, expected),
    effectSize: { measure: 'share_difference', value: share - expected }, isLarge: Math.abs(share - expected) >= LEAST_EXCESS,
    detail: { share, expected, against: baseline === undefined ? 'uniform' : 'platform' }, text: dayPartText(name, share, expected),
  };
}

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

/** Of the sessions as counts of days: what exceeds chance because days differ. */
function countEffect({ day, weekday, length, lastDay, firstDay }: Sessions): number {
  const counts = new Float64Array(lastDay + 1);
  const [sums, days] = [new Float64Array(WEEKDAYS), new Float64Array(WEEKDAYS)];
  for (let at = 0; at < length; at++) {
    counts[day[at] as number]!++;
    sums[weekday[at] as number]!++;
  }
  counts.forEach((_, at) => days[weekdayOf(firstDay + at)]!++);
  let spread = 0;
  counts.forEach((count, at) => {
    const usual = (sums[weekdayOf(firstDay + at)] as number) / (days[weekdayOf(firstDay + at)] as number);
    if (usual > 0) spread += (count - usual) ** 2 / usual;
  });
  return Math.max(1, spread / Math.max(1, counts.length - WEEKDAYS));
}

function weekdays(subject: Subject): Trial {
  const { sessions, baseline } = subject;
  const expected = weekdayShares(subject);
  const counts = new Array<number>(WEEKDAYS).fill(0);
  for (const weekday of sessions.weekday) counts[weekday] = (counts[weekday] as number) + 1;
  const count = worth(sessions.length / countEffect(sessions), baseline?.sessions);
  const shares = counts.map((value) => value / sessions.length);
  const pearson = shares.reduce((sum, share, at) => sum + (share - (expected[at] as number)) ** 2 / (expected[at] as number), 0);
  const peak = shares.reduce((best, share, at) => (share - (expected[at] as number) > (shares[best] as number) - (expected[best] as number) ? at : best), 0);
  const low = shares.reduce((best, share, at) => (share - (expected[at] as number) < (shares[best] as number) - (expected[best] as number) ? at : best), 0);
  const isMore = (shares[peak] as number) - (expected[peak] as number) >= (expected[low] as number) - (shares[low] as number);
  const told = isMore ? peak : low;
  const [share, usual] = [shares[told] as number, expected[told] as number];
  return {
    kind: 'temporal', code: `temporal.weekday.${isMore ? 'more' : 'fewer'}`, ...supportOf(sessions, (at) => sessions.weekday[at] === told), test: 'chi-square',
    pValue: chiSquareAbove(count * pearson, WEEKDAYS - 1), effectSize: { measure: 'cohen_w', value: Math.sqrt(pearson) },
    isLarge: Math.sqrt(pearson) >= 0.3, detail: { weekday: told, share, expected: usual, effectiveSessions: count, against: baseline === undefined ? 'uniform' : 'platform' },
    text: weekdayText(told, share, usual),
  };
}

/** When the user's phone rings and is used: by the hour, the part of the day and the weekday, against the platform's or, without one, evenly spread. */
export function temporalTrials(subject: Subject): Trial[] {
  if (subject.sessions.length < FEWEST_SESSIONS) return [];
  return [...hours(subject), ...DAY_PARTS.map((_, part) => dayPart(subject, part)), weekdays(subject)];
}
