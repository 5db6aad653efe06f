import { OUTCOMES, SPAM_CATEGORIES, type Outcome } from '#realtime/core';
import type { Verdict } from '#callers/core';
import type { CallCategory } from '../figures/caller-counts.js';
import { CATEGORIES_EN, CATEGORIES_ZH, WEEKDAYS_ZH } from '../insights/words.js';
import type { ReportLanguage } from './report-document.js';
import type { ReportKind } from './report-period.js';

/** Everything that a report may say beside numbers, dates and insights. */
export interface ReportWords {
  readonly titles: Readonly<Record<ReportKind, string>>;
  readonly platformTitles: Readonly<Record<ReportKind, string>>;
  readonly headings: { readonly summary: string; readonly when: string; readonly kinds: string; readonly callers: string };
  readonly columns: { readonly figure: string; readonly now: string; readonly before: string };
  readonly figures: Readonly<Record<FigureName, string>>;
  readonly hours: string;
  readonly weekdays: string;
  readonly weekdayNames: readonly string[];
  readonly outcomes: { readonly caption: string; readonly columns: readonly string[]; readonly names: Readonly<Record<Outcome, string>> };
  readonly categories: { readonly caption: string; readonly columns: readonly string[]; readonly names: Readonly<Record<CallCategory, string>> };
  readonly callers: { readonly caption: string; readonly columns: readonly string[]; readonly verdicts: Readonly<Record<Verdict, string>> };
  readonly chartSays: (most: number, at: string) => string;
  readonly nothing: string;
  readonly footer: (madeAt: string, zone: string) => string;
}

export type FigureName =
  'calls' | 'incoming' | 'outgoing' | 'answerRate' | 'meanDuration' | 'distinctCallers' | 'spam' | 'blocked' | 'spared' | 'aiHandled' | 'aiEffectiveness' | 'whitelist';

const keyed = <Name extends string>(names: readonly Name[], words: readonly string[]): Record<Name, string> =>
  Object.fromEntries(names.map((name, at) => [name, words[at] ?? name])) as Record<Name, string>;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const EN: ReportWords = {
  titles: { daily: 'Your calls of the day', weekly: 'Your calls of the week', monthly: 'Your calls of the month' },
  platformTitles: { daily: 'All calls of the day', weekly: 'All calls of the week', monthly: 'All calls of the month' },
  headings: { summary: 'In figures', when: 'When calls were made', kinds: 'What calls were', callers: 'Who called most' },
  columns: { figure: 'Figure', now: 'This period', before: 'Period before' },
  figures: {
    calls: 'Calls', incoming: 'Incoming', outgoing: 'Outgoing', answerRate: 'Incoming calls answered', meanDuration: 'Mean length of a call', distinctCallers: 'Different numbers that called',
    spam: 'Spam calls', blocked: 'Spam calls blocked', spared: 'Time spared, about', aiHandled: 'Calls the assistant took', aiEffectiveness: 'Of those settled', whitelist: 'Numbers on the whitelist',
  },
  hours: 'Calls by hour of the day',
  weekdays: 'Calls by day of the week',
  weekdayNames: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  outcomes: { caption: 'Calls by outcome', columns: ['Outcome', 'Incoming', 'Outgoing'], names: keyed(OUTCOMES, ['Answered', 'Rejected', 'Missed', 'Transferred', 'Taken by the assistant']) },
  categories: {
    caption: 'Incoming calls by category of their number', columns: ['Category', 'Calls'],
    names: {
      ...keyed(SPAM_CATEGORIES, SPAM_CATEGORIES.map((name) => capital(CATEGORIES_EN[name]))),
      uncategorized: 'Spam without a category', none: 'Not spam', claimed: 'Told by the user alone', withheld: 'Number withheld', unknown: 'Not known',
    },
  },
  callers: {
    caption: 'Numbers that called most', columns: ['Number', 'Calls', 'Answered', 'Blocked', 'Verdict'],
    verdicts: { spam: 'Spam', suspicious: 'Suspicious', unknown: 'Unknown', legitimate: 'Legitimate' },
  },
  chartSays: (most, at) => `Most at ${at}: ${most}.`,
  nothing: '–',
  footer: (madeAt, zone) => `Made ${madeAt}. Times are those of ${zone}.`,
};

const ZH: ReportWords = {
  titles: { daily: '您的通话日报', weekly: '您的通话周报', monthly: '您的通话月报' },
  platformTitles: { daily: '平台通话日报', weekly: '平台通话周报', monthly: '平台通话月报' },
  headings: { summary: '数据概览', when: '通话时间', kinds: '通话类型', callers: '来电最多的号码' },
  columns: { figure: '指标', now: '本期', before: '上期' },
  figures: {
    calls: '通话', incoming: '来电', outgoing: '去电', answerRate: '来电接听率', meanDuration: '平均通话时长', distinctCallers: '来电号码数',
    spam: '骚扰来电', blocked: '拦截的骚扰来电', spared: '约节省时间', aiHandled: 'AI 代接来电', aiEffectiveness: '代接解决率', whitelist: '白名单号码',
  },
  hours: '各时段通话数',
  weekdays: '各星期日通话数',
  weekdayNames: WEEKDAYS_ZH,
  outcomes: { caption: '通话结果', columns: ['结果', '来电', '去电'], names: keyed(OUTCOMES, ['已接听', '已拒接', '未接', '已转接', 'AI 代接']) },
  categories: {
    caption: '来电号码类别', columns: ['类别', '来电'],
    names: { ...CATEGORIES_ZH, uncategorized: '未分类骚扰', none: '非骚扰', claimed: '仅由用户提供', withheld: '隐藏号码', unknown: '未知' },
  },
  callers: {
    caption: '来电最多的号码', columns: ['号码', '来电', '接听', '拦截', '判定'],
    verdicts: { spam: '骚扰', suspicious: '可疑', unknown: '未知', legitimate: '正常' },
  },
  chartSays: (most, at) => `最多为 ${at}：${most}。`,
  nothing: '–',
  footer: (madeAt, zone) => `生成于 ${madeAt}。时间为 ${zone} 当地时间。`,
};

export const REPORT_WORDS: Readonly<Record<ReportLanguage, ReportWords>> = { en: EN, 'zh-CN': ZH };
