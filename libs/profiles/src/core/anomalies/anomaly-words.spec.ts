import fc from 'fast-check';
import { actWords, feedbackWords, readWords, standingAt, usefulnessOf } from './anomaly-acts.js';
import { DEFAULT_ANOMALY_SETTINGS, featuresOn, sensitivityLevel, SENSITIVITIES, settingsFrom, thresholdsAt } from './anomaly-settings.js';
import { anomalyText } from './anomaly-text.js';
import { FEATURES } from './behaviour-features.js';

const NOW_MS = 1_770_000_000_000;
const ID = '2026-03-04.fewer-calls';

describe('sensitivity', () => {
  const counts = fc.record({ useful: fc.nat(50), notUseful: fc.nat(50) });

  it('moves by less than a grade, whatever is said', () => {
    fc.assert(fc.property(fc.constantFrom(...SENSITIVITIES), counts, (sensitivity, said) => {
      const level = sensitivityLevel(sensitivity, said);
      expect(Math.abs(level - sensitivityLevel(sensitivity, { useful: 0, notUseful: 0 }))).toBeLessThan(0.25);
      expect([level > 0, level < 1]).toEqual([true, true]);
    }));
  });

  it('falls with what was not useful and rises with what was; thresholds the other way', () => {
    fc.assert(fc.property(fc.constantFrom(...SENSITIVITIES), counts, (sensitivity, said) => {
      const level = sensitivityLevel(sensitivity, said);
      const less = sensitivityLevel(sensitivity, { ...said, notUseful: said.notUseful + 1 });
      expect([less <= level, thresholdsAt(less).deviation >= thresholdsAt(level).deviation, thresholdsAt(less).share <= thresholdsAt(level).share]).toEqual([true, true, true]);
    }));
  });

  it('is half, where nothing was said', () => expect(thresholdsAt(sensitivityLevel('medium', { useful: 2, notUseful: 2 }))).toEqual({ deviation: 4, share: 0.04 }));
});

describe('settings', () => {
  it.each<[string, Record<string, unknown>, object]>([
    ['nothing', {}, DEFAULT_ANOMALY_SETTINGS],
    ['what no longer holds', { sensitivity: 'huge', minimumSeverity: 3, featuresOff: 'all' }, DEFAULT_ANOMALY_SETTINGS],
    ['features that are gone', { featuresOff: ['newCallers', 'mood', 'callsIn'] }, { featuresOff: ['callsIn', 'newCallers'] }],
    ['all of them', { sensitivity: 'low', minimumSeverity: 'high', featuresOff: [] }, { sensitivity: 'low', minimumSeverity: 'high' }],
  ])('are read from %s', (_name, chosen, expected) => expect(settingsFrom(chosen)).toMatchObject(expected));

  it('leave the features that are not off', () => {
    expect(featuresOn({ ...DEFAULT_ANOMALY_SETTINGS, featuresOff: ['callsIn'] })).toEqual(FEATURES.filter((feature) => feature !== 'callsIn'));
  });
});

describe('what a user said', () => {
  it('is read back by finding', () => {
    const said = readWords({ sensitivity: 'low', ...actWords('a', { state: 'snoozed', untilMs: 5 }), ...feedbackWords(ID, false), ...feedbackWords('b', true) });
    expect(said.settings.sensitivity).toBe('low');
    expect([...said.acts]).toEqual([['a', { state: 'snoozed', untilMs: 5 }], [ID, { state: 'dismissed' }]]);
    expect(usefulnessOf(said)).toEqual({ useful: 1, notUseful: 1 });
  });

  it.each([
    ['nothing', undefined, { state: 'open' }],
    ['acknowledged', { state: 'acknowledged' }, { state: 'acknowledged' }],
    ['later', { state: 'snoozed', untilMs: NOW_MS + 1 }, { state: 'snoozed', untilMs: NOW_MS + 1 }],
    ['later, which is now', { state: 'snoozed', untilMs: NOW_MS }, { state: 'open' }],
  ] as const)('%s, stands', (_name, act, expected) => expect(standingAt(act, NOW_MS)).toEqual(expected));
});

describe('the text', () => {
  it.each([
    ['callsIn', 0, 21, 'Unusual day on 2026-03-04, calls that came in: 0 instead of about 21.', '2026年3月4日情况异常：来电次数为 0，平时约为 21。'],
    ['answerRate', 0.05, 0.62, 'Unusual day on 2026-03-04, share of calls answered: 5 % instead of about 62 %.', '2026年3月4日情况异常：接听率为 5 %，平时约为 62 %。'],
    ['meanDurationSeconds', undefined, 40.4, 'Unusual day on 2026-03-04, mean length of calls: none instead of about 40 s.', '2026年3月4日情况异常：平均通话时长为 无，平时约为 40 秒。'],
  ] as const)('of %s', (feature, value, expected, en, zh) => {
    expect(anomalyText({ day: 20_516, leading: { feature, value, expected, deviation: -5, share: 1 } })).toEqual({ en, 'zh-CN': zh });
  });
});
