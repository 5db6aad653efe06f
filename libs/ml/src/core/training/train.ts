import type { Fitted, Hyperparameters, ModelType, TrainingSet } from '../algorithms/algorithm.js';
import { ARTIFACT_FORMAT, packArtifact } from '../artifact/artifact.js';
import { fitCalibration, type Calibration } from '../calibration/calibration.js';
import type { Label, TrainingData } from '../data/training-data.js';
import { evaluate, type Metrics } from './evaluate.js';
import { planHoldOut, type HoldOutPlan } from './hold-out.js';
import { judge, type Judged, type Judging } from './judge.js';

/** With fewer held-out rows of either class, a calibration would say more of chance than of the model. */
const FEWEST_TO_CALIBRATE = 50;

export interface TrainingPlan extends Judging {
  readonly modelType: ModelType;
  /** Which rows judge the algorithm, where rows belong together; drawn at random where left out. */
  readonly holdOut?: HoldOutPlan;
}

/** A model's bytes and what was found of it. */
export interface Trained {
  readonly artifact: Uint8Array;
  readonly algorithm: string;
  readonly hyperparameters: Hyperparameters;
  readonly features: readonly string[];
  readonly classes: readonly Label[];
  readonly evaluation: string;
  readonly metrics: Metrics;
  readonly calibration: string | null;
  readonly importances?: Readonly<Record<string, number>>;
}

function calibrate({ labels, raw }: Judged, classes: number): Calibration | undefined {
  if (classes !== 2) return undefined;
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (Math.min(positives, labels.length - positives) < FEWEST_TO_CALIBRATE) return undefined;
  return fitCalibration({ scores: raw, labels });
}

/** Calibrated on the very rows it is judged by, the error would flatter: the figures are of the outcomes before. */
function metricsOf({ labels, outcomes }: Judged, classes: number): Metrics {
  return labels.length === 0 ? {} : evaluate({ labels, outcomes, classes });
}

function importancesOf(fitted: Fitted, names: readonly string[]): Readonly<Record<string, number>> | undefined {
  return fitted.importances && Object.fromEntries(names.map((name, column) => [name, fitted.importances?.[column] as number]));
}

/** Judges an algorithm on rows kept from it, calibrates by what it said of those, then learns from all. Same data, plan and seed: same bytes. */
export function trainModel({ featureNames, features, labels, classes }: TrainingData, plan: TrainingPlan): Trained {
  const set: TrainingSet = { features, labels, classes: classes.length };
  const { folds, description } = plan.holdOut ?? planHoldOut(set, plan.seed);
  const { modelType, algorithm, hyperparameters, seed, progress } = plan;
  const judging = folds.length / (folds.length + 1);
  const judged = judge(set, folds, { ...plan, progress: (done) => progress(judging * done) });
  const calibration = calibrate(judged, classes.length);
  const fitted = algorithm.fit(set, { hyperparameters, seed, progress: (done) => progress(judging + (1 - judging) * done) });
  const importances = importancesOf(fitted, featureNames);
  const artifact = packArtifact({
    formatVersion: ARTIFACT_FORMAT, algorithm: algorithm.name, modelType, featureNames, classes, calibration, body: algorithm.encode(fitted),
  });
  return {
    artifact, algorithm: algorithm.name, hyperparameters, features: featureNames, classes, evaluation: description, metrics: metricsOf(judged, classes.length),
    calibration: calibration === undefined ? null : 'isotonic, with a Venn-Abers interval', ...(importances && { importances }),
  };
}

