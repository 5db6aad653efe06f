import { evidenceOf } from '../core/evidence.js';
import { judge } from '../core/verdict.js';
import type { CallerReadModel } from './caller-read-model.js';

/** Numbers looked at: the busiest ones. A user called by more different numbers has the rest counted as not spam. */
const MOST_CALLERS = 20_000;

/** How many of a user's incoming calls came from numbers whose verdict is spam as of a moment. */
export class CountSpamCalls {
  constructor(private readonly callers: CallerReadModel) {}

  async execute(userId: number, asOfMs: number): Promise<number> {
    const callers = await this.callers.callersOf(userId, MOST_CALLERS);
    const spam = callers.filter((facts) => judge(evidenceOf({ ...facts, asOfMs })).verdict === 'spam');
    return spam.reduce((sum, { made }) => sum + made, 0);
  }
}
