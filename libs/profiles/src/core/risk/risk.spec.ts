import fc from 'fast-check';
import { DAY_MS } from '#kernel';
import { percentileCuts, percentileOf } from './percentile.js';
import { privacyRisk } from './privacy-risk.js';
import { assessRisk, type RiskFacts } from './risk-profile.js';
import { dayTrend, shareTrend } from './risk-trend.js';
import { SECURITY_CLASSES, type SecurityClass } from './security-classes.js';
import type { SecurityHour } from './security-state.js';
import { TAKEOVER_KINDS } from './takeover.js';
import { TAKEOVER_TEXTS, threatsOf } from './threat-alerts.js';
import { threatScore } from './threat-score.js';

const NOW = Date.UTC(2026, 2, 4, 12);
const NO_SETTINGS = { shareAnalytics: false, retentionDays: 0 };

function hour(what: SecurityClass, events: number, daysAgo = 0, { severity = 1, records = 0 } = {}): SecurityHour {
  const atMs = NOW - daysAgo * DAY_MS;
  return { userId: 1, hour: Math.floor(atMs / 3_600_000), classCode: SECURITY_CLASSES.indexOf(what), severity, events, records, firstMs: atMs, lastMs: atMs };
}

const anyHour = fc.record({ what: fc.constantFrom(...SECURITY_CLASSES), events: fc.integer({ min: 1, max: 100_000 }), daysAgo: fc.double({ min: 0, max: 84, noNaN: true }), severity: fc.integer({ min: 0, max: 3 }) })
  .map(({ what, events, daysAgo, severity }) => hour(what, events, daysAgo, { severity }));

describe('the threat score', () => {
  it.each<[string, SecurityHour[], number]>([
    ['nothing', [], 0],
    ['sign-ins', [hour('login', 500)], 0],
    ['a mistyped password', [hour('failed_login', 1, 0, { severity: 0 })], 0.6 * (1 - Math.exp(-0.02))],
    ['one critical access that was not allowed', [hour('unauthorized_access', 1, 0, { severity: 3 })], 0.95 * (1 - Math.exp(-2))],
    ['the same a half-life ago', [hour('unauthorized_access', 1, 14, { severity: 3 })], 0.95 * (1 - Math.exp(-1))],
    ['two classes', [hour('failed_login', 1e6), hour('new_address', 1e6)], 1 - 0.4 * 0.4],
  ])('of %s', (_name, hours, expected) => expect(threatScore(hours, [], NOW)).toBeCloseTo(expected, 12));

  it('of failures alone, however many, is not certain', () => expect(threatScore([hour('failed_login', 1e9, 0, { severity: 3 })], [], NOW)).toBeCloseTo(0.6, 9));

  it('lies in [0, 1], rises with what is told and falls with time', () => {
    fc.assert(fc.property(fc.array(anyHour, { maxLength: 30 }), anyHour, fc.double({ min: 0, max: 50, noNaN: true }), (hours, more, daysLater) => {
      const score = threatScore(hours, [], NOW);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(threatScore([...hours, more], [], NOW)).toBeGreaterThanOrEqual(score - 1e-12);
      expect(threatScore(hours, [], NOW + daysLater * DAY_MS)).toBeLessThanOrEqual(score + 1e-12);
    }));
  });

  it('takes findings in, which fade', () => {
    const finding = { kind: 'impossible_travel', severity: 'high', atMs: NOW, evidence: {} } as const;
    expect(threatScore([], [finding], NOW)).toBeCloseTo(0.7, 12);
    expect(threatScore([], [{ ...finding, atMs: NOW - 14 * DAY_MS }], NOW)).toBeCloseTo(0.35, 12);
  });
});

it('alerts are raised of what was found within a day, and once a day of a high score', () => {
  const finding = (daysAgo: number) => ({ kind: 'impossible_travel', severity: 'high', atMs: NOW - daysAgo * DAY_MS, evidence: {} }) as const;
  expect(threatsOf({ score: 0.5, findings: [finding(0.5), finding(2)], hours: [] }, NOW).map(({ kind, atMs }) => [kind, atMs])).toEqual([['impossible_travel', NOW - DAY_MS / 2]]);
  expect(threatsOf({ score: 0.6, findings: [], hours: [] }, NOW)).toMatchObject([{ kind: 'threat_score', atMs: Date.UTC(2026, 2, 4), evidence: { score: 0.6 }, text: { en: 'The threat score is high.', 'zh-CN': '威胁评分较高。' } }]);
});

it('the alert of a high score tells when the events were that made it', () => {
  const hour = (hoursAgo: number, parts: Partial<SecurityHour> = {}): SecurityHour => (
    { userId: 1, hour: 0, classCode: SECURITY_CLASSES.indexOf('failed_login'), severity: 2, events: 5, records: 0, firstMs: NOW - hoursAgo * 3_600_000 - 60_000, lastMs: NOW - hoursAgo * 3_600_000, ...parts });
  const weightless = hour(0.5, { classCode: SECURITY_CLASSES.indexOf('login'), severity: 0 });
  const eventsOf = (hours: readonly SecurityHour[], findings: Parameters<typeof threatsOf>[0]['findings'] = []): unknown => threatsOf({ score: 0.9, findings, hours }, NOW).find(({ kind }) => kind === 'threat_score')?.events;
  expect(eventsOf([hour(40), hour(3), hour(2), weightless])).toEqual({ firstMs: NOW - 3 * 3_600_000 - 60_000, lastMs: NOW - 2 * 3_600_000 });
  expect(eventsOf([hour(3)], [{ kind: 'impossible_travel', severity: 'high', atMs: NOW - 1000, evidence: {} }])).toEqual({ firstMs: NOW - 3 * 3_600_000 - 60_000, lastMs: NOW - 1000 });
  expect(eventsOf([hour(40), weightless])).toEqual({ firstMs: NOW - 40 * 3_600_000 - 60_000, lastMs: NOW - 40 * 3_600_000 });
});

it('alerts tell moments with their zone, under names that say so, and counts as they are', () => {
  const evidence = { failures: 12, firstFailureMs: NOW - 3_600_000, newAddress: true };
  const told = threatsOf({ score: 0.5, findings: [{ kind: 'failures_then_success', severity: 'high', atMs: NOW - 1, evidence }], hours: [] }, NOW);
  expect(told[0]?.evidence).toEqual({ failures: 12, firstFailureAt: new Date(NOW - 3_600_000).toISOString(), newAddress: true });
});

it('every takeover is told in Chinese, in words of its own', () => {
  const texts = TAKEOVER_KINDS.map((kind) => TAKEOVER_TEXTS[kind]['zh-CN']);
  expect(texts.every((text) => /^\p{Script=Han}/u.test(text) && !/[a-z]/i.test(text))).toBe(true);
  expect(new Set(texts).size).toBe(TAKEOVER_KINDS.length);
});

it.each<[string, Parameters<typeof privacyRisk>[0], SecurityHour[], number]>([
  ['nothing', NO_SETTINGS, [], 0], ['sharing', { ...NO_SETTINGS, shareAnalytics: true }, [], 0.2], ['data kept without end', { shareAnalytics: false, retentionDays: undefined }, [], 0.1],
  ['both', { shareAnalytics: true, retentionDays: undefined }, [], 1 - 0.8 * 0.9], ['a year', { shareAnalytics: false, retentionDays: 365 }, [], 0.01],
  ['1,000 records read', NO_SETTINGS, [hour('data_access', 1, 0, { severity: 0, records: 1000 })], 1 - Math.exp(-0.51)], ['four weeks ago', NO_SETTINGS, [hour('data_access', 1, 28, { severity: 0, records: 1000 })], 1 - Math.exp(-0.255)],
])('privacy risk of %s', (_name, settings, hours, expected) => expect(privacyRisk(settings, hours, NOW)).toBeCloseTo(expected, 12));

describe('a trend', () => {
  it.each([
    ['more', { part: 40, whole: 100 }, { part: 20, whole: 200 }, 56, 'rising'], ['less', { part: 4, whole: 100 }, { part: 60, whole: 200 }, 56, 'falling'],
    ['alike', { part: 11, whole: 100 }, { part: 20, whole: 200 }, 56, 'stable'], ['few', { part: 3, whole: 3 }, { part: 0, whole: 50 }, 56, 'stable'],
    ['all of both', { part: 9, whole: 9 }, { part: 9, whole: 9 }, 56, 'stable'], ['nothing before', { part: 4, whole: 10 }, { part: 0, whole: 0 }, 56, 'insufficient_history'],
    ['a short time before', { part: 4, whole: 10 }, { part: 9, whole: 10 }, 27, 'insufficient_history'],
  ])('of %s', (_name, recent, before, watched, direction) => expect(shareTrend(recent, before, watched).direction).toBe(direction));

  it('counts days, not the events of one', () => {
    const points = (): number => 1;
    expect(dayTrend([hour('failed_login', 1e6, 3)], points, NOW, 100)).toEqual({ recent: 1 / 28, before: 0, direction: 'stable' });
    const often = Array.from({ length: 14 }, (_, at) => hour('failed_login', 1, 2 * at));
    expect(dayTrend(often, points, NOW, 100)).toEqual({ recent: 0.5, before: 0, direction: 'rising' });
    expect(dayTrend(often, points, NOW, 30).direction).toBe('insufficient_history');
  });
});

describe('percentiles', () => {
  it('are told of twenty users and more', () => {
    expect(percentileCuts(new Array<number>(19).fill(0.5))).toBeUndefined();
    expect(percentileCuts(new Array<number>(20).fill(0.5))).toHaveLength(101);
  });

  it('are the share of users that stand no worse, to within a percent', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (scores, score) => {
      const percentile = percentileOf(score, percentileCuts(scores) as number[]);
      const share = (100 * scores.filter((other) => other <= score).length) / scores.length;
      if (share === 0) expect(percentile).toBe(0);
      else expect(Math.abs(percentile - share)).toBeLessThanOrEqual(1);
    }));
  });
});

it('a user of whom nothing was told has no spam exposure, no threat and no trend', () => {
  const nothing = { spam: 0, incoming: 0 };
  const facts: RiskFacts = { asOfMs: NOW, sinceMs: NOW + DAY_MS, spam: { recent: nothing, before: nothing }, hours: [], steps: [], origins: { firstMs: new Map(), earliestMs: undefined }, settings: NO_SETTINGS };
  const { components, findings } = assessRisk(facts);
  expect(findings).toEqual([]);
  expect(components.spam).toMatchObject({ score: undefined, level: undefined, trend: { recent: undefined, before: undefined, direction: 'insufficient_history' } });
  expect(components.security).toMatchObject({ score: 0, level: 'low', trend: { direction: 'insufficient_history' }, evidence: [] });
  expect(components.privacy).toMatchObject({ score: 0, level: 'low', evidence: [{ code: 'share_analytics', value: 0 }, { code: 'retention_days', value: 0 }] });
});

it('privacy has a line of each thing that it rests on, so none above nothing is without one', () => {
  const facts: RiskFacts = {
    asOfMs: NOW, sinceMs: NOW - 90 * DAY_MS, spam: { recent: { spam: 0, incoming: 0 }, before: { spam: 0, incoming: 0 } }, hours: [], steps: [],
    origins: { firstMs: new Map(), earliestMs: undefined }, settings: NO_SETTINGS,
  };
  const linesOf = (change: Partial<RiskFacts>) => assessRisk({ ...facts, ...change }).components.privacy.evidence.filter(({ value }) => value > 0).map(({ code, value }) => [code, value]);
  expect(linesOf({ settings: { shareAnalytics: false, retentionDays: undefined } })).toEqual([['kept_without_end', 1]]);
  expect(linesOf({ settings: { shareAnalytics: true, retentionDays: 365 } })).toEqual([['share_analytics', 1], ['retention_days', 365]]);
  expect(linesOf({ hours: [hour('data_access', 3, 1, { records: 40 }), hour('unauthorized_access', 2, 40), hour('data_access', 5, 50), hour('login', 9, 50)] })).toEqual([['data_access', 3], ['records_read', 40], ['earlier_access', 7]]);
});
