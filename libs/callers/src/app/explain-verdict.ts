import { counterfactual, type Counterfactual, type Evidence, type Facts, type Recommendation } from '../core/index.js';
import type { CallerJudgement } from './judge-caller.js';
import type { ModelExplanation, SpamModel } from './spam-models.js';

/** What one may ask about a verdict beside what it is. */
export const EXPLANATIONS = ['counterfactual', 'model'] as const;
export type Explanation = (typeof EXPLANATIONS)[number];

export interface Explained {
  /** null unless asked for. */
  readonly counterfactual: Counterfactual | null;
  /** null unless asked for, or where no model was asked. */
  readonly modelExplanation: ModelExplanation | null;
}

/** A verdict as it was reached. */
export interface Reached {
  readonly known: Facts;
  readonly evidence: Evidence;
  /** The model that was asked. */
  readonly model: SpamModel | undefined;
  readonly hasUser: boolean;
  readonly crowdCounts: boolean;
  /** What the user's choices make of a judgement on such facts. */
  readonly decide: (judgement: Omit<CallerJudgement, 'model'>, facts: Facts) => Recommendation;
}

/** Answers what was asked about a verdict. What the user's whitelist says of the number is taken as it is. */
export async function explainVerdict(asked: readonly Explanation[], { known, evidence, model, hasUser, crowdCounts, decide }: Reached): Promise<Explained> {
  const premises = { facts: known, asksModel: model !== undefined, hasUser, crowdCounts };
  return {
    counterfactual: asked.includes('counterfactual')
      ? counterfactual(premises, { opinionOn: (changed) => model?.opinionsOn([changed])[0], decide: (judgement, { facts }) => decide(judgement, facts).action })
      : null,
    modelExplanation: asked.includes('model') && model !== undefined && evidence.caller !== undefined ? ((await model.explain(evidence)) ?? null) : null,
  };
}
