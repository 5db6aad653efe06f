import type { PatternText } from './pattern.js';
import type { CallerClass } from './sessions.js';
import { PART_WORDS, percent, WEEKDAY_WORDS } from './temporal-text.js';

/** Outcomes that are told of; transfers are too rare. */
export const TOLD = ['answered', 'rejected', 'missed', 'ai_handled'] as const;
type ToldOutcome = (typeof TOLD)[number];

export type Group =
  | { readonly by: 'caller'; readonly name: CallerClass }
  | { readonly by: 'part'; readonly name: keyof typeof PART_WORDS }
  | { readonly by: 'weekday'; readonly weekday: number };

const CALLER_WORDS: Readonly<Record<CallerClass, PatternText>> = {
  contact: { en: 'from contacts', 'zh-CN': '联系人的来电' },
  known: { en: 'from numbers that called before', 'zh-CN': '曾来电号码的来电' },
  new: { en: 'from new numbers', 'zh-CN': '新号码的来电' },
  spam: { en: 'from spam numbers', 'zh-CN': '骚扰号码的来电' },
};

const OUTCOME_WORDS: Readonly<Record<ToldOutcome, PatternText>> = {
  answered: { en: 'are answered', 'zh-CN': '被接听' },
  rejected: { en: 'are rejected', 'zh-CN': '被拒接' },
  missed: { en: 'are missed', 'zh-CN': '未接' },
  ai_handled: { en: 'are taken by the assistant', 'zh-CN': '由 AI 代接' },
};

function groupWords(group: Group): PatternText {
  if (group.by === 'caller') return CALLER_WORDS[group.name];
  if (group.by === 'part') return { en: PART_WORDS[group.name].en, 'zh-CN': `${PART_WORDS[group.name]['zh-CN']}的来电` };
  return { en: `on ${WEEKDAY_WORDS.en[group.weekday]}`, 'zh-CN': `${WEEKDAY_WORDS['zh-CN'][group.weekday]}的来电` };
}

export function interactionText(group: Group, outcome: ToldOutcome, share: number, expected: number): PatternText {
  const [who, what] = [groupWords(group), OUTCOME_WORDS[outcome]];
  return {
    en: `${percent(share)} of the calls you get ${who.en} ${what.en}; of your other calls, ${percent(expected)}.`,
    'zh-CN': `${who['zh-CN']}有 ${percent(share)} ${what['zh-CN']}，其他来电为 ${percent(expected)}。`,
  };
}
