import { AppError } from '#kernel';
import { stepsInTurns } from '#platform/process';
import { algorithmNamed, calibrated, readCalibration, unpackArtifact, type Artifact, type Calibration, type Decision, type Fitted, type Label, type Matrix } from '../core/index.js';
import type { ModelVersion } from './model-registry.js';
import type { InstantModel, Prediction } from './served-model.js';

type ThresholdedFit = Fitted & { readonly threshold: number };
type Reader = (raw: Float64Array, outcomes: Float64Array, row: number) => Prediction;

function refused(reason: string): AppError {
  return new AppError('artifact_corrupt', 'unavailable', `the model's artifact cannot be served: ${reason}`);
}

/** The likeliest class; of two, where a false-positive rate was promised, the second only from its threshold on. */
function chosen(shares: readonly number[], decision: Decision | undefined): number {
  if (decision === undefined) return shares.indexOf(Math.max(...shares));
  return decision.threshold !== null && (shares[1] as number) >= decision.threshold ? 1 : 0;
}

function readClass({ classes, decision }: ModelVersion['passport'], calibration: Calibration | undefined): Reader {
  const names = classes.map(String);
  return (raw, outcomes, row) => {
    const held = calibration && calibrated(calibration, raw[row] as number);
    const shares = held === undefined ? Array.from(outcomes.subarray(row * classes.length, (row + 1) * classes.length)) : [1 - held.probability, held.probability];
    const best = chosen(shares, decision);
    const probabilities = Object.fromEntries(names.map((name, index) => [name, shares[index] as number]));
    const answer = { label: classes[best] as Label, probability: shares[best] as number, probabilities };
    if (held === undefined) return answer;
    const { lower, upper } = held.interval;
    return { ...answer, interval: best === 1 ? [lower, upper] : [1 - upper, 1 - lower] };
  };
}

/** @param threshold the score from which on a row is anomalous; only of anomaly models */
export function readerOf(passport: ModelVersion['passport'], threshold: number | undefined, calibration: Calibration | undefined): Reader {
  const { modelType } = passport;
  if (modelType === 'classification') return readClass(passport, calibration);
  if (modelType === 'regression') return (_raw, outcomes, row) => ({ value: outcomes[row] as number });
  return (_raw, outcomes, row) => ({ score: outcomes[row] as number, anomalous: (outcomes[row] as number) >= (threshold as number) });
}

/** @throws AppError `artifact_corrupt` where the checksum is right and what it covers is not */
function decoded({ algorithm, body, calibration }: Artifact): { readonly fitted: Fitted; readonly calibration: Calibration | undefined } {
  const known = algorithmNamed(algorithm);
  if (known === undefined) throw refused(`no algorithm is named ${algorithm}`);
  try {
    return { fitted: known.decode(body), calibration: calibration === undefined ? undefined : readCalibration(calibration) };
  } catch (error) {
    throw refused((error as Error).message);
  }
}

/**
 * Makes a version's bytes answer.
 * @throws AppError `artifact_corrupt` where they are damaged, of a newer form or of an algorithm that is not here, `model_of_series` of a forecaster
 */
export function serve({ name, version, artifactId, passport }: ModelVersion, bytes: Uint8Array): InstantModel {
  if (passport.modelType === 'forecast') throw new AppError('model_of_series', 'invalid', 'this model forecasts series and has no answer to rows');
  const artifact = unpackArtifact(bytes);
  if ('reason' in artifact) throw refused(artifact.reason);
  const { fitted, calibration } = decoded(artifact);
  const read = readerOf(passport, (fitted as ThresholdedFit).threshold, calibration);
  const { explain } = fitted;
  return {
    name, version, artifactId, modelType: passport.modelType, featureNames: artifact.featureNames, outputs: fitted.outputs, classes: passport.classes,
    predict: (features: Matrix) => {
      const raw = fitted.rawScores(features);
      const outcomes = fitted.outcomes(raw);
      return Array.from({ length: features.rows }, (_, row) => read(raw, outcomes, row));
    },
    ...(passport.modelType === 'anomaly' && { threshold: (fitted as ThresholdedFit).threshold }),
    ...(explain && { explain: async (features: Matrix) => (fitted.explainInSteps ? stepsInTurns(fitted.explainInSteps(features)) : explain.call(fitted, features)) }),
  };
}
