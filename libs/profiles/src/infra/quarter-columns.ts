import { OUTCOMES } from '#realtime/core';

/** Columns of `user_quarter` that count calls, in the order of OUTCOMES: those that came in and those that went out. */
export const INCOMING_COLUMNS: readonly string[] = OUTCOMES;
export const OUTGOING_COLUMNS: readonly string[] = OUTCOMES.map((outcome) => `out_${outcome}`);
