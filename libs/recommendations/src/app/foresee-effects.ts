import { WhatIf, type ChangedCall } from '#callers';
import { DAY_MS } from '#kernel';
import { advised, changeOf, expectedEffect, type Advice, type Candidate, type ReplayedChange } from '../core/index.js';
import { LOOKED_AT_DAYS } from './gather-situation.js';

/** Of 200 calls at most: who is called more often has the latest of the 30 days replayed. */
const MOST_PAGES = 20;

/** Says of candidates what would have been otherwise, by one replay of the user's calls for all of them. */
export class ForeseeEffects {
  constructor(private readonly whatIf: Pick<WhatIf, 'compare'>) {}

  /** Candidates that the replay speaks for, with what it shows. */
  async execute(user: string, candidates: readonly Candidate[], nowMs: number): Promise<readonly Advice[]> {
    const changes = candidates.map(({ action }) => changeOf(action));
    const replayed = changes.filter((change): change is ReplayedChange => change !== undefined);
    if (replayed.length === 0) return candidates.flatMap((candidate) => advised(candidate, null) ?? []);
    const { changed, ...stretch } = await this.replay(user, replayed, nowMs);
    let at = 0;
    return candidates.flatMap((candidate, index) => {
      const calls = changes[index] === undefined ? undefined : changed[at++];
      return advised(candidate, calls === undefined ? null : expectedEffect(calls, { days: LOOKED_AT_DAYS, ...stretch })) ?? [];
    });
  }

  private async replay(user: string, changes: readonly ReplayedChange[], nowMs: number): Promise<{ readonly changed: readonly ChangedCall[][]; readonly calls: number; readonly skipped: number }> {
    const sinceMs = nowMs - LOOKED_AT_DAYS * DAY_MS;
    const changed: ChangedCall[][] = changes.map(() => []);
    let [calls, skipped] = [0, 0];
    let before = { atMs: nowMs + 1, callerId: 0 };
    for (let pages = 0; pages < MOST_PAGES; pages++) {
      const page = await this.whatIf.compare(user, changes, { sinceMs, before });
      page.changed.forEach((items, change) => changed[change]?.push(...items));
      [calls, skipped] = [calls + page.calls, skipped + page.skipped];
      if (page.next === undefined) break;
      before = page.next;
    }
    return { changed, calls, skipped };
  }
}
