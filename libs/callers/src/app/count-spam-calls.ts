import type { CallerReadModel } from './caller-read-model.js';
import type { SpamModels } from './spam-models.js';
import { judged } from './verdicts-now.js';

/** Numbers looked at: the busiest ones. A user called by more different numbers has the rest counted as not spam. */
const MOST_CALLERS = 20_000;

/**
 * How many of a user's incoming calls came from numbers whose verdict, for nobody in particular, is spam as of a moment: as the latest batch
 * found it, or found now where something happened since. Judging all of them for every look at a profile would cost most of it.
 */
export class CountSpamCalls {
  constructor(
    private readonly callers: CallerReadModel,
    private readonly models: SpamModels,
  ) {}

  async execute(userId: number, asOfMs: number): Promise<number> {
    const [{ spamCalls: known, toJudge: callers }, model] = await Promise.all([this.callers.callersOf(userId, MOST_CALLERS), this.models.now()]);
    const verdicts = await judged(callers, asOfMs, model);
    return callers.reduce((spam, { made }, at) => (verdicts[at] === 'spam' ? spam + made : spam), known);
  }
}
