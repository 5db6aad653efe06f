export const PATTERN_KINDS = ['temporal', 'frequency', 'interaction', 'preference', 'contacts'] as const;
export type PatternKind = (typeof PATTERN_KINDS)[number];

/** A sentence that a person understands. */
export interface PatternText {
  readonly en: string;
  readonly 'zh-CN': string;
}

/** How far from the expected, in which measure. */
export interface EffectSize {
  readonly measure: string;
  readonly value: number;
}

/** One test made of a user's calls, whatever came of it. */
export interface Trial {
  readonly kind: PatternKind;
  readonly code: string;
  /** Sessions the pattern shows in, and the time of the first and last of them. */
  readonly support: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly test: string;
  readonly pValue: number;
  readonly effectSize: EffectSize;
  /** Whether it is large enough to be worth telling. */
  readonly isLarge: boolean;
  readonly detail: Readonly<Record<string, number | string>>;
  readonly text: PatternText;
}

/** A trial that holds among all those made. */
export interface Pattern extends Omit<Trial, 'isLarge'> {
  readonly qValue: number;
  /** 1 − q. */
  readonly confidence: number;
}
