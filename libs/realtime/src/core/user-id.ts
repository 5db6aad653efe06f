const USER_ID = /^[A-Za-z0-9._:@-]{1,128}$/;
/** In a path they are the folder and the one above, however they are encoded: nobody could ask for such a user. */
const DOTS = /^\.{1,2}$/;

// Words that stand where a user id could in a route, and the name of the partition of events without a user.
const RESERVED = new Set(['caller', 'interactions', 'metrics', 'reports', 'stats', 'platform']);

/** Why `text` cannot be a user id, or undefined where it can. */
export function userIdFault(text: string): string | undefined {
  if (!USER_ID.test(text)) return 'must be 1 to 128 characters of A-Z a-z 0-9 . _ : @ -';
  if (DOTS.test(text)) return 'must not be . or ..';
  return RESERVED.has(text) ? `must not be the reserved word ${text}` : undefined;
}
