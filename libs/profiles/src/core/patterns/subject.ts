import type { PlatformBaseline } from './platform-baseline.js';
import type { Sessions } from './sessions.js';
import type { UserHistory } from './user-history.js';

/** Whom patterns are sought of. */
export interface Subject {
  readonly history: UserHistory;
  readonly sessions: Sessions;
  /** Undefined under twenty users. */
  readonly baseline: PlatformBaseline | undefined;
}

/** Support of a trial: the sessions that satisfy `matches`. */
export function supportOf({ length, atMs }: Sessions, matches: (at: number) => boolean): { readonly support: number; readonly firstMs: number; readonly lastMs: number } {
  let support = 0;
  let [firstMs, lastMs] = [atMs[0] ?? 0, atMs.at(-1) ?? 0];
  for (let at = 0; at < length; at++) {
    if (!matches(at)) continue;
    if (support === 0) firstMs = atMs[at] as number;
    lastMs = atMs[at] as number;
    support++;
  }
  return { support, firstMs, lastMs };
}
