import { seededRandom } from '#kernel';
import { DEFAULT_ANOMALY_SETTINGS, featuresOn, sensitivityLevel, SENSITIVITIES, thresholdsAt, type Sensitivity } from './anomaly-settings.js';
import { FEATURES } from './behaviour-features.js';
import { FEWEST_DAYS, judgeDay, type Judging } from './judge-day.js';
import { drawHabits, simulateDays, STRANGE_DAYS, withDay } from './simulated-user.fixture.js';

const judgingOf = (sensitivity: Sensitivity = 'medium', seed = 1): Judging =>
  ({ features: FEATURES, thresholds: thresholdsAt(sensitivityLevel(sensitivity, { useful: 0, notUseful: 0 })), seed });
const USERS = Array.from({ length: 12 }, (_, user) => ({ habits: drawHabits(seededRandom(900 + user)), user }));
const DAYS = 111;

/** Share of their judged days that users whose days differ by chance are told of. */
function flaggedShare(sensitivity: Sensitivity, burst = 0): number {
  let [flagged, judged] = [0, 0];
  for (const { habits, user } of USERS) {
    const days = simulateDays({ ...habits, burst }, DAYS, user);
    for (let at = FEWEST_DAYS; at < DAYS; at++) {
      judged++;
      if (judgeDay(days, at, judgingOf(sensitivity, user)) !== undefined) flagged++;
    }
  }
  return flagged / judged;
}

describe('a steady user', () => {
  it.each(SENSITIVITIES)('is rarely told of a day, at %s sensitivity', (sensitivity) => {
    const flagged = flaggedShare(sensitivity);
    expect(flagged).toBeLessThanOrEqual(0.05);
  });

  it('whose days come in bursts is too', () => expect(flaggedShare('medium', 0.8)).toBeLessThanOrEqual(0.05));
});

describe('a strange day', () => {
  it.each(Object.keys(STRANGE_DAYS))('of %s is found', (name) => {
    let found = 0;
    for (const { habits, user } of USERS) {
      const at = 40 + (user % 50);
      // A working day: at the weekend of a user who rests then, silence is half of what is usual.
      const workday = at - (at % 7 > 4 ? 2 : 0);
      const days = STRANGE_DAYS[name]?.(simulateDays(habits, DAYS, user), workday, habits);
      if (days !== undefined && judgeDay(days, workday, judgingOf('medium', user)) !== undefined) found++;
    }
    expect(found / USERS.length).toBeGreaterThanOrEqual(0.9);
  });

  it('of silence is found where days come in bursts too, and one of many calls as before', () => {
    const at = 60;
    const found = USERS.filter(({ habits, user }) => {
      const days = simulateDays({ ...habits, burst: 0.4 }, DAYS, user);
      return [{ incoming: 0, outgoing: 0, activeHours: 0 }, { incoming: 10 * habits.callsIn }].every((change) => judgeDay(withDay(days, at, change), at, judgingOf('medium', user)) !== undefined);
    });
    expect(found.length / USERS.length).toBeGreaterThanOrEqual(0.9);
  });

  it('is found with what it rests on: the parts of what the forest says add up', () => {
    const { habits, user } = USERS[0] as (typeof USERS)[number];
    const days = withDay(simulateDays(habits, DAYS, user), 100, { night: 40, incoming: 60 });
    const found = judgeDay(days, 100, judgingOf());
    expect(found).toMatchObject({ id: '2026-05-27.more-night-calls', kind: 'more-night-calls', severity: 'high', leading: { feature: 'nightShare' } });
    expect(found?.evidence.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 1);
    expect(judgeDay(days, 100, judgingOf())).toEqual(found);
  });

  it('is none of what comes every weekend', () => {
    const habits = { ...drawHabits(seededRandom(1)), callsIn: 40, weekend: 0.1 };
    const days = simulateDays(habits, DAYS, 5);
    const told = Array.from({ length: DAYS - 45 }, (_, at) => judgeDay(days, at + 45, judgingOf())).filter((found) => found !== undefined);
    expect(told.length).toBeLessThanOrEqual(0.05 * (DAYS - 45));
  });

  it('does not change with what comes after it', () => {
    const { habits, user } = USERS[1] as (typeof USERS)[number];
    const days = withDay(simulateDays(habits, DAYS, user), 60, { incoming: 0 });
    const changed = withDay(days, 61, { incoming: 500, night: 500 });
    expect(judgeDay(days, 60, judgingOf())).toBeDefined();
    expect(judgeDay(changed, 60, judgingOf())).toEqual(judgeDay(days, 60, judgingOf()));
  });

  it.each([['too early', FEWEST_DAYS - 1], ['before the first', -1], ['after the last', DAYS]])('cannot be told of %s', (_name, at) => {
    const days = simulateDays(drawHabits(seededRandom(1)), DAYS, 1);
    const strange = at >= 0 && at < DAYS ? withDay(days, at, { incoming: 1000, night: 1000 }) : days;
    expect(judgeDay(strange, at, judgingOf())).toBeUndefined();
  });

  it('is none where no day ever has a call, or no feature counts', () => {
    const silent = simulateDays({ ...drawHabits(seededRandom(1)), callsIn: 0, callsOut: 0 }, DAYS, 1);
    expect(judgeDay(silent, 100, judgingOf())).toBeUndefined();
    const strange = withDay(simulateDays(drawHabits(seededRandom(1)), DAYS, 1), 100, { incoming: 1000, night: 1000 });
    expect(judgeDay(strange, 100, { ...judgingOf(), features: featuresOn({ ...DEFAULT_ANOMALY_SETTINGS, featuresOff: FEATURES }) })).toBeUndefined();
  });
});
