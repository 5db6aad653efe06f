import { maskPhone, type Identities } from '#privacy';
import { DIRECTIONS, OUTCOMES } from '#realtime/core';
import type { ExportedCall } from '../core/index.js';
import type { CallOnRecord, CallPages } from './call-pages.js';

/** What is held in memory at once. */
const PAGE = 1000;

export interface ExportAsked {
  readonly userId: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether numbers are shown whole: to the user alone. */
  readonly whole: boolean;
}

/** A user's calls in a period, read as fast as they are taken: a page is asked for when the one before is gone. */
export class ExportCalls {
  constructor(
    private readonly pages: CallPages,
    private readonly identities: Identities,
  ) {}

  async *pagesOf({ userId, fromMs, toMs, whole }: ExportAsked): AsyncGenerator<readonly ExportedCall[]> {
    const span = { userId, fromMs, toMs, untilPosition: await this.pages.end(userId) };
    let after = { atMs: fromMs - 1, position: 0 };
    for (;;) {
      const page = await this.pages.page(span, after, PAGE);
      if (page.length > 0) yield await this.exported(page, whole);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = { atMs: last.atMs, position: last.position };
    }
  }

  private async exported(page: readonly CallOnRecord[], whole: boolean): Promise<ExportedCall[]> {
    const numbers = await this.identities.revealPhones([...new Set(page.flatMap(({ callerId }) => callerId ?? []))]);
    return page.map(({ atMs, callerId, direction, outcome, durationMs, verdict = 'unknown', category = null, claimed }) => {
      const number = callerId === undefined ? undefined : numbers.get(callerId);
      const shown = number === undefined ? null : maskPhone(number);
      return {
        atMs, callType: DIRECTIONS[direction] as string, outcome: OUTCOMES[outcome] as string, durationSeconds: durationMs === undefined ? null : durationMs / 1000,
        phoneNumber: whole ? (number ?? null) : shown, verdict, category, claimed,
      };
    });
  }
}
