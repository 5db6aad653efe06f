import { DAY_MS } from '#kernel';
import type { UnusualDay } from '#profiles';
import type { Pattern } from '#profiles/core';
import type { LiveNews } from '#realtime';
import type { Raise } from '#realtime/core';
import type { Insight } from '../../core/index.js';

const DIGITS = 5;
/** Days alike that come with no more than one between them are one incident. */
const SILENCE_MS = 2 * DAY_MS;

const rounded = (value: number | undefined): number | null => (value === undefined ? null : Number(value.toPrecision(DIGITS)));
const instant = (ms: number): string => new Date(ms).toISOString();

interface Told { readonly userId: number; readonly atMs: number }

export const keyOfInsight = ({ code, about }: Insight): string => (about === undefined ? `summary:${code}` : `summary:${code}:${about}`);
export const PATTERN_KEY = 'pattern:';
export const keyOfPattern = ({ code }: Pattern): string => `${PATTERN_KEY}${code}`;

export function summaryNews({ userId, atMs }: Told, { code, support, en, 'zh-CN': zh }: Insight, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): LiveNews {
  return { type: 'insight.summary', userId, atMs, data: { code, text: { en, 'zh-CN': zh }, support, from: instant(fromMs), to: instant(toMs) } };
}

export function patternNews({ userId, atMs }: Told, { kind, code, support, confidence, effectSize, text, firstMs, lastMs }: Pattern): LiveNews {
  const effect = { measure: effectSize.measure, value: rounded(effectSize.value) };
  return { type: 'insight.pattern', userId, atMs, data: { kind, code, text, support, effectSize: effect, confidence: rounded(confidence), firstSeen: instant(firstMs), lastSeen: instant(lastMs) } };
}

function evidenceOf({ evidence }: UnusualDay): readonly object[] {
  return evidence.map(({ feature, value, expected, deviation, share }) => ({ feature, value: rounded(value), expected: rounded(expected), deviation: rounded(deviation), share: rounded(share) }));
}

export function unusualDayNews({ userId, atMs }: Told, day: UnusualDay): LiveNews {
  const { id, date, kind, severity, text } = day;
  return { type: 'insight.unusual_day', userId, atMs, data: { id, date, kind, severity, text, evidence: evidenceOf(day) } };
}

/** What a grave day is raised as: days of one kind, one after the other, are one incident. */
export function unusualDayRaise(userId: number, day: UnusualDay): Raise {
  const { id, date, kind, severity, text, endedMs } = day;
  return {
    source: 'anomaly', kind, severity, userId, key: `unusual-day:${kind}`, atMs: endedMs, silenceMs: SILENCE_MS, text: text.en, translations: { 'zh-CN': text['zh-CN'] },
    evidence: { anomalyId: id, date, features: evidenceOf(day) },
  };
}
