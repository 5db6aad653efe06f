import { maskPhone, type E164 } from '#privacy';
import type { DayTrend, Figures, Summary } from '../core/index.js';
import type { AnalyticsSummaryDto, DayTrendDto, FiguresDto } from './analytics.dto.js';
import type { PeriodAsked } from './analytics-query.js';

const instant = (epochMs: number): string => new Date(epochMs).toISOString();

/** Times as RFC 3339, numbers masked, and null for what is not known. */
export function presentSummary(userId: string | null, { name, asOfMs }: PeriodAsked, { summary, numbers }: { summary: Summary; numbers: ReadonlyMap<number, E164> }): AnalyticsSummaryDto {
  const { span, zone, current, previous, topCallers, trends, insights } = summary;
  return {
    userId, period: name, timezone: zone, from: instant(span.fromMs), to: instant(span.toMs), previousFrom: instant(span.previousFromMs),
    current: presentFigures(current), previous: presentFigures(previous),
    topCallers: topCallers.flatMap(({ callerId, lastMs, verdict = 'unknown', category = null, ...made }) => {
      const number = numbers.get(callerId);
      return number === undefined ? [] : [{ phoneNumber: maskPhone(number), ...made, verdict, category, lastCall: instant(lastMs) }];
    }),
    trends: { calls: presentTrend(trends.calls), spam: presentTrend(trends.spam) },
    insights: insights.map(({ code, support, en, 'zh-CN': zh }) => ({ code, text: { en, 'zh-CN': zh }, support })),
    asOf: instant(asOfMs),
  };
}

function presentTrend(trend: DayTrend): DayTrendDto {
  const { direction, slopePerDay = null, pValue = null, days, reason = null } = trend;
  return { direction, slopePerDay, pValue, days, reason };
}

function presentFigures(figures: Figures): FiguresDto {
  const { answerRate = null, meanDurationSeconds = null, distinctCallers = null, spam, ai, whitelist = null, ...counted } = figures;
  return {
    ...counted, distinctCallers, answerRate, meanDurationSeconds, whitelist,
    spam: { ...spam, share: spam.share ?? null, blockedShare: spam.blockedShare ?? null },
    ai: { ...ai, share: ai.share ?? null, effectiveness: ai.effectiveness ?? null },
  };
}
