import type { Fitted, Hyperparameters, ModelType, TrainingSet } from '../algorithms/algorithm.js';
import { ARTIFACT_FORMAT, packArtifact } from '../artifact/artifact.js';
import { calibrated, fitCalibration, type Calibration } from '../calibration/calibration.js';
import { takeRows, type Matrix } from '../data/matrix.js';
import type { Label, TrainingData } from '../data/training-data.js';
import { profileModel, type ModelProfile } from '../watching/model-profile.js';
import { watchedScores } from '../watching/watched-score.js';
import { examine, type Findings } from './findings.js';
import { planHoldOut, type HoldOutPlan } from './hold-out.js';
import { judge, type Judged, type Judging } from './judge.js';

/** With fewer held-out rows of either class, a calibration would say more of chance than of the model. */
const FEWEST_TO_CALIBRATE = 50;
/** Rows whose scores stand for all where a model is profiled by what it learnt from. */
const MOST_PROFILED = 10_000;

export interface TrainingPlan extends Judging {
  readonly modelType: ModelType;
  /** See `Examined`. */
  readonly maxFalsePositiveRate?: number | undefined;
  /** Which rows judge the algorithm, where rows belong together; drawn at random where left out. */
  readonly holdOut?: HoldOutPlan;
}

/** A model's bytes and what was found of it. */
export interface Trained extends Findings {
  readonly artifact: Uint8Array;
  readonly algorithm: string;
  readonly hyperparameters: Hyperparameters;
  readonly features: readonly string[];
  readonly classes: readonly Label[];
  readonly evaluation: string;
  readonly calibration: string | null;
  /** What drift is told by once the model serves. */
  readonly profile: ModelProfile;
}

function calibrate({ labels, raw }: Judged, classes: number): Calibration | undefined {
  if (classes !== 2) return undefined;
  const positives = labels.reduce((sum, label) => sum + label, 0);
  if (Math.min(positives, labels.length - positives) < FEWEST_TO_CALIBRATE) return undefined;
  return fitCalibration({ scores: raw, labels });
}

/** Scores as they will be served, of rows kept from the model; anomalies are learnt without labels, so nothing was kept. */
function scoresOf(fitted: Fitted, { features, labels, classes }: TrainingSet, { raw, outcomes }: Judged, calibration: Calibration | undefined): Float64Array {
  if (labels === undefined) return fitted.outcomes(fitted.rawScores(someRows(features)));
  if (calibration !== undefined) return raw.map((score) => calibrated(calibration, score).probability);
  return watchedScores(outcomes, Math.max(1, classes));
}

function someRows(features: Matrix): Matrix {
  const count = Math.min(MOST_PROFILED, features.rows);
  return takeRows(features, Array.from({ length: count }, (_, at) => Math.floor((at * features.rows) / count)));
}

/** What an algorithm is given of the data. */
export function setOf({ features, labels, groups, times, classes }: TrainingData): TrainingSet {
  return { features, labels, groups, times, classes: classes.length };
}

/** Judges an algorithm on rows kept from it, calibrates by what it said of those, then learns from all. Same data, plan and seed: same bytes. */
export function trainModel(data: TrainingData, plan: TrainingPlan): Trained {
  const { featureNames, classes } = data;
  const set = setOf(data);
  const { folds, description } = plan.holdOut ?? planHoldOut(set, plan.seed);
  const { modelType, algorithm, hyperparameters, seed, progress } = plan;
  const judging = folds.length / (folds.length + 1);
  const judged = judge(set, folds, { ...plan, progress: (done) => progress(judging * done) });
  const calibration = calibrate(judged, classes.length);
  const fitted = algorithm.fit(set, { hyperparameters, seed, progress: (done) => progress(judging + (1 - judging) * done) });
  const artifact = packArtifact({
    formatVersion: ARTIFACT_FORMAT, algorithm: algorithm.name, modelType, featureNames, classes, calibration, body: algorithm.encode(fitted),
  });
  return {
    artifact, algorithm: algorithm.name, hyperparameters, features: featureNames, classes, evaluation: description,
    calibration: calibration === undefined ? null : 'isotonic, with a Venn-Abers interval',
    profile: profileModel(set.features, scoresOf(fitted, set, judged, calibration)),
    ...examine({ ...plan, set, featureNames, judged, calibration, fitted }),
  };
}
