/** Rung when events have been appended to the log. */
export const APPENDED_CHANNEL = 'events_appended';

/** Rung when someone asked for dead letters to be folded again. */
export const LETTERS_CHANNEL = 'dead_letters_requested';

/** Rung when news has been put into the outbox of the live stream. */
export const LIVE_CHANNEL = 'live_events';

/** Rung when messages to webhooks have come to be due. */
export const WEBHOOKS_CHANNEL = 'webhooks_due';
