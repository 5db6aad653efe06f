import { distinct, noSurerThan } from './evidence.js';
import { evenly, ExpectedTurns, worth } from './expected-turns.js';
import type { Trial } from './pattern.js';
import { supportOf, type Subject } from './subject.js';
import { dayPartText, hoursText, peakText } from './temporal-text.js';
import { meanDirection, kuiperDistance, kuiperTest, rayleighTest } from './statistics/circular.js';
import { designEffect } from './statistics/design-effect.js';
import { binomialTest } from './statistics/exact-tests.js';
import type { Sessions } from './sessions.js';
import { weekTrials } from './weekdays.js';

const FEWEST_SESSIONS = 30;
const HOURS = 24;
const LEAST_DISTANCE = 0.2;
const LEAST_LENGTH = 0.2;
const LEAST_EXCESS = 0.1;
/** Quarters of the local day, from midnight on. */
export const DAY_PARTS = ['night', 'morning', 'afternoon', 'evening'] as const;

/** Part of the day, as an index of DAY_PARTS, of a share of it. */
export function dayPartAt(turn: number): number {
  return Math.min(DAY_PARTS.length - 1, Math.floor(turn * DAY_PARTS.length));
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

function hours({ sessions, baseline }: Subject): Trial[] {
  const clock = new ExpectedTurns(baseline?.hours ?? evenly(HOURS));
  const turns = sessions.turn.map((turn) => clock.expected(turn));
  const count = worth(sessions.length / dayEffect(sessions, turns), baseline?.sessions);
  const distance = kuiperDistance(turns) as number;
  const direction = meanDirection(turns);
  const peak = HOURS * clock.turn(direction.turn);
  const days = distinct(sessions.day);
  const common = { kind: 'temporal' as const, ...supportOf(sessions, () => true) };
  const against = baseline === undefined ? 'uniform' : 'platform';
  return [
    {
      ...common, code: 'temporal.own-hours', test: 'kuiper', pValue: noSurerThan(days, kuiperTest(distance, count)), effectSize: { measure: 'kuiper_distance', value: distance },
      isLarge: distance >= LEAST_DISTANCE, detail: { against, effectiveSessions: count, days }, text: hoursText(distance, against),
    },
    {
      ...common, code: 'temporal.daily-peak', test: 'rayleigh', pValue: noSurerThan(days, rayleighTest(direction.length, count)),
      effectSize: { measure: 'mean_resultant_length', value: direction.length }, isLarge: direction.length >= LEAST_LENGTH,
      detail: { against, effectiveSessions: count, days, peakHour: peak }, text: peakText(peak, against),
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
    kind: 'temporal', code: `temporal.${name}.${share > expected ? 'more' : 'fewer'}`, ...inPart, test: 'binomial',
    pValue: noSurerThan(distinct(sessions.day), binomialTest(Math.round(share * trials), trials, expected)),
    effectSize: { measure: 'share_difference', value: share - expected }, isLarge: Math.abs(share - expected) >= LEAST_EXCESS,
    detail: { share, expected, against: baseline === undefined ? 'uniform' : 'platform' }, text: dayPartText(name, share, expected),
  };
}

/** When the user's phone rings and is used: by the hour, the part of the day and the weekday, against the platform's or, without one, evenly spread. */
export function temporalTrials(subject: Subject): Trial[] {
  if (subject.sessions.length < FEWEST_SESSIONS) return [];
  return [...hours(subject), ...DAY_PARTS.map((_, part) => dayPart(subject, part)), ...weekTrials(subject)];
}
