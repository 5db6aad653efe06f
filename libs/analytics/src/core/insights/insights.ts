import { SPAM_CATEGORIES } from '#realtime/core';
import type { TopCaller } from '../figures/caller-counts.js';
import type { Figures } from '../figures/figures.js';
import { countsDiffer, fullestBin } from './differences.js';
import type { Insight } from './insight.js';
import { CATEGORIES_EN, CATEGORIES_ZH, count, lengthOf, percent, WEEKDAYS_EN, WEEKDAYS_ZH } from './words.js';

/** A week is needed for each of its days to come up; then they are equally many up to one. */
const DAYS_FOR_WEEKDAYS = 28;
const FEWEST_TO_JUDGE = 5;
/** A number that makes more than this share of all incoming calls is loud. */
const LOUD_SHARE = 0.2;

export interface Findings {
  readonly current: Figures;
  readonly previous: Figures;
  /** Whether the whole period before was watched. */
  readonly comparable: boolean;
  readonly topCallers: readonly TopCaller[];
  readonly days: number;
}

/** Sentences that the figures bear out, the weightier first; each is left out where it could be chance or there is too little of it. */
export function insightsOf(findings: Findings): readonly Insight[] {
  return [spamBlocked, callsChanged, spamChanged, loudCaller, aiEffectiveness, topCategory, busiestHour, busiestWeekday, whitelistGrew].flatMap((find) => find(findings) ?? []);
}

type Finder = (findings: Findings) => Insight | undefined;

const spamBlocked: Finder = ({ current: { spam } }) => {
  if (spam.blocked === 0) return undefined;
  const spared = lengthOf(spam.secondsSpared);
  return {
    code: 'spam_blocked', support: spam.calls,
    en: `${spam.blocked} of ${count(spam.calls, 'spam call')} ${spam.blocked === 1 ? 'was' : 'were'} blocked, which spared about ${spared.en}.`,
    'zh-CN': `${spam.calls} 个骚扰来电中拦截了 ${spam.blocked} 个，约节省 ${spared.zh}。`,
  };
};

function changed(code: Insight['code'], [en, zh]: readonly [string, string], now: number, before: number): Insight | undefined {
  if (!countsDiffer(now, before)) return undefined;
  const by = before === 0 ? undefined : percent(Math.abs(now - before) / before);
  const more = now > before;
  return {
    code, about: more ? 'more' : 'fewer', support: now + before,
    en: `${now} ${en}, ${by === undefined ? 'after none' : `${by} ${more ? 'more' : 'fewer'} than the ${before}`} in the period before.`,
    'zh-CN': by === undefined ? `${zh} ${now} 个，上一周期没有。` : `${zh} ${now} 个，比上一周期的 ${before} 个${more ? '增加' : '减少'} ${by}。`,
  };
}

const callsChanged: Finder = ({ current, previous, comparable }) => (comparable ? changed('calls_changed', ['calls', '通话'], current.calls.total, previous.calls.total) : undefined);

const spamChanged: Finder = ({ current, previous, comparable }) => (comparable ? changed('spam_changed', ['spam calls', '骚扰来电'], current.spam.calls, previous.spam.calls) : undefined);

const aiEffectiveness: Finder = ({ current: { ai } }) => {
  if (ai.judged < FEWEST_TO_JUDGE || ai.effectiveness === undefined) return undefined;
  return {
    code: 'ai_effectiveness', support: ai.judged,
    en: `The assistant settled ${ai.settled} of ${ai.judged} calls it handled (${percent(ai.effectiveness)}): nobody called again within an hour.`,
    'zh-CN': `AI 代接的 ${ai.judged} 个来电中有 ${ai.settled} 个（${percent(ai.effectiveness)}）一小时内没有再次通话。`,
  };
};

const busiestHour: Finder = ({ current: { hours, calls } }) => {
  const found = fullestBin(hours);
  if (found === undefined) return undefined;
  const [from, to] = [found.at, (found.at + 1) % 24].map((hour) => `${String(hour).padStart(2, '0')}:00`);
  return {
    code: 'busiest_hour', about: found.at, support: calls.total,
    en: `The busiest hour is ${from}–${to}, with ${found.count} of ${calls.total} calls.`, 'zh-CN': `最忙的时段是 ${from}–${to}，占 ${calls.total} 个通话中的 ${found.count} 个。`,
  };
};

const busiestWeekday: Finder = ({ current: { weekdays, calls }, days }) => {
  const found = days < DAYS_FOR_WEEKDAYS ? undefined : fullestBin(weekdays);
  if (found === undefined) return undefined;
  return {
    code: 'busiest_weekday', about: found.at, support: calls.total,
    en: `Most calls fall on ${WEEKDAYS_EN[found.at]}: ${found.count} of ${calls.total}.`, 'zh-CN': `${WEEKDAYS_ZH[found.at]}的通话最多：${calls.total} 个中的 ${found.count} 个。`,
  };
};

const topCategory: Finder = ({ current: { categories, calls } }) => {
  const [top] = [...SPAM_CATEGORIES].sort((one, other) => categories[other] - categories[one]);
  if (top === undefined || categories[top] < FEWEST_TO_JUDGE) return undefined;
  return {
    code: 'top_category', about: top, support: calls.incoming,
    en: `Most unwanted calls were about ${CATEGORIES_EN[top]}: ${categories[top]} of ${calls.incoming} incoming calls.`,
    'zh-CN': `骚扰来电中最多的是${CATEGORIES_ZH[top]}：${calls.incoming} 个来电中的 ${categories[top]} 个。`,
  };
};

const loudCaller: Finder = ({ current: { calls }, topCallers: [top] }) => {
  if (top === undefined || (top.verdict !== 'spam' && top.verdict !== 'suspicious') || top.calls < FEWEST_TO_JUDGE || top.calls < LOUD_SHARE * calls.incoming) return undefined;
  const [en, zh] = top.verdict === 'spam' ? ['spam', '骚扰'] : ['suspicious', '可疑'];
  return {
    code: 'loud_caller', about: top.callerId, support: calls.incoming,
    en: `One ${en} number made ${top.calls} of ${calls.incoming} incoming calls.`, 'zh-CN': `一个${zh}号码拨打了 ${calls.incoming} 个来电中的 ${top.calls} 个。`,
  };
};

const whitelistGrew: Finder = ({ current: { whitelist } }) => {
  if (whitelist === undefined || whitelist.added === 0) return undefined;
  return {
    code: 'whitelist_grew', support: whitelist.entries,
    en: `You added ${count(whitelist.added, 'number')} to your whitelist, which now holds ${whitelist.entries}.`,
    'zh-CN': `您在白名单中新增了 ${whitelist.added} 个号码，现有 ${whitelist.entries} 个。`,
  };
};
