import type { Matrix } from '../data/matrix.js';
import { profileColumns, profileFeature, type FeatureProfile } from '../drift/feature-profile.js';

/** How a model's scores lay in training. */
export interface ScoreProfile extends FeatureProfile {
  /** Ascending, at most a thousand, evenly spaced by rank: the other side of a Kolmogorov-Smirnov test. */
  readonly sample: readonly number[];
}

/** What a model saw and said in training, to tell drift by. Plain JSON. */
export interface ModelProfile {
  /** In the order of the model's features. */
  readonly features: readonly FeatureProfile[];
  /** Null where the model said nothing of rows that were kept from it. */
  readonly score: ScoreProfile | null;
}

const MOST_SAMPLED = 1000;

function profileScores(scores: Float64Array): ScoreProfile {
  const ascending = scores.filter((score) => !Number.isNaN(score)).sort();
  const count = Math.min(MOST_SAMPLED, ascending.length);
  const step = (ascending.length - 1) / Math.max(1, count - 1);
  return { ...profileFeature(scores), sample: Array.from({ length: count }, (_, at) => ascending[Math.round(at * step)] as number) };
}

/** @param scores as `watchedScores`, of rows the model had not learnt from where it learns from labels; none where there are none */
export function profileModel(features: Matrix, scores: Float64Array): ModelProfile {
  return { features: profileColumns(features), score: scores.length > 0 ? profileScores(scores) : null };
}
