/** Rung when events have been appended to the log. */
export const APPENDED_CHANNEL = 'events_appended';

/** Rung when someone asked for dead letters to be folded again. */
export const LETTERS_CHANNEL = 'dead_letters_requested';
