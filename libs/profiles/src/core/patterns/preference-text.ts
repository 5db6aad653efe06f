import { sigmoid } from '#kernel';
import type { WhitelistStrategy } from '#realtime/core';
import type { PatternText } from './pattern.js';
import { percent } from './temporal-text.js';

export function whitelistedText(share: number, expected: number): PatternText {
  return {
    en: `You answer ${percent(share)} of the calls from numbers you put on the whitelist; of other calls, ${percent(expected)}.`,
    'zh-CN': `您接听了白名单号码 ${percent(share)} 的来电，其他来电为 ${percent(expected)}。`,
  };
}

export function reportedText(share: number, expected: number): PatternText {
  return {
    en: `You answer ${percent(share)} of the calls from numbers you reported as spam; of other calls, ${percent(expected)}.`,
    'zh-CN': `您接听了您举报为骚扰的号码 ${percent(share)} 的来电，其他来电为 ${percent(expected)}。`,
  };
}

const STRATEGY_WORDS: Readonly<Record<WhitelistStrategy, string>> = { strict: '严格', moderate: '适中', permissive: '宽松' };

export function strategyText(figure: number, usual: number, strategy: WhitelistStrategy): PatternText {
  const [own, others] = [figure, usual].map((value) => percent(sigmoid(value)));
  return {
    en: `Your strategy is ${strategy}, yet you answer ${own} of the calls from strangers; ${others} would be usual.`,
    'zh-CN': `您的策略为“${STRATEGY_WORDS[strategy]}”，但您接听了 ${own} 的陌生来电，通常约为 ${others}。`,
  };
}
