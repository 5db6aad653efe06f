import type { Advice } from '../recommendation.js';
import { ENGLISH } from './phrases-en.js';
import { CHINESE } from './phrases-zh.js';

export interface Texts {
  readonly title: string;
  readonly why: string;
  readonly description: string;
  /** Null where nothing could be replayed. */
  readonly expected: string | null;
}

/** What people read of a piece of advice. @param language a BCP 47 tag: Chinese for `zh` and what lies under it, English for all others */
export function textsOf({ kind, figures, expected }: Pick<Advice, 'kind' | 'figures' | 'expected'>, language: string): Texts {
  const phrases = /^zh\b/i.test(language) ? CHINESE : ENGLISH;
  const { title, why, description } = phrases[kind];
  return { title: title(figures), why: why(figures), description: description(figures), expected: expected === null ? null : phrases.expected(expected) };
}
