import { sigmoid } from '#kernel';
import type { PatternText } from './pattern.js';
import { percent } from './temporal-text.js';

export function mainContactText(share: number, numbers: number): PatternText {
  return {
    en: `One number has ${percent(share)} of your calls; you had calls with ${numbers} numbers.`,
    'zh-CN': `有一个号码占您通话的 ${percent(share)}，您共与 ${numbers} 个号码通话。`,
  };
}

export function newcomersLatelyText(share: number, before: number): PatternText {
  return {
    en: `${percent(share)} of the calls you got in the last four weeks were from new numbers; before, ${percent(before)}.`,
    'zh-CN': `最近四周的来电中 ${percent(share)} 来自新号码，此前为 ${percent(before)}。`,
  };
}

export function circleText(figure: number, usual: number, sessions: number): PatternText {
  const [own, others] = [figure, usual].map((value) => Math.round(Math.exp(value) * Math.sqrt(sessions)));
  return {
    en: `You have calls with ${own} contacts, ${figure > usual ? 'more' : 'fewer'} than any user compared with; ${others} would be usual.`,
    'zh-CN': `您与 ${own} 位联系人通话，比所比较的其他用户都${figure > usual ? '多' : '少'}，通常约为 ${others} 位。`,
  };
}

export function reciprocityText(figure: number, usual: number): PatternText {
  const [own, others] = [figure, usual].map((value) => percent(sigmoid(value)));
  return {
    en: `You made ${own} of the calls with your contacts yourself; ${others} would be usual.`,
    'zh-CN': `与联系人的通话中有 ${own} 由您拨出，通常约为 ${others}。`,
  };
}

export function newcomersText(figure: number, usual: number): PatternText {
  const [own, others] = [figure, usual].map((value) => percent(sigmoid(value)));
  return {
    en: `${own} of the calls you get are from new numbers; ${others} would be usual.`,
    'zh-CN': `您的来电中有 ${own} 来自新号码，通常约为 ${others}。`,
  };
}
