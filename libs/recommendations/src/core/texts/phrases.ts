import type { Advice } from '../recommendation.js';
import type { PhraseBook, RuleKind } from './phrase-book.js';
import { ENGLISH } from './phrases-en.js';
import { CHINESE } from './phrases-zh.js';

export interface Texts {
  readonly title: string;
  readonly why: string;
  readonly description: string;
  /** Null where nothing could be replayed. */
  readonly expected: string | null;
}

/** Chinese for `zh` and what lies under it, English for all others. */
const bookOf = (language: string): PhraseBook => (/^zh\b/i.test(language) ? CHINESE : ENGLISH);

/** What people read of a piece of advice. @param language a BCP 47 tag */
export function textsOf({ kind, figures, expected }: Pick<Advice, 'kind' | 'figures' | 'expected'>, language: string): Texts {
  const phrases = bookOf(language);
  const { title, why, description } = phrases[kind];
  return { title: title(figures), why: why(figures), description: description(figures), expected: expected === null ? null : phrases.expected(expected) };
}

/** What a rule is called that advice of this kind adds. */
export function ruleNameOf(kind: RuleKind, language: string): string {
  return bookOf(language).ruleNames[kind];
}
