import type { PatternText } from './pattern.js';

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const WEEKDAY_WORDS = {
  en: ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'],
  'zh-CN': ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
} as const;

export const PART_WORDS = {
  night: { en: 'at night (midnight to six)', 'zh-CN': '凌晨（0–6 点）' },
  morning: { en: 'in the morning (six to noon)', 'zh-CN': '上午（6–12 点）' },
  afternoon: { en: 'in the afternoon (noon to six)', 'zh-CN': '下午（12–18 点）' },
  evening: { en: 'in the evening (six to midnight)', 'zh-CN': '晚上（18–24 点）' },
} as const;

type Against = 'platform' | 'uniform';

const OTHERS: Readonly<Record<Against, PatternText>> = {
  platform: { en: 'those of other users', 'zh-CN': '其他用户' },
  uniform: { en: 'an even spread over the day', 'zh-CN': '全天均匀分布' },
};

export function hoursText(distance: number, against: Against): PatternText {
  return {
    en: `Your calls keep hours of their own: ${percent(distance)} of them fall at other times than ${OTHERS[against].en}.`,
    'zh-CN': `您的通话时间自成规律：约 ${percent(distance)} 的通话与${OTHERS[against]['zh-CN']}的时段不同。`,
  };
}

function clock(hour: number): string {
  const minutes = (Math.round(hour * 2) * 30) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function peakText(hour: number, against: Against): PatternText {
  return {
    en: `Compared with ${OTHERS[against].en}, your calls gather around ${clock(hour)}.`,
    'zh-CN': `与${OTHERS[against]['zh-CN']}相比，您的通话集中在 ${clock(hour)} 前后。`,
  };
}

export function dayPartText(part: keyof typeof PART_WORDS, share: number, expected: number): PatternText {
  const { en, 'zh-CN': zh } = PART_WORDS[part];
  return {
    en: `${percent(share)} of your calls come ${en}; ${percent(expected)} would be usual.`,
    'zh-CN': `您有 ${percent(share)} 的通话在${zh}，通常约为 ${percent(expected)}。`,
  };
}

export function weekdayText(weekday: number, share: number, expected: number): PatternText {
  return {
    en: `${percent(share)} of your calls come on ${WEEKDAY_WORDS.en[weekday]}; ${percent(expected)} would be usual.`,
    'zh-CN': `您有 ${percent(share)} 的通话在${WEEKDAY_WORDS['zh-CN'][weekday]}，通常约为 ${percent(expected)}。`,
  };
}

export function weekPeakText(weekday: number): PatternText {
  return { en: `Through the week, your calls gather around ${WEEKDAY_WORDS.en[weekday]}.`, 'zh-CN': `一周之中，您的通话集中在${WEEKDAY_WORDS['zh-CN'][weekday]}前后。` };
}
