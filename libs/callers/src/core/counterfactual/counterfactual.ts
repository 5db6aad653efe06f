import type { Action } from '../action.js';
import { evidenceOf, type Evidence } from '../evidence.js';
import type { Opinion } from '../opinion.js';
import { judge, type Judgement, type Verdict } from '../verdict.js';
import type { Premises } from './kind.js';
import { restsOn, type Removable } from './rests-on.js';
import { applied, described, smallestChange, type Change } from './smallest-change.js';

/** The smallest change that makes another outcome, or why there is none. */
export interface Otherwise<T> {
  readonly now: T;
  readonly after: T | null;
  readonly changes: readonly Change[];
  readonly reason: string | null;
}

export interface Counterfactual {
  readonly verdict: Otherwise<Verdict>;
  readonly action: Otherwise<Action>;
  /** Of spam and suspicious: the fewest kinds of evidence without which the verdict would be another one. */
  readonly restsOn: readonly Removable[];
}

interface Judges {
  readonly opinionOn: (evidence: Evidence) => Opinion | undefined;
  readonly decide: (judgement: Judgement, premises: Premises) => Action;
}

const NOTHING_WOULD = 'no change of one or two kinds of evidence would change it';

/** The judgement on premises that may be thought ones: a model is asked anew, for what it judges may have changed. */
export function judgePremises({ facts, asksModel }: Premises, opinionOn: Judges['opinionOn']): Judgement {
  const evidence = evidenceOf(facts);
  return judge(evidence, asksModel && evidence.caller !== undefined ? opinionOn(evidence) : undefined);
}

function otherwise<T>(premises: Premises, outcome: (premises: Premises) => T): Otherwise<T> {
  const steps = smallestChange(premises, outcome);
  if (steps === undefined) return { now: outcome(premises), after: null, changes: [], reason: NOTHING_WOULD };
  return { now: outcome(premises), after: outcome(applied(premises, steps)), changes: described(premises, steps), reason: null };
}

/** What would have to be otherwise for another verdict, and for another action. Some milliseconds. */
export function counterfactual(premises: Premises, { opinionOn, decide }: Judges): Counterfactual {
  const verdictOf = (changed: Premises): Verdict => judgePremises(changed, opinionOn).verdict;
  const verdict = otherwise(premises, verdictOf);
  const isBad = verdict.now === 'spam' || verdict.now === 'suspicious';
  return { verdict, action: otherwise(premises, (changed) => decide(judgePremises(changed, opinionOn), changed)), restsOn: isBad ? restsOn(premises, verdictOf) : [] };
}
