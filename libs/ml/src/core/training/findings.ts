import type { Fitted, TrainingSet } from '../algorithms/algorithm.js';
import { calibrated, type Calibration } from '../calibration/calibration.js';
import { takeRows } from '../data/matrix.js';
import type { Scored } from '../evaluation/scored.js';
import { decisionFor, statedThresholds, type Decision, type StatedThreshold } from './decision.js';
import { evaluate, type Metrics } from './evaluate.js';
import { reportFeatures, type FeatureWorth } from './feature-report.js';
import type { Judged } from './judge.js';
import { slicesOf, type Slice } from './slices.js';

/** What was found of a model on rows kept from it. */
export interface Findings {
  /** Of the outcomes before calibration: on the very rows it was fitted to, the error after it would flatter. */
  readonly metrics: Metrics;
  /** By the three features that matter most. */
  readonly slices: readonly Slice[];
  /** For two classes. */
  readonly thresholds?: readonly StatedThreshold[];
  readonly decision?: Decision;
  readonly featureWorth: readonly FeatureWorth[];
  readonly importances?: Readonly<Record<string, number>>;
}

export interface Examined {
  readonly set: TrainingSet;
  readonly featureNames: readonly string[];
  readonly judged: Judged;
  readonly calibration: Calibration | undefined;
  /** Learnt from all rows. */
  readonly fitted: Fitted;
  readonly seed: number;
  /** The rate that the second class of two may be said wrongly at, where one is asked for. */
  readonly maxFalsePositiveRate?: number | undefined;
}

const SLICED_FEATURES = 3;

function importancesOf({ importances }: Fitted, names: readonly string[]): Readonly<Record<string, number>> | undefined {
  return importances && Object.fromEntries(names.map((name, column) => [name, importances[column] as number]));
}

/** Held-out rows of two classes with the probabilities that would be served for them. */
function servedOf({ raw, outcomes, labels }: Judged, calibration: Calibration | undefined): Scored {
  const scores = calibration === undefined ? outcomes.filter((_, index) => index % 2 === 1) : raw.map((score) => calibrated(calibration, score).probability);
  return { scores, labels };
}

function decisions({ judged, calibration, maxFalsePositiveRate }: Examined): Pick<Findings, 'thresholds' | 'decision'> {
  const served = servedOf(judged, calibration);
  const decision = maxFalsePositiveRate === undefined ? undefined : decisionFor(served, maxFalsePositiveRate);
  return { thresholds: statedThresholds(served), ...(decision && { decision }) };
}

/** Everything a passport says of a model's quality. Same arguments, same findings. */
export function examine(examined: Examined): Findings {
  const { set, featureNames, judged, fitted, seed } = examined;
  const featureWorth = reportFeatures(set, featureNames, seed, judged.last);
  const importances = importancesOf(fitted, featureNames);
  const found = { featureWorth, ...(importances && { importances }) };
  if (judged.rows.length === 0) return { metrics: {}, slices: [], ...found };
  const heldOut = { ...judged, classes: set.classes };
  const columns = featureWorth.slice(0, SLICED_FEATURES).map(({ feature }) => featureNames.indexOf(feature));
  return {
    metrics: evaluate(heldOut), slices: slicesOf(heldOut, takeRows(set.features, judged.rows), featureNames, columns), ...found,
    ...(set.classes === 2 && decisions(examined)),
  };
}
