export const OUTCOMES = ['answered', 'rejected', 'missed', 'transferred', 'ai_handled'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const DIRECTIONS = ['incoming', 'outgoing'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const SPAM_CATEGORIES = [
  'sales', 'loan', 'investment', 'insurance', 'real_estate', 'telecom',
  'survey', 'political', 'charity', 'scam', 'robocall', 'other',
] as const;
export type SpamCategory = (typeof SPAM_CATEGORIES)[number];

export const FEEDBACK_LABELS = ['spam', 'not_spam', 'unsure'] as const;
export type FeedbackLabel = (typeof FEEDBACK_LABELS)[number];

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Which reports a user may want by schedule. */
export const REPORT_KINDS = ['daily', 'weekly', 'monthly'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

export const STRATEGIES = ['strict', 'moderate', 'permissive'] as const;
export type WhitelistStrategy = (typeof STRATEGIES)[number];
