import type { Feature } from './behaviour-features.js';
import type { DayEvidence, DayFinding } from './day-finding.js';
import { dateOf } from './local-days.js';

/** A sentence that a person understands. */
export interface AnomalyText {
  readonly en: string;
  readonly 'zh-CN': string;
}

interface Words {
  readonly unit: 'number' | 'percent' | 'seconds';
  readonly en: string;
  readonly zh: string;
}

const WORDS: Readonly<Record<Feature, Words>> = {
  callsIn: { unit: 'number', en: 'calls that came in', zh: '来电次数' },
  callsOut: { unit: 'number', en: 'calls made', zh: '去电次数' },
  answerRate: { unit: 'percent', en: 'share of calls answered', zh: '接听率' },
  aiHandledShare: { unit: 'percent', en: 'share of calls taken by the AI', zh: 'AI 代接比例' },
  nightShare: { unit: 'percent', en: 'share of calls between midnight and six', zh: '凌晨零点至六点的通话比例' },
  meanDurationSeconds: { unit: 'seconds', en: 'mean length of calls', zh: '平均通话时长' },
  activeHours: { unit: 'number', en: 'hours of the day with calls', zh: '有通话的小时数' },
  newCallers: { unit: 'number', en: 'numbers that called for the first time', zh: '首次来电的号码数' },
};

type Shown = 'en' | 'zh';

function shown(value: number | undefined, unit: Words['unit'], language: Shown): string {
  if (value === undefined) return language === 'en' ? 'none' : '无';
  if (unit === 'percent') return `${Math.round(value * 100)} %`;
  return unit === 'seconds' ? `${Math.round(value)} ${language === 'en' ? 's' : '秒'}` : String(Math.round(value));
}

function sentence({ feature, value, expected }: DayEvidence, language: Shown): string {
  const { unit, [language]: name } = WORDS[feature];
  const [now, usual] = [shown(value, unit, language), shown(expected, unit, language)];
  return language === 'en' ? `${name}: ${now} instead of about ${usual}` : `${name}为 ${now}，平时约为 ${usual}`;
}

/** What was strange about the day, by the feature that stood out most. */
export function anomalyText({ day, leading }: Pick<DayFinding, 'day' | 'leading'>): AnomalyText {
  const date = dateOf(day);
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  return { en: `Unusual day on ${date}, ${sentence(leading, 'en')}.`, 'zh-CN': `${year}年${month}月${dayOfMonth}日情况异常：${sentence(leading, 'zh')}。` };
}
