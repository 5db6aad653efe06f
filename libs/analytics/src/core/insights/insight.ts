/** A sentence that figures bear out, in the languages of the service. */
export interface Insight {
  /** Never changes its meaning. */
  readonly code: InsightCode;
  readonly en: string;
  readonly 'zh-CN': string;
  /** The one of several it names, such as the hour or the category: of another it is another insight. */
  readonly about?: string | number;
  /** Calls, or entries, it rests on. */
  readonly support: number;
}

export const INSIGHT_CODES = [
  'calls_changed', 'spam_changed', 'spam_blocked', 'ai_effectiveness', 'busiest_hour', 'busiest_weekday', 'top_category', 'loud_caller', 'whitelist_grew',
] as const;
export type InsightCode = (typeof INSIGHT_CODES)[number];
