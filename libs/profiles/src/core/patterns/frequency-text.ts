import type { PatternText } from './pattern.js';

const rate = (perDay: number): string => perDay.toFixed(perDay < 10 ? 1 : 0);

export function changeText(lately: number, before: number): PatternText {
  return {
    en: `In the last four weeks you had ${rate(lately)} calls a day; before, ${rate(before)}.`,
    'zh-CN': `最近四周您每天有 ${rate(lately)} 次通话，此前为 ${rate(before)} 次。`,
  };
}

export function levelText(perDay: number, usual: number): PatternText {
  return {
    en: `You have ${rate(perDay)} calls a day, ${perDay > usual ? 'more' : 'fewer'} than any user compared with; ${rate(usual)} are usual.`,
    'zh-CN': `您每天有 ${rate(perDay)} 次通话，比所比较的其他用户都${perDay > usual ? '多' : '少'}，通常约为 ${rate(usual)} 次。`,
  };
}

export function burstsText(): PatternText {
  return { en: 'Your calls come in bursts: many close together, then long pauses.', 'zh-CN': '您的通话成批出现：短时间内集中多次，随后长时间没有。' };
}
