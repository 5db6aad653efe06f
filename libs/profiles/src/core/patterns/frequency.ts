import { againstPlatform } from './against-platform.js';
import { dailyCounts, overdispersion, type DailyCounts } from './daily-counts.js';
import { burstsText, changeText, levelText } from './frequency-text.js';
import { callsPerDayOf } from './measures.js';
import type { Trial } from './pattern.js';
import { rescaledGaps } from './rescaled-gaps.js';
import { burstiness, moranTest } from './statistics/burstiness.js';
import { rateRatioTest } from './statistics/exact-tests.js';
import { supportOf, type Subject } from './subject.js';

/** The span that is compared with what was before, which must be as long at least. */
export const RECENT_DAYS = 28;
const FEWEST_SESSIONS = 20;
const FEWEST_GAPS = 50;
const LEAST_RATIO = 1.5;
const LEAST_BURSTINESS = 0.15;

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** The last four weeks against what was before. */
function change({ sessions }: Subject, daily: DailyCounts): Trial[] {
  const before = daily.counts.length - RECENT_DAYS;
  if (before < RECENT_DAYS) return [];
  const [past, recent] = [sum(daily.counts.subarray(0, before)), sum(daily.counts.subarray(before))];
  if (past + recent < FEWEST_SESSIONS) return [];
  const excess = overdispersion(daily, sessions.firstDay, [before, RECENT_DAYS]);
  const scaled: [number, number] = [Math.round(recent / excess), Math.round(past / excess)];
  // A half more on either side keeps the ratio of nothing finite.
  const ratio = ((recent + 0.5) / RECENT_DAYS) / ((past + 0.5) / before);
  const recentFrom = daily.from + before;
  return [{
    kind: 'frequency', code: `frequency.${ratio > 1 ? 'more' : 'fewer'}-lately`, ...supportOf(sessions, (at) => (sessions.day[at] as number) >= recentFrom), test: 'rate-ratio',
    pValue: rateRatioTest(scaled, [RECENT_DAYS, before]), effectSize: { measure: 'rate_ratio', value: ratio }, isLarge: ratio >= LEAST_RATIO || ratio <= 1 / LEAST_RATIO,
    detail: { perDayLately: recent / RECENT_DAYS, perDayBefore: past / before, daysBefore: before, overdispersion: excess }, text: changeText(recent / RECENT_DAYS, past / before),
  }];
}

function level({ sessions, baseline }: Subject, daily: DailyCounts): Trial[] {
  const spread = baseline?.measures.callsPerDay;
  const found = callsPerDayOf(sessions, daily);
  if (spread === undefined || found === undefined) return [];
  const { pValue, deviations, isOutside } = againstPlatform(found.value, found.noise, spread);
  const [perDay, usual] = [Math.exp(found.value), Math.exp(spread.mean)];
  return [{
    kind: 'frequency', code: `frequency.level.${perDay > usual ? 'high' : 'low'}`, ...supportOf(sessions, () => true), test: 'prediction-t', pValue,
    effectSize: { measure: 'platform_deviations', value: deviations }, isLarge: isOutside, detail: { perDay, usualPerDay: usual }, text: levelText(perDay, usual),
  }];
}

function bursts({ sessions }: Subject): Trial[] {
  const gaps = rescaledGaps(sessions);
  const found = gaps.length < FEWEST_GAPS ? undefined : burstiness(gaps);
  if (found === undefined) return [];
  return [{
    kind: 'frequency', code: 'frequency.bursts', ...supportOf(sessions, () => true), test: 'moran', pValue: moranTest(gaps),
    effectSize: { measure: 'burstiness', value: found }, isLarge: found >= LEAST_BURSTINESS, detail: { gaps: gaps.length }, text: burstsText(),
  }];
}

/** How often: the level among the platform's users, bursts beyond the user's own rhythm, and the last four weeks against those before. */
export function frequencyTrials(subject: Subject): Trial[] {
  const daily = dailyCounts(subject.sessions);
  return [...level(subject, daily), ...change(subject, daily), ...bursts(subject)];
}
