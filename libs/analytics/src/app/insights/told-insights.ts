import type { LiveNews } from '#realtime';
import type { Raise } from '#realtime/core';

/** What was told of a user. */
export interface ToldInsights {
  readonly userId: number;
  /** The last day, on the user's calendar, that was looked at. */
  readonly day: number;
  /** What held then, by its key: it is not told again while it holds. */
  readonly standing: readonly string[];
}

/** Of a user who had calls lately; `told` undefined where nobody looked yet. */
export interface LivelyUser { readonly userId: number; readonly told: ToldInsights | undefined }

/** What a look found: to be told, and to be raised. */
export interface InsightNews { readonly news: readonly LiveNews[]; readonly raises: readonly Raise[] }

/** Whom insights were told of, each once. */
export abstract class InsightRecords {
  /** Users with calls since a moment, by id beyond `afterId`. */
  abstract lively(sinceMs: number, afterId: number, most: number): Promise<readonly LivelyUser[]>;
  /** Tells, raises and remembers in one transaction; false, and nothing done, where somebody has come as far. */
  abstract keep(told: ToldInsights, news: InsightNews): Promise<boolean>;
}
