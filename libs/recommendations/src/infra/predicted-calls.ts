import type { ModelSays, PredictedBehavior } from '#ml';
import { CallForesight } from '../app/call-foresight.js';
import type { ForeseenCalls } from '../core/index.js';

const endsOf = (probabilities: NonNullable<ModelSays['probabilities']>) => ({ answered: probabilities['answered'] ?? 0, missed: probabilities['missed'] ?? 0 });

/** Asks the model that foresees behaviour, the one that profiles show. */
export class PredictedCalls extends CallForesight {
  constructor(private readonly predicted: Pick<PredictedBehavior, 'nextCall' | 'ofCalls'>) {
    super();
  }

  async at(userId: number, atMs: number): Promise<ForeseenCalls | undefined> {
    const { outcome: all, newCallerShare } = await this.predicted.nextCall(userId, atMs);
    if (all.probabilities === null || newCallerShare === null) return undefined;
    const [stranger] = await this.predicted.ofCalls(userId, [undefined], atMs);
    const ofNewCallers = stranger?.outcome.probabilities ?? null;
    return ofNewCallers === null ? undefined : { newCallers: newCallerShare, all: endsOf(all.probabilities), ofNewCallers: endsOf(ofNewCallers) };
  }
}
