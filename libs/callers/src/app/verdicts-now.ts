import { setImmediate } from 'node:timers/promises';
import { judge, type Evidence, type Verdict } from '../core/index.js';
import type { CallerReadModel, UserCaller } from './caller-read-model.js';
import { evidenceOn } from './ranges/facts-on.js';
import type { SpamModel, SpamModels } from './spam-models.js';

/** Judged without a pause: some ten milliseconds in which nothing else is answered. */
const CALLERS_AT_ONCE = 250;

/** What numbers are for nobody in particular as of a moment, in their order, with a pause now and then. */
export async function judged(callers: readonly UserCaller[], asOfMs: number, model: SpamModel | undefined): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let from = 0; from < callers.length; from += CALLERS_AT_ONCE) {
    if (from > 0) await setImmediate();
    const evidences = callers.slice(from, from + CALLERS_AT_ONCE).map((facts) => evidenceOn(facts, asOfMs));
    const opinions = model?.opinionsOn(evidences);
    verdicts.push(...evidences.map((evidence: Evidence, at) => judge(evidence, opinions?.[at]).verdict));
  }
  return verdicts;
}

/** The verdicts of numbers, for nobody in particular, as profiles take them: as the latest batch found them, or found now where something happened since. */
export class VerdictsNow {
  constructor(
    private readonly callers: CallerReadModel,
    private readonly models: SpamModels,
  ) {}

  /** Numbers that never called anybody are `unknown`. */
  async of(callerIds: readonly number[], asOfMs: number): Promise<ReadonlyMap<number, Verdict>> {
    if (callerIds.length === 0) return new Map();
    const [{ known, toJudge }, model] = await Promise.all([this.callers.verdictsOf(callerIds), this.models.now()]);
    const now = await judged(toJudge, asOfMs, model);
    const found = new Map([...known, ...toJudge.map(({ callerId }, at) => [callerId, now[at] as Verdict] as const)]);
    return new Map(callerIds.map((id) => [id, found.get(id) ?? 'unknown']));
  }
}
