import { seededRandom } from '#kernel';
import { DEFAULT_ANOMALY_SETTINGS, featuresOn, sensitivityLevel, SENSITIVITIES, thresholdsAt, type Sensitivity } from './anomaly-settings.js';
import { FEATURES } from './behaviour-features.js';
import { FEWEST_DAYS, judgeDay, type Judging } from './judge-day.js';
import { drawHabits, simulateDays, STRANGE_DAYS, withDay } from './simulated-user.fixture.js';

const judgingOf = (sensitivity: Sensitivity = 'medium', seed = 1): Judging =>
  ({ features: FEATURES, thresholds: thresholdsAt(sensitivityLevel(sensitivity, { useful: 0, notUseful: 0 })), seed });
const USERS = Array.from({ length: 20 }, (_, user) => ({ habits: drawHabits(seededRandom(900 + user)), user }));
const DAYS = 111;

/** Share of their judged days that users whose days differ by chance are told of. */
function flaggedShare(sensitivity: Sensitivity): number {
  let [flagged, judged] = [0, 0];
  for (const { habits, user } of USERS) {
    const days = simulateDays(habits, DAYS, user);
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
});
