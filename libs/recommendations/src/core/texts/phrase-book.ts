import type { ExpectedEffect, Figures, Kind } from '../recommendation.js';

type Phrase = (figures: Figures) => string;

/** What one language says of each kind, and of what would have been. */
export type PhraseBook = Readonly<Record<Kind, { readonly title: Phrase; readonly why: Phrase; readonly description: Phrase }>> & { readonly expected: (effect: ExpectedEffect) => string };
