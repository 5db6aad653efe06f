import type { SpamCategory } from '#realtime/core';

export const WEEKDAYS_EN = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'] as const;
export const WEEKDAYS_ZH = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

export const CATEGORIES_EN: Readonly<Record<SpamCategory, string>> = {
  sales: 'sales', loan: 'loans', investment: 'investments', insurance: 'insurance', real_estate: 'real estate', telecom: 'telecom offers',
  survey: 'surveys', political: 'politics', charity: 'charity', scam: 'fraud', robocall: 'recorded messages', other: 'other unwanted business',
};

export const CATEGORIES_ZH: Readonly<Record<SpamCategory, string>> = {
  sales: '推销', loan: '贷款', investment: '投资', insurance: '保险', real_estate: '房产', telecom: '电信业务',
  survey: '调查', political: '政治宣传', charity: '慈善', scam: '诈骗', robocall: '录音电话', other: '其他骚扰',
};

export const count = (many: number, one: string, more = `${one}s`): string => `${many} ${many === 1 ? one : more}`;

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Hours, minutes or seconds, whichever says it best. */
export function lengthOf(seconds: number): { readonly en: string; readonly zh: string } {
  if (seconds < 120) return { en: `${Math.round(seconds)} s`, zh: `${Math.round(seconds)} 秒` };
  if (seconds < 7200) return { en: `${Math.round(seconds / 60)} min`, zh: `${Math.round(seconds / 60)} 分钟` };
  return { en: `${(seconds / 3600).toFixed(1)} h`, zh: `${(seconds / 3600).toFixed(1)} 小时` };
}
