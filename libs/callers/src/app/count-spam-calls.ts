import { setImmediate } from 'node:timers/promises';
import { judge, type Evidence } from '../core/index.js';
import type { CallerReadModel, UserCaller } from './caller-read-model.js';
import { evidenceOn } from './ranges/facts-on.js';
import type { SpamModel, SpamModels } from './spam-models.js';

/** Numbers looked at: the busiest ones. A user called by more different numbers has the rest counted as not spam. */
const MOST_CALLERS = 20_000;
/** Judged without a pause: some ten milliseconds in which nothing else is answered. */
const CALLERS_AT_ONCE = 250;

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
    let spam = known;
    for (let from = 0; from < callers.length; from += CALLERS_AT_ONCE) {
      if (from > 0) await setImmediate();
      spam += spamCalls(callers.slice(from, from + CALLERS_AT_ONCE), asOfMs, model);
    }
    return spam;
  }
}

function spamCalls(callers: readonly UserCaller[], asOfMs: number, model: SpamModel | undefined): number {
  const evidences = callers.map((facts) => evidenceOn(facts, asOfMs));
  const opinions = model?.opinionsOn(evidences);
  return callers.reduce((sum, { made }, at) => (judge(evidences[at] as Evidence, opinions?.[at]).verdict === 'spam' ? sum + made : sum), 0);
}
