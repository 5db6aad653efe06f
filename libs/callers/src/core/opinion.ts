import { logit } from '#kernel';
import type { NamedTerm } from './crowd-terms.js';
import { rounded } from './log-odds.js';

/** What a trained model makes of a number's calls, and of what binds the asking user to it. Reports are no part of it. */
export interface Opinion {
  readonly model: ModelId;
  /** Of spam, calibrated. */
  readonly probability: number;
  /** Holds `probability`. */
  readonly interval: readonly [number, number];
}

export interface ModelId {
  readonly name: string;
  readonly version: number;
}

/** No model is believed beyond odds of a thousand to one. */
const SUREST_LOG_ODDS = 6.9;
/** How far a model moves the evidence, in log-odds: it decides where the two roughly agree, and is held where they don't. */
export const MOST_MOVED = 2.5;
/** After so many calls a model's word has half its weight: of a few, what it learnt elsewhere says less than how sure it is. */
const CALLS_AT_HALF_WEIGHT = 6;

const within = (bound: number, value: number): number => Math.min(bound, Math.max(-bound, value));
const believed = (probability: number): number => within(SUREST_LOG_ODDS, logit(probability));

function shown(probability: number): string {
  if (probability < 0.01) return 'less than 1 %';
  return probability > 0.99 ? 'more than 99 %' : `${Math.round(probability * 100)} %`;
}

/** Weight, 0–1, of a model's word on so many calls of so much freshness. */
export function opinionWeight(calls: number, freshness: number): number {
  const counted = calls * freshness;
  return (freshness * counted) / (counted + CALLS_AT_HALF_WEIGHT);
}

/**
 * What the opinion adds to `evidence`, the log-odds that the calls themselves speak for: as much as makes it the model's own, within
 * `MOST_MOVED`. Its bounds are those of the model's interval, and where the two disagree they reach from the one to the other.
 *
 * @param weight see `opinionWeight`
 */
export function modelTerm({ model, probability, interval: [lower, upper] }: Opinion, evidence: number, weight: number): NamedTerm {
  const value = rounded(weight * within(MOST_MOVED, believed(probability) - evidence));
  const bound = (logOdds: number): number => weight * (logOdds - evidence);
  return {
    code: 'model',
    term: { value, lower: Math.min(0, value, bound(believed(lower))), upper: Math.max(0, value, bound(believed(upper))) },
    text: `${model.name} ${model.version} puts it at ${shown(probability)} from its calls`,
  };
}
